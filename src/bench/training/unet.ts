import * as np from '../../lib/np';
import { accuracy, sceneBatches, sparseCrossEntropyFromLogits, toTensors, type SceneSet } from '../../lib/segmentation';
import * as tf from '../../lib/tf';
import type { Size, Work } from '../suite';
import { handOver, numbered } from '../work/exchange';
import { PlainAdam, startWeights } from './start';

const CLASSES = 23;
const RATE = 0.001;
const SIZES = {
  tiny: { height: 16, width: 16, filters: 2, scenes: 4, epochs: 1, batchSize: 2 },
  usual: { height: 48, width: 64, filters: 8, scenes: 60, epochs: 1, batchSize: 4 },
  full: { height: 48, width: 64, filters: 8, scenes: 1000, epochs: 16, batchSize: 4 },
} as const;
type Shape = (typeof SIZES)[Size];

const conv = (filters: number, x: tf.SymbolicTensor): tf.SymbolicTensor =>
  tf.layers.conv2d({ filters, kernelSize: 3, activation: 'relu', padding: 'same' }).apply(x) as tf.SymbolicTensor;

/** The network of assignment 4. */
function unet({ height, width, filters: n }: Shape): tf.LayersModel {
  const inputs = tf.input({ shape: [height, width, 3] });
  const skips: tf.SymbolicTensor[] = [];
  let x = inputs;
  for (let level = 0; level < 5; level++) {
    x = conv(n << level, conv(n << level, x));
    if (level > 2) x = tf.layers.dropout({ rate: 0.3 }).apply(x) as tf.SymbolicTensor;
    if (level === 4) break;
    skips.push(x);
    x = tf.layers.maxPooling2d({ poolSize: [2, 2] }).apply(x) as tf.SymbolicTensor;
  }
  for (let level = 3; level >= 0; level--) {
    const up = tf.layers.conv2dTranspose({ filters: n << level, kernelSize: 3, strides: 2, padding: 'same' }).apply(x) as tf.SymbolicTensor;
    const merged = tf.layers.concatenate({ axis: 3 }).apply([up, skips[level]]) as tf.SymbolicTensor;
    x = conv(n << level, conv(n << level, merged));
  }
  const outputs = tf.layers.conv2d({ filters: CLASSES, kernelSize: 1, padding: 'same' }).apply(conv(n, x)) as tf.SymbolicTensor;
  return tf.model({ inputs, outputs });
}

/** Scenes of coloured blocks: what they show does not matter here. */
function scenes({ height, width, scenes: count }: Shape): SceneSet {
  const random = new np.random.RandomState(4);
  const masks = new Uint8Array(count * height * width);
  const shift = Array.from((random.randint(0, CLASSES, [count]) as np.NDArray).data);
  for (let i = 0; i < masks.length; i++) {
    const [scene, y, x] = [Math.floor(i / (height * width)), Math.floor(i / width) % height, i % width];
    masks[i] = (shift[scene] + (y >> 3) + 3 * (x >> 4)) % CLASSES;
  }
  const noise = (random.randint(0, 40, [masks.length * 3]) as np.NDArray).data;
  const images = Uint8Array.from(noise, (n, i) => n + masks[Math.floor(i / 3)] * [9, 4, 7][i % 3]);
  return { count, height, width, images, masks };
}

const training = (plain: boolean) => (size: Size = 'usual'): Work => {
  const shape = SIZES[size];
  const [set, model] = [scenes(shape), unet(shape)];
  const weights = startWeights(model.layers.filter((layer) => layer.weights.length > 0), 2);
  const { count, height, width, images, masks } = set;
  if (!plain) handOver('unet', { ...shape, images: new np.NDArray(Float64Array.from(images), [count, height, width, 3]), masks: new np.NDArray(Int32Array.from(masks), [count, height, width]), ...numbered(weights) });
  model.compile({ optimizer: plain ? new PlainAdam(RATE) : tf.train.adam(RATE), loss: sparseCrossEntropyFromLogits, metrics: [accuracy] });
  const before = lossOf(model, set);
  let losses: number[] = [];
  return {
    run: async () => {
      const { history } = await model.fitDataset(sceneBatches(set, { batchSize: shape.batchSize }), { epochs: shape.epochs, verbose: 0 });
      losses = history.loss as number[];
    },
    result: () => [count, before, losses.at(-1)!],
    tolerance: [0, 1e-3, 0.15], // dropout draws other numbers on each side; before training there is none
  };
};

/** The loss without dropout. */
function lossOf(model: tf.LayersModel, set: SceneSet): number {
  const { xs, ys } = toTensors(set, Array.from({ length: set.count }, (_, i) => i));
  const loss = tf.tidy(() => sparseCrossEntropyFromLogits(ys, model.predict(xs, { batchSize: 20 }) as tf.Tensor).dataSync()[0]);
  tf.dispose([xs, ys]);
  return loss;
}

export const unetTraining = training(false);
export const unetTfjs = training(true);
