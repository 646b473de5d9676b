/** Trains the model of assignment 9 as its notebook does, for the weights that ship. */
import { dateWeights, evaluateDates, loadDataset, preprocessData, SHIPPED, trainDates } from '../lib/dates';
import * as nn from '../lib/nn';
import { progress } from '../lib/progress';
import * as tf from '../lib/tf';
import { saveWeights } from '../lib/weights';
import type { Training } from './types';

/** The model that modelf makes, from the given layers; seeds make every run start alike. */
export function dateModel(seed = 1, [Tx, Ty, nA, nS] = [30, 10, 32, 64]): tf.LayersModel {
  const start = (i: number): ReturnType<typeof tf.initializers.glorotUniform> => tf.initializers.glorotUniform({ seed: 100 * seed + i });
  const recurrent = (i: number) => ({ kernelInitializer: start(i), recurrentInitializer: tf.initializers.orthogonal({ seed: 100 * seed + i + 1 }) });
  const [X, s0, c0] = [[Tx, 37], [nS], [nS]].map((shape) => tf.input({ shape })); // prettier-ignore
  const densor1 = tf.layers.dense({ units: 10, activation: 'tanh', kernelInitializer: start(10) });
  const densor2 = tf.layers.dense({ units: 1, activation: 'relu', kernelInitializer: start(11), biasInitializer: 'ones' });
  const [repeat, beside, softmax, sum] = [tf.layers.repeatVector({ n: Tx }), tf.layers.concatenate(), nn.softmax({ axis: 1 }), tf.layers.dot({ axes: 1 })];
  const writer = nn.lstm({ units: nS, returnState: true, ...recurrent(20) });
  const output = tf.layers.dense({ units: 11, activation: 'softmax', kernelInitializer: start(30) });
  type Symbolic = tf.SymbolicTensor;
  const a = nn.bidirectional({ layer: nn.lstm({ units: nA, returnSequences: true, ...recurrent(40) }) }).apply(X) as Symbolic;
  let [s, c] = [s0, c0];
  const outputs = Array.from({ length: Ty }, () => {
    const hidden = densor1.apply(beside.apply([a, repeat.apply(s) as Symbolic]) as Symbolic) as Symbolic;
    const alphas = softmax.apply(densor2.apply(hidden) as Symbolic) as Symbolic;
    [, s, c] = writer.apply(sum.apply([alphas, a]) as Symbolic, { initialState: [s, c] }) as Symbolic[];
    return output.apply(s) as Symbolic;
  });
  return tf.model({ inputs: [X, s0, c0], outputs });
}

const training: Training = {
  about: 'the translator of dates of assignment 9, on 10,000 pairs; datasets/dates/weights',
  options: { epochs: '12', seed: 'of the starting weights and of the order of examples; 1' },
  run: async ({ options, log }) => {
    const { epochs, seed } = { epochs: Number(options.epochs ?? 12), seed: Number(options.seed ?? 1) };
    const { dataset, humanVocab, machineVocab } = loadDataset(11_000, 12345);
    const [X, Y] = preprocessData(dataset.slice(0, 10_000), humanVocab, machineVocab, 30, 10);
    const model = dateModel(seed);
    const optimizer = nn.adam({ learningRate: 0.01, decay: 0.001 });
    await trainDates(model, X, Y, { epochs, seed, optimizer, onProgress: progress(epochs, { title: 'dates', unit: 'epoch' }).report });
    const { characters, dates } = evaluateDates(model, dataset.slice(10_000));
    log(`on 1,000 unseen pairs: ${(100 * characters).toFixed(2)} % of the characters, ${(100 * dates).toFixed(1)} % of whole dates right`);
    const { bytes } = saveWeights(SHIPPED, { tensors: dateWeights(model), meta: { epochs, seed, pairs: 10_000, dataSeed: 12345, characters, dates } });
    log(`saved ${SHIPPED}: ${bytes} bytes`);
  },
};

export default training;
