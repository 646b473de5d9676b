import { MusicError } from './types';

/** Steps a beat is cut into: eighths of swing (8 + 4 steps) and triplets (4) fall on steps. */
export const STEPS_PER_BEAT = 12;

/** What a note is to its chord, or a rest. */
export type TokenKind = 'C' | 'S' | 'A' | 'R';

/** What each kind of token is called, for people. */
export const KIND_NAMES: Readonly<Record<TokenKind, string>> = {
  C: 'chord tone',
  S: 'scale tone',
  A: 'approach note',
  R: 'rest',
};

/**
 * One event of a melody, without its pitch: what it is to the chord, how long it lasts, and within which interval of
 * the note before it lies. So a line can be carried over to other chords. Written `C8(-4..-3)`: a chord tone, 8 steps
 * long, 3 or 4 semitones below the note before; `S4(2)` a scale tone 2 above it, `R12` a rest.
 */
export interface Token {
  kind: TokenKind;
  /** Length in twelfths of a beat, 1 to 96. */
  steps: number;
  /** Lowest and highest interval to the note before, in semitones. Null for a rest. */
  bounds: readonly [low: number, high: number] | null;
}

/** Intervals that count as the same: repeat, semitone, whole tone, third, fourth or fifth, leap; up and down. */
export const INTERVALS: readonly (readonly [number, number])[] = [
  [-24, -8],
  [-7, -5],
  [-4, -3],
  [-2, -2],
  [-1, -1],
  [0, 0],
  [1, 1],
  [2, 2],
  [3, 4],
  [5, 7],
  [8, 24],
];

export const MAX_STEPS = 96;

/** The group of an interval in semitones; beyond two octaves, the outermost. */
export function boundsOf(interval: number): readonly [number, number] {
  const near = Math.max(-24, Math.min(24, interval));
  return INTERVALS.find(([low, high]) => near >= low && near <= high)!;
}

/** A token as text, for tables of values: 'C8(-4..-3)', 'S4(2)', 'R12'. */
export function tokenText({ kind, steps, bounds }: Token): string {
  if (!bounds) return `${kind}${steps}`;
  return bounds[0] === bounds[1] ? `${kind}${steps}(${bounds[0]})` : `${kind}${steps}(${bounds[0]}..${bounds[1]})`;
}

/** The token that `tokenText` wrote. */
export function parseToken(text: string): Token {
  const match = /^(?:(R)(\d{1,2})|([CSA])(\d{1,2})\((-?\d{1,2})(?:\.\.(-?\d{1,2}))?\))$/.exec(text);
  const steps = Number(match?.[2] ?? match?.[4]);
  const bounds = match?.[3] ? ([Number(match[5]), Number(match[6] ?? match[5])] as const) : null;
  const known = bounds === null || (bounds[0] <= bounds[1] && bounds[0] >= -24 && bounds[1] <= 24);
  if (!match || steps < 1 || steps > MAX_STEPS || !known)
    throw new MusicError(
      `parseToken: expected a token such as 'C8(-4..-3)' or 'R12', got '${String(text).slice(0, 40)}'`,
    );
  return { kind: (match[1] ?? match[3]) as TokenKind, steps, bounds };
}
