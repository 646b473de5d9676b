import * as np from '../np';
import * as tf from '../tf';
import { drawDate } from './formats';
import { HUMAN_VOCAB, inverse, MACHINE_VOCAB, stringToInt, type Vocabulary } from './vocabulary';

/** A date as a person wrote it, and by ISO 8601: ['9 may 1998', '1998-05-09']. */
export type DatePair = readonly [human: string, machine: string];

export interface DateDataset {
  dataset: DatePair[];
  humanVocab: Vocabulary;
  machineVocab: Vocabulary;
  /** The characters of machines by their numbers. */
  invMachineVocab: string[];
}

/**
 * Random dates in the ways people write them, and the vocabularies.
 * @param m how many
 * @param seed the same pairs for the same seed, and the first of a longer list are a shorter one
 */
export function loadDataset(m: number, seed = 12345): DateDataset {
  if (!(Number.isSafeInteger(m) && m > 0)) throw new RangeError(`loadDataset: expected m, the number of pairs, to be a positive integer, got ${m}`);
  const random = new np.random.RandomState(seed);
  const dataset = Array.from({ length: m }, () => drawDate(random));
  return { dataset, humanVocab: HUMAN_VOCAB, machineVocab: MACHINE_VOCAB, invMachineVocab: inverse(MACHINE_VOCAB) };
}

/** Rows of numbers, one a text. */
export function encode(texts: readonly string[], length: number, vocabulary: Vocabulary): np.NDArray {
  return np.array(texts.map((text) => stringToInt(text, length, vocabulary)), 'int32');
}

/** One-hot vectors on a new last axis, as the networks take them. */
export function oneHot(numbers: np.NDArray, depth: number): tf.Tensor3D {
  return tf.tidy(() => tf.oneHot(tf.toTensor(numbers) as tf.Tensor1D, depth).toFloat() as tf.Tensor) as tf.Tensor3D;
}

/**
 * Texts as numbers, and as one-hot vectors.
 * @returns X (m, Tx) and Y (m, Ty), int32 arrays; Xoh (m, Tx, 37) and Yoh (m, Ty, 11), tensors that are made once
 * @throws RangeError when a machine's date has not Ty characters
 */
export function preprocessData(dataset: readonly DatePair[], humanVocab: Vocabulary, machineVocab: Vocabulary, Tx: number, Ty: number): [X: np.NDArray, Y: np.NDArray, Xoh: tf.Tensor3D, Yoh: tf.Tensor3D] {
  const odd = dataset.find(([, machine]) => machine.length !== Ty);
  if (odd) throw new RangeError(`preprocessData: expected machines' dates of ${Ty} characters, got '${odd[1]}'`);
  const X = encode(dataset.map(([human]) => human), Tx, humanVocab); // prettier-ignore
  const Y = encode(dataset.map(([, machine]) => machine), Ty, machineVocab); // prettier-ignore
  return [X, Y, oneHot(X, Object.keys(humanVocab).length), oneHot(Y, Object.keys(machineVocab).length)];
}
