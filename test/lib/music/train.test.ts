import { jazzModel } from '../../../src/bench/training/jazz';
import { startWeights } from '../../../src/bench/training/start';
import { trainSolos } from '../../../src/lib/music';
import * as nn from '../../../src/lib/nn';
import * as tf from '../../../src/lib/tf';

const [m, Tx] = [5, 4];
const X = tf.oneHot(tf.tensor1d(Array.from({ length: m * Tx }, (_, i) => (7 * i) % 90), 'int32'), 90).toFloat().reshape([m, Tx, 90]) as tf.Tensor3D;
const Y = tf.unstack(X, 1).map((y, t) => (t === Tx - 1 ? tf.zerosLike(y) : tf.reverse(y, 0))) as tf.Tensor2D[];
const compiled = (): tf.LayersModel => {
  const { layers, model } = jazzModel(Tx, nn.lstm);
  startWeights(layers);
  model.compile({ optimizer: nn.adam({ learningRate: 0.01, decay: 0.1 }), loss: 'categoricalCrossentropy' });
  return model;
};

test('trainSolos learns as model.fit does: the same losses and weights', async () => {
  const [a, b] = [compiled(), compiled()];
  const zeros = tf.zeros([m, 64]);
  const { history } = await a.fit([X, zeros, zeros], Y, { epochs: 3, batchSize: 2, shuffle: false, verbose: 0 });
  const told: number[] = [];
  const before = tf.memory().numTensors;
  const losses = await trainSolos(b, X, Y, { epochs: 3, batchSize: 2, seed: 'none', onEpochEnd: (epoch, loss) => void told.push(epoch, loss) });
  expect(tf.memory().numTensors).toBe(before + (tf.backendName === 'tensorflow' ? 0 : 10)); // the moments of Adam
  losses.forEach((loss, i) => expect(loss).toBeCloseTo(history.loss[i] as number, 4));
  expect(told).toEqual([0, losses[0], 1, losses[1], 2, losses[2]]);
  a.getWeights().forEach((w, i) => expect(tf.max(tf.abs(tf.sub(w, b.getWeights()[i]))).dataSync()[0]).toBeLessThan(1e-5));
  expect(losses[2]).toBeLessThan(losses[0]);
});

test('trainSolos shuffles by its seed, and ends when it is told to', async () => {
  const run = async (seed: number): Promise<number[]> => trainSolos(compiled(), X, Y, { epochs: 2, batchSize: 2, seed });
  expect(await run(3)).toEqual(await run(3));
  expect(await run(3)).not.toEqual(await run(4));
  const model = compiled();
  expect(await trainSolos(model, X, Y, { epochs: 5, onEpochEnd: () => void (model.stopTraining = true) })).toHaveLength(1);
});

test('trainSolos says what is wrong with a model', async () => {
  const { model } = jazzModel(Tx, nn.lstm);
  await expect(trainSolos(model, X, Y, { epochs: 1 })).rejects.toThrow('trainSolos: compile the model first');
  const other = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
  other.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
  await expect(trainSolos(other, X, Y, { epochs: 1 })).rejects.toThrow('expected one layer made by nn.lstm in the model, found 0');
  const short = jazzModel(2, nn.lstm).model;
  short.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
  await expect(trainSolos(short, X, Y, { epochs: 1 })).rejects.toThrow(/trainSolos|expected/i);
});
