import { chordAt, chordTones, mod, scaleTones } from './chords';
import { boundsOf, MAX_STEPS, STEPS_PER_BEAT, type Token, type TokenKind } from './grammar';
import type { Chord, Note, TimedChord } from './types';

/** Where a melody is thought to come from: the first token's interval is measured from here (G4). */
export const REFERENCE_PITCH = 67;

/** What a pitch is to a chord. Notes outside the chord's scale are approach notes: they lead on by a semitone. */
export function kindOfPitch(pitch: number, chord: Chord): Exclude<TokenKind, 'R'> {
  const pitchClass = mod(pitch, 12);
  if (chordTones(chord).includes(pitchClass)) return 'C';
  return scaleTones(chord).includes(pitchClass) ? 'S' : 'A';
}

interface Sound {
  pitch: number;
  from: number;
  to: number;
}

/**
 * One voice on the grid of steps: of notes that begin together the highest stays, each ends where the next begins; a
 * gap of one step is breath, no rest.
 */
function oneVoice(notes: readonly Note[]): Sound[] {
  const sounds = notes
    .map(({ pitch, start, duration }) => ({
      pitch,
      from: Math.round(start * STEPS_PER_BEAT),
      to: Math.round((start + duration) * STEPS_PER_BEAT),
    }))
    .sort((a, b) => a.from - b.from || b.pitch - a.pitch)
    .filter((sound, i, all) => i === 0 || sound.from !== all[i - 1].from);
  return sounds.map(({ pitch, from, to }, i) => {
    const next = sounds[i + 1]?.from ?? Infinity;
    const end = Math.max(to, from + 1);
    return { pitch, from, to: end >= next - 1 ? (next === Infinity ? end : next) : end };
  });
}

/** Rests of a length in steps; long ones are several tokens. */
function rests(steps: number): Token[] {
  const whole = new Array<Token>(Math.floor(steps / MAX_STEPS)).fill({ kind: 'R', steps: MAX_STEPS, bounds: null });
  return steps % MAX_STEPS > 0 ? [...whole, { kind: 'R', steps: steps % MAX_STEPS, bounds: null }] : whole;
}

/**
 * A melody as grammar tokens over its chords. Times are rounded to twelfths of a beat.
 * @param start beat at which the melody begins; a rest comes first if its first note is later
 */
export function melodyToTokens(melody: readonly Note[], chords: readonly TimedChord[], start = 0): Token[] {
  const tokens: Token[] = [];
  let [at, before] = [Math.round(start * STEPS_PER_BEAT), REFERENCE_PITCH];
  for (const { pitch, from, to } of oneVoice(melody)) {
    if (from > at) tokens.push(...rests(from - at));
    const kind = kindOfPitch(pitch, chordAt(chords, from / STEPS_PER_BEAT));
    const steps = Math.min(to - from, MAX_STEPS);
    tokens.push({ kind, steps, bounds: boundsOf(pitch - before) });
    [at, before] = [from + steps, pitch];
  }
  return tokens;
}
