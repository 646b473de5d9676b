import { trainSolos } from '../../lib/music';
import * as np from '../../lib/np';
import * as nn from '../../lib/nn';
import * as tf from '../../lib/tf';
import type { Size, Work } from '../suite';
import { handOver, numbered } from '../work/exchange';
import { PlainAdam, startWeights, stepFrom } from './start';

const [VALUES, UNITS] = [90, 64];
const SIZES = { tiny: { m: 6, Tx: 4, epochs: 1 }, usual: { m: 60, Tx: 30, epochs: 10 }, full: { m: 60, Tx: 30, epochs: 100 } } as const;

export type MakeLstm = (config: { units: number; returnState: boolean; recurrentActivation: 'sigmoid' }) => tf.layers.Layer;

/** The model of assignment 6, its layers with weights first. */
export function jazzModel(Tx: number, makeLstm: MakeLstm): { layers: [tf.layers.Layer, tf.layers.Layer]; model: tf.LayersModel } {
  const reshaper = tf.layers.reshape({ targetShape: [1, VALUES] });
  const cell = makeLstm({ units: UNITS, returnState: true, recurrentActivation: 'sigmoid' });
  const densor = tf.layers.dense({ units: VALUES, activation: 'softmax' });
  const X = tf.input({ shape: [Tx, VALUES] });
  const [a0, c0] = [tf.input({ shape: [UNITS] }), tf.input({ shape: [UNITS] })];
  let [a, c] = [a0, c0];
  const outputs: tf.SymbolicTensor[] = [];
  for (let t = 0; t < Tx; t++) {
    const x = reshaper.apply(nn.timeStep(t).apply(X)) as tf.SymbolicTensor;
    [, a, c] = stepFrom(cell, x, [a, c]);
    outputs.push(densor.apply(a) as tf.SymbolicTensor);
  }
  return { layers: [cell, densor], model: tf.model({ inputs: [X, a0, c0], outputs }) };
}

/** One-hot values, each likely to be followed by the next: X (m, Tx, 90), Y (Tx, m, 90). */
function sequences(m: number, Tx: number): [X: tf.Tensor3D, Y: tf.Tensor3D] {
  const random = new np.random.RandomState(6);
  const [start, noise] = [random.randint(0, VALUES, [m, 1]), random.randint(0, 3, [m, Tx])];
  const values = tf.toTensor(np.mod(np.add(np.add(start, np.arange(Tx)), noise), VALUES).astype('int32')); // (m, Tx)
  const hot = tf.oneHot(values as tf.Tensor1D, VALUES).toFloat() as tf.Tensor3D;
  return [tf.concat([tf.zeros([m, 1, VALUES]), hot.slice([0, 0], [-1, Tx - 1])], 1) as tf.Tensor3D, tf.transpose(hot, [1, 0, 2])];
}

const training = (plain: boolean) => (size: Size = 'usual'): Work => {
  const { m, Tx, epochs } = SIZES[size];
  const [X, Y] = sequences(m, Tx);
  const { layers, model } = jazzModel(Tx, plain ? tf.layers.lstm : nn.lstm);
  const weights = startWeights(layers);
  if (!plain) handOver('jazz', { epochs, X, Y, ...numbered(weights) });
  const optimizer = plain ? new PlainAdam(0.01, 0.01) : nn.adam({ learningRate: 0.01, decay: 0.01 });
  model.compile({ optimizer, loss: 'categoricalCrossentropy' });
  const inputs = [X, tf.zeros([m, UNITS]), tf.zeros([m, UNITS])];
  const targets = tf.unstack(Y) as tf.Tensor2D[];
  let losses: number[] = [];
  return {
    run: async () => {
      if (!plain) {
        losses = await trainSolos(model, X, targets, { epochs, batchSize: 32, seed: 'none' });
        return;
      }
      const { history } = await model.fit(inputs, targets, { epochs, batchSize: 32, shuffle: false, verbose: 0 });
      losses = history.loss as number[];
    },
    result: () => [m, losses[0], losses.at(-1)!],
    tolerance: [0, 1e-2, 2e-2],
  };
};

export const jazzTraining = training(false);
export const jazzTfjs = training(true);
