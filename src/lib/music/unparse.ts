import { chordAt, chordTones, mod } from './chords';
import { STEPS_PER_BEAT, type Token } from './grammar';
import { kindOfPitch, REFERENCE_PITCH } from './parse';
import { MusicError, type Note, type TimedChord } from './types';

export interface UnparseOptions {
  /** Beat at which the melody begins. */
  start?: number;
  /** Beat at which it ends; a note that would go on is cut. Without it all tokens become notes. */
  end?: number;
  /**
   * Random numbers in [0, 1) for choosing among pitches that fit. Without it the one nearest to the middle of the
   * bounds is taken.
   */
  random?: () => number;
}

/** Pitches of a solo: B3 to C6. */
const [LOWEST, HIGHEST] = [59, 84];

/**
 * Tokens to notes over chords: the way back from `melodyToTokens`. Each note gets a pitch of the token's kind within
 * its bounds; where none fits, the nearest pitch of that kind.
 */
export function tokensToMelody(
  tokens: readonly Token[],
  chords: readonly TimedChord[],
  options: UnparseOptions = {},
): Note[] {
  if (chords.length === 0) throw new MusicError('tokensToMelody: expected at least one chord, got none');
  const { start = 0, end = Infinity, random } = options;
  const melody: Note[] = [];
  let [at, before] = [start, REFERENCE_PITCH];
  tokens.forEach((token, i) => {
    const duration = Math.min(token.steps / STEPS_PER_BEAT, end - at);
    if (duration <= 1e-9) return;
    if (token.bounds) {
      const next = chordAt(chords, at + duration);
      const pitch = choose(token, before, chordAt(chords, at), next, tokens[i + 1], random);
      melody.push({ pitch, start: at, duration, velocity: accent(at) });
      before = pitch;
    }
    at += duration;
  });
  return melody;
}

/** Off-beats of swing are a little louder than the beats. */
const accent = (beat: number): number => (Math.abs(beat - Math.round(beat)) < 1e-6 ? 0.72 : 0.82);

function choose(
  token: Token,
  before: number,
  chord: TimedChord,
  next: TimedChord,
  after: Token | undefined,
  random?: () => number,
): number {
  const [low, high] = token.bounds!;
  const fits = (pitch: number): boolean =>
    pitch >= LOWEST && pitch <= HIGHEST && kindOfPitch(pitch, chord) === token.kind;
  const middle = before + (low + high) / 2;
  const all = Array.from({ length: HIGHEST - LOWEST + 1 }, (_, i) => LOWEST + i).filter(fits);
  const inside = all.filter((p) => p >= before + low && p <= before + high);
  if (inside.length === 0)
    return all.reduce((best, p) => (Math.abs(p - middle) < Math.abs(best - middle) ? p : best), all[0]);
  const leading = token.kind === 'A' && after?.bounds ? inside.filter((p) => leadsOn(p, next, after.bounds!)) : [];
  const among = leading.length > 0 ? leading : near(inside, before);
  if (!random) return among.reduce((best, p) => (Math.abs(p - middle) < Math.abs(best - middle) ? p : best), among[0]);
  return among[Math.floor(random() * among.length)];
}

/** Leaps of more than an octave are rare in a solo: they are taken only where nothing nearer fits. */
function near(pitches: number[], before: number): number[] {
  const within = pitches.filter((p) => Math.abs(p - before) <= 12);
  return within.length > 0 ? within : pitches;
}

/** Whether a semitone on, in the direction of the next token, lies a chord tone. */
function leadsOn(pitch: number, chord: TimedChord, [low, high]: readonly [number, number]): boolean {
  const tones = chordTones(chord);
  return (
    (low <= 1 && high >= 1 && tones.includes(mod(pitch + 1, 12))) ||
    (low <= -1 && high >= -1 && tones.includes(mod(pitch - 1, 12)))
  );
}
