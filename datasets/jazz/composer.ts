/**
 * A composer of swing solos over ii-V-I progressions, by rules of ours: chord tones on the strong beats, scale steps or
 * an approach by semitone between them, triplets now and then, rests at the ends of phrases, and motifs that come back,
 * moved to the next chord.
 */
import * as np from '../../src/lib/np';
import { chordAt, chordTones, mod, scaleTones } from '../../src/lib/music/chords';
import type { Note, TimedChord } from '../../src/lib/music/types';

/** Rhythms of two bars, in twelfths of a beat; negative lengths are rests. Each adds up to 96. */
const RHYTHMS: readonly (readonly number[])[] = [
  [8, 4, 8, 4, 8, 4, 12, -12, 8, 4, 8, 4, 12],
  [-12, 8, 4, 8, 4, 4, 4, 4, 8, 4, 8, 16, -12],
  [4, 4, 4, 8, 4, 8, 4, 8, 4, 24, -24],
  [12, 8, 4, 8, 4, 8, 16, 12, -24],
  [-8, 4, 8, 4, 8, 4, 8, 4, 8, 4, 12, -24],
  [8, 4, 4, 4, 4, 8, 4, 12, 8, 4, 8, 28],
  [20, 4, 8, 4, 12, 8, 4, 8, 4, -24],
  [24, 8, 4, 8, 4, 8, 4, 8, 4, 12, -12],
];

/** How a motif moves, in one sign a note: up, down, or back where it came from. */
const CONTOURS = ['uuuddduud', 'ddduuuddu', 'uudduuddd', 'duuuudddd', 'udududddd', 'dddduudud'] as const;

const [LOWEST, HIGHEST] = [60, 84];

interface Motif {
  rhythm: readonly number[];
  contour: string;
}

type Random = np.random.RandomState;

const chance = (random: Random, p: number): boolean => (random.rand() as number) < p;
const pick = <T>(random: Random, from: readonly T[]): T => from[random.randint(0, from.length) as number];

/**
 * The nearest pitch of some classes, looked for from `pitch` in a direction; turned round at the ends of the register.
 */
function nearest(pitch: number, direction: number, classes: readonly number[]): number {
  for (let step = 1; step <= 12; step++) {
    const p = pitch + step * direction;
    if (p < LOWEST || p > HIGHEST) break;
    if (classes.includes(mod(p, 12))) return p;
  }
  for (let p = pitch - direction; ; p -= direction) if (classes.includes(mod(p, 12))) return p;
}

/** One motif, two bars, beginning at a beat. */
function phrase(motif: Motif, start: number, from: number, chords: readonly TimedChord[], random: Random): Note[] {
  const notes: Note[] = [];
  let [at, pitch, index] = [start, from, 0];
  let target: number | null = null; // where an approach note leads
  const onsets = motif.rhythm.map((steps) => {
    const here = at;
    at += Math.abs(steps) / 12;
    return here;
  });
  motif.rhythm.forEach((steps, i) => {
    if (steps < 0) return;
    const chord = chordAt(chords, onsets[i]);
    const strong = Math.abs(onsets[i] % 2) < 1e-6 || steps >= 16;
    const direction = motif.contour[index++ % motif.contour.length] === 'u' ? 1 : -1;
    const next = i + 1 < onsets.length && motif.rhythm[i + 1] > 0 ? chordAt(chords, onsets[i + 1]) : null;
    const leads = next !== null && !strong && Math.abs(onsets[i + 1] % 2) < 1e-6 && chance(random, 0.45);
    const free = i === 0 || motif.rhythm[i - 1] < 0 || motif.rhythm[i - 1] >= 8;
    if (target === null && free && chance(random, 0.16)) pitch = leap(pitch, direction, random);
    if (target !== null) [pitch, target] = [target, null];
    else if (leads) [pitch, target] = approach(pitch, direction, next);
    else if (strong) pitch = nearest(pitch, direction, guideTones(chord, random));
    else
      pitch = nearest(
        pitch,
        direction,
        steps === 4 && chance(random, 0.75)
          ? scaleTones(chord)
          : chance(random, 0.6)
            ? scaleTones(chord)
            : chordTones(chord),
      );
    notes.push({ pitch, start: onsets[i], duration: steps / 12, velocity: strong ? 0.8 : 0.7 });
  });
  return notes;
}

/** A fifth to an octave away, within the register: where the line goes on from. */
function leap(pitch: number, direction: number, random: Random): number {
  const target = pitch + direction * (4 + (random.randint(0, 6) as number));
  return target < LOWEST + 2 || target > HIGHEST - 2 ? pitch : target;
}

/** Third and seventh tell a chord from others: they are taken more often than all chord tones. */
function guideTones(chord: TimedChord, random: Random): number[] {
  const tones = chordTones(chord);
  return chance(random, 0.35) ? [tones[1], tones[3]] : tones;
}

/** A note a semitone below or above the chord tone that comes next, and that tone. */
function approach(pitch: number, direction: number, next: TimedChord): [note: number, target: number] {
  const target = nearest(pitch, direction, chordTones(next));
  return [target - direction === pitch ? target + direction : target - direction, target];
}

/** A solo over chords: phrases of two bars, of which every other one takes up the motif before. */
export function composeSolo(chords: readonly TimedChord[], seed: number): Note[] {
  const random = new np.random.RandomState(seed);
  const end = chords[chords.length - 1].start + chords[chords.length - 1].duration;
  const solo: Note[] = [];
  let motif: Motif | null = null;
  let pitch = 67 + (random.randint(0, 8) as number);
  for (let start = 0; start < end - 1e-6; start += 8) {
    if (!motif || chance(random, 0.45)) motif = { rhythm: pick(random, RHYTHMS), contour: pick(random, CONTOURS) };
    const notes = phrase(motif, start, pitch, chords, random);
    solo.push(...notes);
    pitch = Math.max(62, Math.min(80, notes[notes.length - 1].pitch));
  }
  return solo;
}
