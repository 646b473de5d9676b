import * as np from '../np';
import * as tf from '../tf';
import { arrange } from './arrange';
import { chordName, progression } from './chords';
import { cleanUpNotes, pruneNotes } from './cleanUp';
import { parseToken } from './grammar';
import { tokensToMelody } from './unparse';
import { MusicError, type Note, type Song, type TimedChord } from './types';

/** What `predictAndSample` of assignment 6 does: [one-hot results (Ty, nValues), indices (Ty, 1)]. */
export type Sampler = (
  inferenceModel: tf.LayersModel,
  xInitializer: tf.Tensor3D,
  aInitializer: tf.Tensor2D,
  cInitializer: tf.Tensor2D,
) => [tf.Tensor, tf.Tensor];

export interface GenerateOptions {
  /**
   * What is played over: the chords of one chorus after the other, e.g. of `progression`. Default: `DEFAULT_CHORUSES`.
   */
  choruses?: readonly (readonly TimedChord[])[];
  /** How far choruses differ: the spread of the random state that each begins with. 0: all begin alike. */
  diversity?: number;
  tempo?: number;
  seed?: number;
}

/** Three choruses of eight bars: in C, in F, and in C once more. */
export const DEFAULT_CHORUSES: readonly (readonly TimedChord[])[] = [
  'Dm7 | G7 | Cmaj7 | Am7 | Dm7 | G7 | Cmaj7 | C6',
  'Gm7 | C7 | Fmaj7 | Dm7 | Gm7 | C7 | Fmaj7 | F6',
  'Dm7 | G7 | Em7 | A7 | Dm7 | G7 | C6 | C6',
].map((text) => progression(text));

/**
 * A song from the model: for each chorus it draws values, reads them as tokens, gives them pitches over the chorus'
 * chords, joins repeated notes and cleans up what cannot be played; chords, bass and ride come along. Prints a line for
 * each chorus.
 * @param predictAndSample draws values from the model
 * @param indicesValues the value of each index: token texts
 */
export function generateMusic(
  inferenceModel: tf.LayersModel,
  predictAndSample: Sampler,
  indicesValues: readonly string[],
  options: GenerateOptions = {},
): Song {
  const { choruses = DEFAULT_CHORUSES, diversity = 0.5, tempo = 130, seed = 0 } = options;
  const nValues = inferenceModel.inputs[0].shape.at(-1);
  if (nValues !== indicesValues.length)
    throw new MusicError(
      `generateMusic: the model draws from ${nValues} values, but indicesValues has ${indicesValues.length}`,
    );
  const random = new np.random.RandomState(seed);
  const [melody, chords]: [Note[], TimedChord[]] = [[], []];
  let start = 0;
  choruses.forEach((chorus, i) => {
    const moved = chorus.map((chord) => ({ ...chord, start: chord.start + start }));
    const end = moved.reduce((latest, c) => Math.max(latest, c.start + c.duration), start);
    const tokens = sample(inferenceModel, predictAndSample, indicesValues, diversity, random).map(parseToken);
    const notes = cleanUpNotes(
      pruneNotes(tokensToMelody(tokens, moved, { start, end, random: () => random.rand() as number })),
    );
    console.log(`Chorus ${i + 1}: ${notes.length} sounds over ${chorus.map(chordName).join(' ')}`);
    melody.push(...notes);
    chords.push(...moved);
    start = end;
  });
  return arrange(melody, chords, { name: 'Improvisation', tempo, seed });
}

/** The values of one chorus, from a random state. */
function sample(
  model: tf.LayersModel,
  predictAndSample: Sampler,
  values: readonly string[],
  diversity: number,
  random: np.random.RandomState,
): string[] {
  const units = model.inputs[1].shape.at(-1)!;
  const state = (): tf.Tensor2D => tf.toTensor(random.randn(1, units).multiply(diversity)) as tf.Tensor2D;
  return tf.tidy(() => {
    const x = tf.zeros([1, 1, values.length]) as tf.Tensor3D;
    const [, indices] = predictAndSample(model, x, state(), state());
    return Array.from(indices.dataSync(), (index, t) => {
      if (values[index] === undefined)
        throw new MusicError(
          `generateMusic: predictAndSample gave the index ${index} at step ${t}; values have indices 0 to ${values.length - 1}`,
        );
      return values[index];
    });
  });
}
