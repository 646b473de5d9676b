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
export const STRIDE = 16;

/**
 * A small YOLOv2-style network. Four steps of stride 2 lead from the picture to a grid of 16-pixel cells; finer features from one step before join the
 * coarse ones (YOLOv2's passthrough), and a 1 x 1 convolution gives the numbers of all anchors. Pictures come in as -1..1.
 */
export function detectorModel({ width, height, anchors, classNames }: DetectorShape): tf.LayersModel {
  if (width % STRIDE !== 0 || height % STRIDE !== 0) throw new RangeError(`detectorModel: expected a width and a height that are multiples of ${STRIDE}, got ${width} x ${height}`);
  const conv = (name: string, filters: number, strides: number, x: tf.SymbolicTensor, kernelSize = 3): tf.SymbolicTensor => {
    const y = tf.layers.conv2d({ name, filters, kernelSize, strides, padding: 'same', kernelInitializer: tf.initializers.heNormal({ seed: name.length * 97 + filters + strides }) }).apply(x);
    return tf.layers.leakyReLU({ name: `${name}_relu`, alpha: 0.1 }).apply(y) as tf.SymbolicTensor;
  };
  const input = tf.input({ shape: [height, width, 3], name: 'picture' });
  let x = conv('conv1', 16, 2, input); // (h/2, w/2, 16)
  x = conv('conv2', 32, 2, x); // (h/4, w/4, 32)
  x = conv('conv3', 32, 1, x);
  x = conv('conv4', 64, 2, x); // (h/8, w/8, 64)
  const fine = conv('conv5', 64, 1, x);
  x = conv('conv6', 128, 2, fine); // (h/16, w/16, 128)
  x = conv('conv7', 128, 1, x);
  x = conv('conv8', 128, 1, x);
  const passed = conv('passthrough', 64, 2, fine, 2); // (h/16, w/16, 64)
  x = tf.layers.concatenate({ name: 'join' }).apply([passed, x]) as tf.SymbolicTensor;
  x = conv('conv9', 160, 1, x);
  const out = tf.layers.conv2d({ name: 'boxes', filters: anchors.length * (5 + classNames.length), kernelSize: 1, kernelInitializer: tf.initializers.randomNormal({ stddev: 0.01, seed: 7 }) }).apply(x);
  return tf.model({ inputs: input, outputs: out as tf.SymbolicTensor, name: 'detector' });
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
