/** A note. Times count in beats (quarter notes) from the start. */
export interface Note {
  /** MIDI number: 60 is middle C, 12 an octave. */
  pitch: number;
  start: number;
  duration: number;
  /** Loudness, above 0 and up to 1. */
  velocity: number;
}

/** A track of a song: one instrument. */
export interface Track {
  name: string;
  /** MIDI channel 0 to 15; 9 is percussion. */
  channel: number;
  /** General MIDI program, 0 to 127. */
  program: number;
  notes: Note[];
}

/** What a MIDI file holds, as far as it is used here. */
export interface Song {
  name: string;
  /** Beats a minute, the same throughout. */
  tempo: number;
  tracks: Track[];
}

/** A chord by its root and kind. */
export interface Chord {
  /** Pitch class of the root: 0 is C, 11 is B. */
  root: number;
  kind: ChordKind;
}

export type ChordKind = 'maj7' | 'm7' | '7' | 'm7b5' | 'dim7' | '6' | 'm6';

/** A chord with its place, in beats. */
export interface TimedChord extends Chord {
  start: number;
  duration: number;
}

/** Limits of music that comes from outside; beyond them is an error. */
export const LIMITS = { bytes: 1 << 20, tracks: 64, notes: 10_000, events: 50_000, beats: 4_000 } as const;

/** Something is wrong with music that was read or is to be written; the message says what and where. */
export class MusicError extends Error {
  override name = 'MusicError';
}
