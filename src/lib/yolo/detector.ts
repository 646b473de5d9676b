import { resizeImage, type RgbImage } from '../image';
import * as tf from '../tf';
import { loadWeights, setModelWeights } from '../weights';
import { yoloHead } from './boxes';

/** What a detector was made for. */
export interface DetectorShape {
  /** Size of the pictures that it takes, in pixels. */
  width: number;
  height: number;
  /** Widths and heights in cells. */
  anchors: [number, number][];
  classNames: string[];
}

/** Pixels between the cells of the grid. */
export const STRIDE = 8;
/** Pixels between the cells of the coarsest layer. */
const COARSEST = 16;
/** How sure an untrained network is that there is something, as a logit: almost nothing anywhere. */
const PRIOR = -4.5;

/**
 * A small YOLOv2-style network. Four steps of stride 2 lead from the picture to 16-pixel cells, where three layers see enough to tell a bus from a house. Their
 * features are spread over 8-pixel cells again and join the finer ones of one step before (as YOLOv2's passthrough does the other way round), so that
 * people side by side get cells of their own. A 1 x 1 convolution gives the numbers of all anchors. Pictures come in as -1..1.
 */
export function detectorModel({ width, height, anchors, classNames }: DetectorShape): tf.LayersModel {
  if (width % COARSEST !== 0 || height % COARSEST !== 0) throw new RangeError(`detectorModel: expected a width and a height that are multiples of ${COARSEST}, got ${width} x ${height}`);
  let count = 0;
  const conv = (filters: number, strides: number, x: tf.SymbolicTensor, kernelSize = 3): tf.SymbolicTensor => {
    const name = `conv${++count}`;
    const y = tf.layers.conv2d({ name, filters, kernelSize, strides, padding: 'same', kernelInitializer: tf.initializers.heNormal({ seed: 100 + count }) }).apply(x);
    return tf.layers.leakyReLU({ name: `${name}_relu`, alpha: 0.1 }).apply(y) as tf.SymbolicTensor;
  };
  const input = tf.input({ shape: [height, width, 3], name: 'picture' });
  let x = conv(16, 2, input); // (h/2, w/2, 16)
  x = conv(32, 1, conv(32, 2, x)); // (h/4, w/4, 32)
  const fine = conv(64, 1, conv(64, 2, x)); // (h/8, w/8, 64)
  x = conv(128, 2, fine); // (h/16, w/16, 128)
  for (const name of ['add1', 'add2', 'add3']) x = tf.layers.add({ name }).apply([x, conv(128, 1, x)]) as tf.SymbolicTensor;
  x = conv(64, 1, x, 1);
  x = tf.layers.upSampling2d({ name: 'spread', size: [2, 2] }).apply(x) as tf.SymbolicTensor; // (h/8, w/8, 64)
  x = tf.layers.concatenate({ name: 'join' }).apply([fine, x]) as tf.SymbolicTensor;
  x = conv(96, 1, x);
  const depth = 5 + classNames.length;
  const head = tf.layers.conv2d({ name: 'boxes', filters: anchors.length * depth, kernelSize: 1, kernelInitializer: tf.initializers.randomNormal({ stddev: 0.01, seed: 7 }) });
  const model = tf.model({ inputs: input, outputs: head.apply(x) as tf.SymbolicTensor, name: 'detector' });
  tf.tidy(() => head.setWeights([head.getWeights()[0], tf.tensor1d(Array.from({ length: anchors.length * depth }, (_, i) => (i % depth === 4 ? PRIOR : 0)))]));
  return model;
}

/** A network that finds cars, trucks, buses, people and traffic lights on road scenes. */
export interface Detector extends DetectorShape {
  rows: number;
  columns: number;
  model: tf.LayersModel;
  /** The output for a picture of any size: [boxXy, boxWh, boxConfidence, boxClassProbs], each (rows, columns, anchors, ·), as yoloHead gives them. */
  detect: (image: RgbImage) => Promise<[tf.Tensor4D, tf.Tensor4D, tf.Tensor4D, tf.Tensor4D]>;
  /** The last layer's own numbers, (rows, columns, anchors * (5 + classes)), before any activation. */
  features: (image: RgbImage) => Promise<tf.Tensor3D>;
}

/** Bytes to -1..1, as the network wants them. */
export const normalizePixels = (pixels: tf.Tensor): tf.Tensor => pixels.div(127.5).sub(1);

/** The trained detector that ships with the pack; weights are checked as they are read. */
export function loadDetector(name = 'road/detector'): Detector {
  const { tensors, meta } = loadWeights(name);
  const shape = meta as unknown as DetectorShape;
  const model = detectorModel(shape);
  setModelWeights(model, tensors);
  const { width, height, anchors, classNames } = shape;
  const features = async (image: RgbImage): Promise<tf.Tensor3D> => {
    const { data } = image.width === width && image.height === height ? image : await resizeImage(image, width, height);
    return tf.tidy(() => tf.squeeze(model.predict(normalizePixels(tf.tensor4d(Float32Array.from(data), [1, height, width, 3]))) as tf.Tensor4D, [0]) as tf.Tensor3D);
  };
  const detect: Detector['detect'] = async (image) => {
    const feats = await features(image);
    const outputs = yoloHead(feats, anchors, classNames.length);
    feats.dispose();
    return outputs;
  };
  return { width, height, anchors, classNames, rows: height / STRIDE, columns: width / STRIDE, model, features, detect };
}
