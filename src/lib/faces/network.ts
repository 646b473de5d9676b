import * as tf from '../tf';
import { Graphs } from '../tf/graph/graphs';
import { loadWeights, setModelWeights } from '../weights';
import { ENCODING_SIZE, INPUT_SIZE } from './input';

/** filters, kernel, stride, and whether a 2 x 2 maximum follows. */
const CONVOLUTIONS: readonly (readonly [number, number, number, boolean])[] = [[24, 5, 2, false], [48, 3, 2, false], [64, 3, 1, true], [96, 3, 1, true], [128, 3, 1, false]]; // prettier-ignore

/**
 * A small network in the manner of FaceNet: five convolutions and one dense layer, from pictures (m, 64, 64, 3) with values 0 to 1 to (m, 128).
 * The output is not yet divided by its length. Weights are random from the seed until they are loaded.
 */
export function faceNet(seed = 1): tf.Sequential {
  const model = tf.sequential({ name: 'faceNet' });
  CONVOLUTIONS.forEach(([filters, kernelSize, strides, pool], i) => {
    const kernelInitializer = tf.initializers.heNormal({ seed: seed * 100 + i });
    model.add(tf.layers.conv2d({ name: `conv${i + 1}`, filters, kernelSize, strides, padding: 'same', activation: 'relu', kernelInitializer, ...(i === 0 ? { inputShape: [INPUT_SIZE, INPUT_SIZE, 3] } : {}) }));
    if (pool) model.add(tf.layers.maxPooling2d({ name: `pool${i + 1}`, poolSize: 2 }));
  });
  model.add(tf.layers.flatten({ name: 'flatten' }));
  model.add(tf.layers.dense({ name: 'encoding', units: ENCODING_SIZE, kernelInitializer: tf.initializers.glorotNormal({ seed: seed * 100 + 99 }) }));
  return model;
}

const graphs = new Graphs<[tf.Tensor4D], tf.Tensor2D>();

const unitLength = (raw: tf.Tensor2D): tf.Tensor2D => tf.div(raw, tf.maximum(tf.norm(raw, 'euclidean', -1, true), 1e-12));

/** Encodings of pictures (m, 64, 64, 3) with values 0 to 1, each divided by its length: (m, 128). */
export function encode(model: tf.LayersModel, pictures: tf.Tensor4D, batchSize = 64): tf.Tensor2D {
  return tf.tidy(() => {
    if (pictures.shape[0] > batchSize) return unitLength(model.predict(pictures, { batchSize }) as tf.Tensor2D);
    return graphs.of(model, [], (batch) => unitLength(model.apply(batch) as tf.Tensor2D))(pictures);
  });
}

/** Name of the shipped weights: datasets/faces/weights/facenet. */
export const FACENET_WEIGHTS = 'faces/facenet';

/** The network as it ships, trained by `npm run train -- faces`. */
export function loadFaceNet(): tf.LayersModel {
  const model = faceNet();
  setModelWeights(model, loadWeights(FACENET_WEIGHTS).tensors);
  return model;
}

/** The distance that tells people apart best, measured when the network was trained, on people it was not trained on. */
export function loadFaceThreshold(): number {
  const { threshold } = loadWeights(FACENET_WEIGHTS).meta;
  if (typeof threshold !== 'number') throw new Error(`loadFaceThreshold: the manifest of ${FACENET_WEIGHTS} has no threshold. Train the network anew: npm run train -- faces`);
  return threshold;
}
