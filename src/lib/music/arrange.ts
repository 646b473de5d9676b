import * as np from '../np';
import { CHORD_SHAPES, chordAt, mod } from './chords';
import type { Note, Song, TimedChord, Track } from './types';

const rounded = (beat: number): number => Math.round(beat * 12) / 12;

/** A chord in the middle of the keyboard, root lowest. */
function voicing({ root, kind }: TimedChord): number[] {
  const base = 46 + mod(root - 46, 12); // from Bb2 to A3
  return CHORD_SHAPES[kind].tones.map((t) => base + t);
}

/** Chords in a light rhythm: on the beat, and sometimes once more on a swung off-beat. */
function comping(chords: readonly TimedChord[], random: np.random.RandomState): Note[] {
  return chords.flatMap((chord) => {
    const later = chord.duration >= 4 ? 1 + 2 / 3 : 2 / 3;
    const hits = [
      { at: 0, lasts: chord.duration >= 4 ? 1.25 : 0.6 },
      { at: later, lasts: Math.min(1.5, chord.duration - later) },
    ];
    const played =
      chord.duration < 2 || (random.rand() as number) < 0.3 ? [{ at: 0, lasts: chord.duration * 0.95 }] : hits;
    return played.flatMap(({ at, lasts }) =>
      voicing(chord).map((pitch, i) => ({
        pitch,
        start: rounded(chord.start + at),
        duration: lasts,
        velocity: 0.42 + 0.03 * i,
      })),
    );
  });
}

/**
 * A walking bass: the root on the chord's first beat, chord tones between, a semitone from the next root at the end.
 */
function walkingBass(chords: readonly TimedChord[], random: np.random.RandomState): Note[] {
  const notes: Note[] = [];
  let before = 38;
  const nearest = (pitchClass: number): number => {
    const pitch = before - 6 + mod(pitchClass - before + 6, 12);
    return pitch < 28 ? pitch + 12 : pitch > 48 ? pitch - 12 : pitch;
  };
  chords.forEach((chord, i) => {
    const next = chords[(i + 1) % chords.length];
    const beats = Math.max(1, Math.floor(chord.duration));
    for (let b = 0; b < beats; b++) {
      const tones = CHORD_SHAPES[chord.kind].tones;
      const target = nearest(next.root) + ((random.rand() as number) < 0.5 ? 1 : -1);
      const pitch =
        b === 0 ? nearest(chord.root) : b === beats - 1 ? target : nearest(chord.root + tones[b % tones.length]);
      notes.push({
        pitch,
        start: chord.start + b,
        duration: Math.min(0.95, chord.duration),
        velocity: b === 0 ? 0.75 : 0.65,
      });
      before = pitch;
    }
  });
  return notes;
}

const [RIDE, PEDAL_HAT] = [51, 44];

/** The ride cymbal of swing - long, long-short, long, long-short - and the hi-hat's pedal on two and four. */
function ride(beats: number): Note[] {
  return Array.from({ length: Math.ceil(beats) }, (_, b): Note[] => {
    const hit = (pitch: number, start: number, velocity: number): Note => ({ pitch, start, duration: 0.2, velocity });
    return b % 2 === 0
      ? [hit(RIDE, b, 0.55)]
      : [hit(RIDE, b, 0.65), hit(PEDAL_HAT, b, 0.5), hit(RIDE, rounded(b + 2 / 3), 0.42)];
  }).flat();
}

export interface ArrangeOptions {
  name?: string;
  tempo?: number;
  seed?: number;
}

/** A song of a solo: with chords, a walking bass and a ride cymbal under it. */
export function arrange(
  melody: readonly Note[],
  chords: readonly TimedChord[],
  { name = 'Solo', tempo = 130, seed = 0 }: ArrangeOptions = {},
): Song {
  const random = new np.random.RandomState(seed);
  const end = chords.reduce((latest, c) => Math.max(latest, c.start + c.duration), 0);
  chordAt(chords, 0); // says so when there are none
  const track = (trackName: string, channel: number, program: number, notes: Note[]): Track => ({
    name: trackName,
    channel,
    program,
    notes,
  });
  return {
    name,
    tempo,
    tracks: [
      track('Solo', 0, 11, [...melody]),
      track('Chords', 1, 4, comping(chords, random)),
      track('Bass', 2, 32, walkingBass(chords, random)),
      track('Ride', 9, 0, ride(end)),
    ],
  };
}
