import * as tf from '../tf';
import { encode, oneHot, type DatePair } from './dataset';
import { HUMAN_VOCAB, intToString, inverse, MACHINE_VOCAB } from './vocabulary';

const MACHINE = inverse(MACHINE_VOCAB);

/** The states that a model of modelf starts with, zeros, and its one-hot input. */
function modelInputs(model: tf.LayersModel, texts: readonly string[]): tf.Tensor[] {
  if (model.inputs.length !== 3) throw new Error(`translate: expected a model with the inputs X, s0 and c0, got one with ${model.inputs.length}`);
  const [x, s0, c0] = model.inputs.map((input) => input.shape);
  const X = encode(texts, x[1]!, HUMAN_VOCAB);
  return [oneHot(X, x[2]!), tf.zeros([texts.length, s0[1]!]), tf.zeros([texts.length, c0[1]!])];
}

/** The model's likeliest character at each place of each text: m rows of Ty numbers. */
function predict(model: tf.LayersModel, texts: readonly string[]): number[][] {
  return tf.tidy(() => {
    const given = model.predict(modelInputs(model, texts));
    return tf.argMax(tf.stack(Array.isArray(given) ? given : [given], 1), -1).arraySync() as number[][];
  });
}

/**
 * What a model of modelf makes of dates as people write them.
 * @example translate(model, ['3 May 1979']) // ['1979-05-03']
 */
export function translate(model: tf.LayersModel, texts: readonly string[]): string[] {
  if (texts.length === 0) return [];
  return predict(model, texts).map((row) => intToString(row, MACHINE));
}

export interface Scores {
  /** Share of right characters. */
  characters: number;
  /** Share of dates whose characters are all right. */
  dates: number;
  /** Share of right characters at each place. */
  places: number[];
  /** Pairs that went wrong, with what came. */
  wrong: { human: string; expected: string; got: string }[];
}

/** How well a model translates pairs. */
export function evaluateDates(model: tf.LayersModel, pairs: readonly DatePair[]): Scores {
  const got = translate(model, pairs.map(([human]) => human)); // prettier-ignore
  const places = [...pairs[0][1]].map((_, t) => pairs.filter(([, machine], i) => machine[t] === got[i][t]).length / pairs.length);
  const wrong = pairs.flatMap(([human, expected], i) => (got[i] === expected ? [] : [{ human, expected, got: got[i] }]));
  return { characters: places.reduce((sum, share) => sum + share, 0) / places.length, dates: 1 - wrong.length / pairs.length, places, wrong };
}
