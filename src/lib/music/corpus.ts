import * as np from '../np';
import { chordsFromNotes } from './chords';
import { tokenText } from './grammar';
import { melodyToTokens } from './parse';
import { MusicError, type Note, type Song, type TimedChord } from './types';

/** A solo over its chords. */
export interface Solo {
  name: string;
  tempo: number;
  melody: Note[];
  chords: TimedChord[];
}

const PERCUSSION = 9;

/** Mean pitch of a track: the solo is the highest. */
const meanPitch = (notes: readonly Note[]): number => notes.reduce((sum, n) => sum + n.pitch, 0) / notes.length;

/**
 * Finds the solo and the chords of a song: tracks named Solo (or Melody) and Chords (or Piano); else the highest track,
 * and all others.
 * @throws MusicError when there is no melody or no chord of three notes.
 */
export function soloOf(song: Song): Solo {
  const tracks = song.tracks.filter((t) => t.channel !== PERCUSSION && t.notes.length > 0);
  const named = (words: RegExp) => tracks.find((t) => words.test(t.name));
  const solo = named(/solo|melody/i) ?? [...tracks].sort((a, b) => meanPitch(b.notes) - meanPitch(a.notes))[0];
  const harmony = named(/chord|piano/i)?.notes ?? tracks.filter((t) => t !== solo).flatMap((t) => t.notes);
  const chords = chordsFromNotes(harmony);
  if (!solo) throw new MusicError(`soloOf: '${song.name}' has no notes`);
  if (chords.length === 0)
    throw new MusicError(`soloOf: '${song.name}' has no chords: name a track with notes that sound together 'Chords'`);
  return { name: song.name, tempo: song.tempo, melody: solo.notes, chords };
}

/** A corpus of token texts with its table of values. */
export interface Corpus {
  /** All tokens, one solo behind the other. */
  corpus: string[];
  /** The distinct tokens, sorted: the value of each index. */
  indicesValues: string[];
  /** The index of each value. */
  valuesIndices: Map<string, number>;
}

/** The corpus of some solos. Values are sorted, so that indices are the same on every run. */
export function buildCorpus(solos: readonly Solo[]): Corpus {
  const corpus = solos.flatMap(({ melody, chords }) => melodyToTokens(melody, chords).map(tokenText));
  const indicesValues = [...new Set(corpus)].sort((a, b) => (a < b ? -1 : 1));
  return { corpus, indicesValues, valuesIndices: new Map(indicesValues.map((value, i) => [value, i])) };
}

/**
 * Cuts m excerpts of Tx values out of a corpus, at places drawn with np.random's seed 0, as one-hot arrays.
 * @returns `[X (m, Tx, nValues), Y (Tx, m, nValues)]`: `X[i, 0]` is zero, `X[i, j]` is value j of excerpt i, and `Y[j - 1, i]`
 *   the same value: what should come after step j - 1. The last step of Y is zero.
 */
export function dataProcessing(
  corpus: readonly string[],
  valuesIndices: ReadonlyMap<string, number>,
  m = 60,
  Tx = 30,
): [X: np.NDArray, Y: np.NDArray] {
  if (corpus.length <= Tx)
    throw new MusicError(`dataProcessing: expected a corpus of more than ${Tx} values, got ${corpus.length}`);
  const n = valuesIndices.size;
  const [X, Y] = [np.zeros([m, Tx, n]), np.zeros([Tx, m, n])];
  const random = new np.random.RandomState(0);
  for (let i = 0; i < m; i++) {
    const start = random.randint(0, corpus.length - Tx) as number;
    for (let j = 1; j < Tx; j++) {
      const index = valuesIndices.get(corpus[start + j]);
      if (index === undefined) throw new MusicError(`dataProcessing: the value '${corpus[start + j]}' has no index`);
      X.data[(i * Tx + j) * n + index] = 1;
      Y.data[((j - 1) * m + i) * n + index] = 1;
    }
  }
  return [X, Y];
}
