import * as np from '../../np';
import { checkSong } from '../midi';
import { MusicError, type Song, type Track } from '../types';
import { addReverb } from './reverb';
import { bass, electricPiano, pedalHat, ride, type Voice } from './voices';

export interface RenderOptions {
  /** Samples a second: 22050 or 44100. */
  sampleRate?: 22050 | 44100;
}

/** Longest song that is turned into sound, in seconds. */
export const MAX_SECONDS = 300;
/** Longest that a note rings, in seconds: by then it has died away. */
const LONGEST_NOTE = 12;
/** How long all notes may sound, one after the other, in seconds: what rendering costs. */
const MAX_SOUNDING = 6000;
/** Until the room is silent after the last note, in seconds. */
const TAIL = 1.2;
const PERCUSSION = 9;
const RIDE_PITCHES = [51, 53, 59];

const SOLO = electricPiano(1.15, 0.34);
const CHORDS = electricPiano(0.5, 0.13);

/** The instrument of a track, by its name or General MIDI program; for percussion by the pitch. */
function voiceOf({ name, channel, program }: Track, pitch: number): Voice {
  if (channel === PERCUSSION) return RIDE_PITCHES.includes(pitch) ? ride : pedalHat;
  if ((program >= 32 && program <= 39) || /bass/i.test(name)) return bass;
  return /chord|piano/i.test(name) ? CHORDS : SOLO;
}

/**
 * Plays a song: mono samples in -1..1. The same song gives the same samples.
 * @throws MusicError when the song is longer than MAX_SECONDS, or a note is out of range.
 */
export function renderSong(song: Song, { sampleRate = 22050 }: RenderOptions = {}): Float32Array {
  checkSong(song, 'renderSong');
  const beat = 60 / song.tempo;
  const end = song.tracks
    .flatMap((t) => t.notes)
    .reduce((latest, n) => Math.max(latest, (n.start + n.duration) * beat), 0);
  if (end > MAX_SECONDS)
    throw new MusicError(`renderSong: expected a song of at most ${MAX_SECONDS} seconds, got ${end.toFixed(0)}`);
  const sounding = song.tracks
    .flatMap((t) => t.notes)
    .reduce((sum, n) => sum + Math.min(LONGEST_NOTE, n.duration * beat), 0);
  if (sounding > MAX_SOUNDING)
    throw new MusicError(
      `renderSong: expected notes that sound ${MAX_SOUNDING} seconds together at most, got ${sounding.toFixed(0)}`,
    );
  const out = new Float32Array(Math.ceil((end + TAIL) * sampleRate));
  const random = (new np.random.RandomState(0).uniform(-1, 1, [1 << 16]) as np.NDArray).data;
  let drawn = 0;
  const noise = (): number => random[drawn++ & 0xffff];
  for (const track of song.tracks) {
    for (const { pitch, start, duration, velocity } of track.notes) {
      const sound = {
        frequency: 440 * 2 ** ((pitch - 69) / 12),
        held: Math.min(LONGEST_NOTE, duration * beat),
        velocity,
        at: Math.round(start * beat * sampleRate),
      };
      voiceOf(track, pitch)(out, sampleRate, sound, noise);
    }
  }
  return level(addReverb(out, sampleRate));
}

/** Scales to a peak of 0.89 (-1 dB), with the highest peaks rounded off. */
function level(samples: Float32Array): Float32Array {
  const magnitudes = Float32Array.from(samples, Math.abs).sort();
  const loud = magnitudes[Math.floor(0.999 * (magnitudes.length - 1))] ?? 0;
  if (loud === 0) return samples;
  const gain = 0.8 / loud;
  return samples.map((x) => 0.89 * Math.tanh(gain * x));
}
