import { MusicError, type Chord, type ChordKind, type Note, type TimedChord } from './types';

interface Shape {
  /** Semitones above the root. */
  tones: readonly number[];
  /** The scale that goes with the chord: the mode an improviser thinks of. */
  scale: readonly number[];
}

/** Chords of swing: their tones, and the scale that is played over them. */
export const CHORD_SHAPES: Readonly<Record<ChordKind, Shape>> = {
  maj7: { tones: [0, 4, 7, 11], scale: [0, 2, 4, 5, 7, 9, 11] },
  m7: { tones: [0, 3, 7, 10], scale: [0, 2, 3, 5, 7, 9, 10] },
  '7': { tones: [0, 4, 7, 10], scale: [0, 2, 4, 5, 7, 9, 10] },
  m7b5: { tones: [0, 3, 6, 10], scale: [0, 1, 3, 5, 6, 8, 10] },
  dim7: { tones: [0, 3, 6, 9], scale: [0, 2, 3, 5, 6, 8, 9, 11] },
  '6': { tones: [0, 4, 7, 9], scale: [0, 2, 4, 5, 7, 9, 11] },
  m6: { tones: [0, 3, 7, 9], scale: [0, 2, 3, 5, 7, 9, 11] },
};

/** In this order they are preferred where sounds fit several. (The keys of an object would begin with the numbers.) */
const KINDS: readonly ChordKind[] = ['maj7', 'm7', '7', '6', 'm6', 'm7b5', 'dim7'];
const NAMES = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'] as const;
const LETTERS: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

/** Remainder that is never negative. */
export const mod = (a: number, n: number): number => ((a % n) + n) % n;

/** 'Eb4' for 63: the name of a MIDI pitch. */
export const pitchName = (pitch: number): string => `${NAMES[mod(pitch, 12)]}${Math.floor(pitch / 12) - 1}`;

/** 'Dm7' for { root: 2, kind: 'm7' }. */
export const chordName = ({ root, kind }: Chord): string => `${NAMES[root]}${kind}`;

/** The chord of a name such as 'Dm7', 'G7', 'Cmaj7', 'F#m7b5'. */
export function parseChord(name: string): Chord {
  const match = /^([A-G])([b#]?)(.*)$/.exec(name);
  const kind = match?.[3] as ChordKind;
  if (!match || !KINDS.includes(kind))
    throw new MusicError(
      `parseChord: expected a root and one of ${KINDS.join(', ')}, e.g. 'Dm7', got '${String(name).slice(0, 20)}'`,
    );
  return { root: mod(LETTERS[match[1]] + (match[2] === '#' ? 1 : match[2] === 'b' ? -1 : 0), 12), kind };
}

/** Pitch classes of a chord. */
export const chordTones = ({ root, kind }: Chord): number[] => CHORD_SHAPES[kind].tones.map((t) => (root + t) % 12);

/** Pitch classes of the scale that goes with a chord, chord tones included. */
export const scaleTones = ({ root, kind }: Chord): number[] => CHORD_SHAPES[kind].scale.map((t) => (root + t) % 12);

/** 'Dm7 G7 | Cmaj7' to chords in time: bars between strokes, the chords of a bar share its beats. */
export function progression(text: string, beatsPerBar = 4): TimedChord[] {
  return text.split('|').flatMap((bar, b) => {
    const names = bar.trim().split(/\s+/).filter(Boolean);
    if (names.length === 0) throw new MusicError(`progression: bar ${b + 1} of '${text.slice(0, 60)}' has no chord`);
    const duration = beatsPerBar / names.length;
    return names.map((name, i) => ({ ...parseChord(name), start: b * beatsPerBar + i * duration, duration }));
  });
}

/** The chord at a beat: the last that has begun. Before the first it is the first. */
export function chordAt(chords: readonly TimedChord[], beat: number): TimedChord {
  if (chords.length === 0) throw new MusicError('chordAt: expected at least one chord, got none');
  let [low, high] = [0, chords.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (chords[middle].start <= beat + 1e-6) low = middle;
    else high = middle;
  }
  return chords[low];
}

/**
 * The chord that fits sounding pitches best: most of them explained, none of its tones missing, the lowest pitch as
 * root. Null for fewer than three pitch classes.
 */
export function identifyChord(pitches: readonly number[]): Chord | null {
  const classes = new Set(pitches.map((p) => mod(p, 12)));
  if (classes.size < 3) return null;
  const bass = mod(Math.min(...pitches), 12);
  let best: { chord: Chord; score: number } | null = null;
  for (let root = 0; root < 12; root++) {
    for (const kind of KINDS) {
      const { tones } = CHORD_SHAPES[kind];
      const inChord = tones.filter((t) => classes.has((root + t) % 12)).length;
      const fifthMissing = classes.has((root + tones[2]) % 12) ? 0 : 0.5; // players leave out the fifth first
      const score =
        2 * inChord - (tones.length - inChord) - (classes.size - inChord) + fifthMissing + (root === bass ? 1.5 : 0);
      if (!best || score > best.score + 1e-9) best = { chord: { root, kind }, score };
    }
  }
  return best!.chord;
}

/**
 * Chords of an accompaniment: notes that begin together (within a twelfth of a beat) make one; it lasts until the next.
 * Equal neighbours become one chord, so that a rhythm on one chord does not cut it up.
 */
export function chordsFromNotes(notes: readonly Note[]): TimedChord[] {
  const sorted = [...notes].sort((a, b) => a.start - b.start);
  const chords: TimedChord[] = [];
  for (let i = 0; i < sorted.length;) {
    const { start } = sorted[i];
    let [j, end] = [i, start];
    for (; j < sorted.length && sorted[j].start - start < 1 / 12; j++)
      end = Math.max(end, sorted[j].start + sorted[j].duration);
    const chord = identifyChord(sorted.slice(i, j).map((n) => n.pitch));
    const last = chords[chords.length - 1];
    if (chord && last && last.root === chord.root && last.kind === chord.kind) last.duration = end - last.start;
    else if (chord) {
      if (last) last.duration = start - last.start;
      chords.push({ ...chord, start, duration: end - start });
    }
    i = j;
  }
  return chords;
}
