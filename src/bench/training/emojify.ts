import * as np from '../../lib/np';
import * as nn from '../../lib/nn';
import * as tf from '../../lib/tf';
import type { Size, Work } from '../suite';
import { handOver, numbered } from '../work/exchange';
import { PlainAdam, startWeights } from './start';

const CLASSES = 5;
const SIZES = {
  tiny: { m: 8, length: 4, words: 20, depth: 5, units: 6, epochs: 1 },
  usual: { m: 280, length: 10, words: 20_000, depth: 50, units: 128, epochs: 10 },
  full: { m: 280, length: 10, words: 20_000, depth: 50, units: 128, epochs: 80 },
} as const;
type Shape = (typeof SIZES)[Size];

/** The network of assignment 8, its layers with weights first. */
function emojify({ length, words, depth, units }: Shape, plain: boolean): { layers: tf.layers.Layer[]; model: tf.LayersModel } {
  const lstm = (returnSequences: boolean): tf.layers.Layer => (plain ? tf.layers.lstm({ units, returnSequences, recurrentActivation: 'sigmoid' }) : nn.lstm({ units, returnSequences }));
  const layers = [tf.layers.embedding({ inputDim: words, outputDim: depth, trainable: false }), lstm(true), lstm(false), tf.layers.dense({ units: CLASSES })];
  const drop = (x: tf.SymbolicTensor | tf.SymbolicTensor[]): tf.SymbolicTensor => tf.layers.dropout({ rate: 0.5 }).apply(x) as tf.SymbolicTensor;
  const inputs = tf.input({ shape: [length], dtype: 'int32' });
  const first = drop(layers[1].apply(layers[0].apply(inputs)) as tf.SymbolicTensor);
  const scores = layers[3].apply(drop(layers[2].apply(first) as tf.SymbolicTensor));
  const outputs = tf.layers.activation({ activation: 'softmax' }).apply(scores) as tf.SymbolicTensor;
  return { layers, model: tf.model({ inputs, outputs }) };
}

const training = (plain: boolean) => (size: Size = 'usual'): Work => {
  const shape = SIZES[size];
  const random = new np.random.RandomState(8);
  const words = random.randint(0, shape.words, [shape.m, shape.length]) as np.NDArray;
  const labels = np.mod(words.at(':', 0), CLASSES).astype('int32');
  const [X, Y] = [tf.toTensor(words).toInt(), tf.oneHot(tf.toTensor(labels).toInt(), CLASSES).toFloat()];
  const { layers, model } = emojify(shape, plain);
  const weights = startWeights(layers, 1.5);
  if (!plain) handOver('emojify', { ...shape, X, Y, ...numbered(weights) });
  model.compile({ optimizer: plain ? new PlainAdam(0.001) : 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const [before] = (model.evaluate(X, Y) as tf.Scalar[]).map((t) => t.dataSync()[0]);
  let losses: number[] = [];
  return {
    run: async () => {
      const { history } = await model.fit(X, Y, { epochs: shape.epochs, batchSize: 32, shuffle: false, verbose: 0 });
      losses = history.loss as number[];
    },
    result: () => [shape.m, before, losses.at(-1)!],
    tolerance: [0, 1e-3, 0.15], // dropout draws other numbers on each side; before training there is none
  };
};

export const emojifyTraining = training(false);
export const emojifyTfjs = training(true);
