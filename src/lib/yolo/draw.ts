import { RandomState } from '../np/random';
import { drawLabelledBoxes, resizeImage, type RgbImage } from '../image';
import * as tf from '../tf';

/** The seed that has always been used to shuffle YOLO's colours. */
const COLOR_SEED = 10101;

/** A bright colour for each class, spread over the colour wheel, neighbours in the list far apart. */
export function getColorsForClasses(numClasses: number): string[] {
  const order = new RandomState(COLOR_SEED).permutation(numClasses).tolist() as number[];
  return order.map((i) => `hsl(${Math.round((360 * i) / numClasses)}, 90%, 55%)`);
}

/**
 * A copy of the picture with the detections drawn in, best last.
 * @param boxes (k, 4) as y_min, x_min, y_max, x_max in pixels
 */
export async function drawBoxes(image: RgbImage, scores: tf.Tensor1D, boxes: tf.Tensor2D, classes: tf.Tensor1D, classNames: readonly string[]): Promise<RgbImage> {
  const colors = getColorsForClasses(classNames.length);
  const [s, b, c] = [scores.arraySync(), boxes.arraySync(), classes.arraySync()];
  const labelled = b.map(([top, left, bottom, right], i) => ({
    box: [Math.max(0, left), Math.max(0, top), Math.min(image.width, right), Math.min(image.height, bottom)] as [number, number, number, number],
    label: `${classNames[c[i]]} ${s[i].toFixed(2)}`,
    color: colors[c[i]],
  }));
  return drawLabelledBoxes(image, labelled.reverse());
}

/** The picture as the network takes it: (1, size, size, 3) in 0..1. */
export async function preprocessImage(image: RgbImage, size = 608): Promise<tf.Tensor4D> {
  const { data } = await resizeImage(image, size, size);
  return tf.tidy(() => tf.tensor4d(Float32Array.from(data), [1, size, size, 3]).div(255) as tf.Tensor4D);
}
