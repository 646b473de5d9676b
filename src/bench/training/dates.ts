import { loadDataset, preprocessData, trainDates } from '../../lib/dates';
import * as np from '../../lib/np';
import * as nn from '../../lib/nn';
import * as tf from '../../lib/tf';
import type { Size, Work } from '../suite';
import { handOver, numbered } from '../work/exchange';
import { PlainAdam, startWeights, stepFrom } from './start';

const [TX, TY, BATCH, HUMAN, MACHINE] = [30, 10, 100, 37, 11];
const SIZES = { tiny: { m: 20, nA: 4, nS: 6, epochs: 1 }, usual: { m: 1000, nA: 32, nS: 64, epochs: 2 }, full: { m: 10_000, nA: 32, nS: 64, epochs: 10 } } as const;
type Shape = (typeof SIZES)[Size];

/** The model of assignment 9, its layers with weights first. */
export function datesModel({ nA, nS }: Pick<Shape, 'nA' | 'nS'>, plain = false): { layers: tf.layers.Layer[]; model: tf.LayersModel } {
  const reader = plain
    ? tf.layers.bidirectional({ layer: tf.layers.lstm({ units: nA, returnSequences: true, recurrentActivation: 'sigmoid' }) as tf.RNN, mergeMode: 'concat' })
    : nn.bidirectional({ layer: nn.lstm({ units: nA, returnSequences: true }) });
  const writer = plain ? tf.layers.lstm({ units: nS, returnState: true, recurrentActivation: 'sigmoid' }) : nn.lstm({ units: nS, returnState: true });
  const [densor1, densor2] = [tf.layers.dense({ units: 10, activation: 'tanh' }), tf.layers.dense({ units: 1, activation: 'relu' })];
  const output = tf.layers.dense({ units: MACHINE, activation: 'softmax' });
  const [repeat, join, share, dot] = [tf.layers.repeatVector({ n: TX }), tf.layers.concatenate({ axis: -1 }), nn.softmax({ axis: 1 }), tf.layers.dot({ axes: 1 })];
  const X = tf.input({ shape: [TX, HUMAN] });
  const [s0, c0] = [tf.input({ shape: [nS] }), tf.input({ shape: [nS] })];
  const a = reader.apply(X) as tf.SymbolicTensor;
  let [s, c] = [s0, c0];
  const outputs: tf.SymbolicTensor[] = [];
  for (let t = 0; t < TY; t++) {
    const hidden = densor1.apply(join.apply([a, repeat.apply(s) as tf.SymbolicTensor]));
    const alphas = share.apply(densor2.apply(hidden)) as tf.SymbolicTensor;
    [, s, c] = stepFrom(writer, dot.apply([alphas, a]) as tf.SymbolicTensor, [s, c]);
    outputs.push(output.apply(s) as tf.SymbolicTensor);
  }
  return { layers: [reader, densor1, densor2, writer, output], model: tf.model({ inputs: [X, s0, c0], outputs }) };
}

const training = (plain: boolean) => (size: Size = 'usual'): Work => {
  const { m, nA, nS, epochs } = SIZES[size];
  const { dataset, humanVocab, machineVocab } = loadDataset(m);
  const [X, Y, Xoh, Yoh] = preprocessData(dataset, humanVocab, machineVocab, TX, TY);
  const { layers, model } = datesModel({ nA, nS }, plain);
  const weights = startWeights(layers);
  if (!plain) handOver('dates', { nA, nS, epochs, X, Y, ...numbered(weights) });
  const optimizer = plain ? new PlainAdam(0.01, 0.001) : nn.adam({ learningRate: 0.01, decay: 0.001 });
  model.compile({ optimizer, loss: 'categoricalCrossentropy' });
  let losses: number[] = [];
  const asNotebook = async (): Promise<number[]> => {
    const reports = await trainDates(model, X, Y, { epochs, batchSize: BATCH, optimizer });
    return Array.from({ length: epochs }, (_, e) => np.mean(reports.filter((r) => r.epoch === e + 1).map((r) => r.loss)) as number);
  };
  const asItComes = async (): Promise<number[]> => {
    const random = new np.random.RandomState(1);
    const found: number[] = [];
    for (let epoch = 0; epoch < epochs; epoch++) {
      const order = tf.toTensor(random.permutation(m)).toInt() as tf.Tensor1D;
      const zeros = tf.zeros([m, nS]);
      const { history } = await model.fit([tf.gather(Xoh, order), zeros, zeros], tf.unstack(tf.gather(Yoh, order), 1), { epochs: 1, batchSize: BATCH, shuffle: false, verbose: 0 });
      found.push(history.loss[0] as number);
    }
    return found;
  };
  return {
    run: async () => void (losses = await (plain ? asItComes() : asNotebook())),
    result: () => [m, losses[0], losses.at(-1)!],
    tolerance: [0, 1e-2, 2e-2],
  };
};

export const datesTraining = training(false);
export const datesTfjs = training(true);
