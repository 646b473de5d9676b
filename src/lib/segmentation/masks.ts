import { ROAD_COLORS } from '../data/roadClasses';
import type { RgbImage } from '../image';
import * as tf from '../tf';

/** A class number for each pixel, row by row from the upper left. */
export interface Mask {
  width: number;
  height: number;
  /** width * height class numbers */
  data: Uint8Array;
}

/** A mask as a picture, each class in its colour. */
export function colorMask(
  { width, height, data }: Mask,
  colors: readonly (readonly [number, number, number])[] = ROAD_COLORS,
): RgbImage {
  if (data.length !== width * height)
    throw new RangeError(
      `colorMask: expected ${width} x ${height} = ${width * height} class numbers, got ${data.length}`,
    );
  const rgb = new Uint8Array(3 * data.length);
  data.forEach((id, i) => {
    if (!colors[id])
      throw new RangeError(
        `colorMask: pixel ${i} has class ${id}, but there are colours for 0 to ${colors.length - 1} only`,
      );
    rgb.set(colors[id], 3 * i);
  });
  return { width, height, data: rgb };
}

/**
 * The mask of the first picture of a prediction: at each pixel the class with the highest score.
 * @param prediction (m, height, width, classes)
 * @returns (height, width, 1) int32
 */
export function createMask(prediction: tf.Tensor): tf.Tensor3D {
  if (prediction.rank !== 4)
    throw new RangeError(
      `createMask: expected scores of shape (m, height, width, classes), got (${prediction.shape.join(', ')})`,
    );
  return tf.tidy(() => prediction.argMax(-1).expandDims(-1).gather(0) as tf.Tensor3D);
}

/** A mask as tensors have it, (height, width) or (height, width, 1), as bytes. */
export function maskOf(tensor: tf.Tensor): Mask {
  const [height, width] = tensor.shape;
  if (tensor.size !== height * width)
    throw new RangeError(
      `maskOf: expected a mask of shape (height, width) or (height, width, 1), got (${tensor.shape.join(', ')})`,
    );
  return { width, height, data: Uint8Array.from(tensor.dataSync()) };
}

/**
 * Nearest-neighbour resizing, as TensorFlow does it: pixel i of the result is the one below the middle of i. Class numbers stay whole: between road (7) and
 * vegetation (9) no sidewalk (8) appears, as it would by interpolation.
 * @param image pixels of any number of channels, row by row
 */
export function resizeNearest<T extends { width: number; height: number; data: Uint8Array }>(
  image: T,
  width: number,
  height: number,
): { width: number; height: number; data: Uint8Array } {
  for (const n of [width, height])
    if (!Number.isInteger(n) || n < 1)
      throw new RangeError(
        `resizeNearest: expected a width and height of at least one whole pixel, got ${width} x ${height}`,
      );
  const channels = image.data.length / (image.width * image.height);
  if (!Number.isInteger(channels))
    throw new RangeError(
      `resizeNearest: ${image.data.length} bytes are no picture of ${image.width} x ${image.height}`,
    );
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * image.height) / height);
    for (let x = 0; x < width; x++) {
      const from = (row * image.width + Math.floor(((x + 0.5) * image.width) / width)) * channels;
      for (let c = 0; c < channels; c++) data[(y * width + x) * channels + c] = image.data[from + c];
    }
  }
  return { width, height, data };
}
