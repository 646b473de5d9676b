import type { RgbImage } from '../../lib/image';
import * as np from '../../lib/np';
import * as tf from '../../lib/tf';
import { drawBoxes, indicesWhere, scaleBoxes, YOLO_ANCHORS, yoloBoxesToCorners, yoloHead } from '../../lib/yolo';
import type { Work } from '../suite';
import { handOver } from '../work/exchange';

const [GRID, ANCHORS, DEPTH] = [19, 5, 85];
const [WIDTH, HEIGHT] = [1280, 720];
const [SCORE, OVERLAP, MOST] = [0.6, 0.5, 10];
const CLASS_NAMES = Array.from({ length: DEPTH - 5 }, (_, i) => `class ${i}`);

/** What assignment 3's yoloEval does. */
function evaluate(feats: tf.Tensor3D): [tf.Tensor1D, tf.Tensor2D, tf.Tensor1D] {
  return tf.tidy(() => {
    const [xy, wh, confidence, probabilities] = yoloHead(feats, YOLO_ANCHORS, DEPTH - 5);
    const all = tf.mul(confidence, probabilities);
    const best = tf.max(all, -1);
    const kept = indicesWhere(tf.greaterEqual(best, SCORE));
    const scores = tf.gather(best.flatten(), kept) as tf.Tensor1D;
    const boxes = scaleBoxes(tf.gather(yoloBoxesToCorners(xy, wh).reshape([-1, 4]), kept) as tf.Tensor2D, [HEIGHT, WIDTH]);
    const classes = tf.gather(tf.argMax(all, -1).flatten(), kept) as tf.Tensor1D;
    const chosen = [...new Set(classes.dataSync())].map((label) => {
      const ofClass = indicesWhere(tf.equal(classes, tf.scalar(label, 'int32')));
      return tf.gather(ofClass, tf.image.nonMaxSuppression(tf.gather(boxes, ofClass) as tf.Tensor2D, tf.gather(scores, ofClass) as tf.Tensor1D, MOST, OVERLAP)) as tf.Tensor1D;
    });
    const together = chosen.length > 0 ? tf.concat(chosen) : tf.tensor1d([], 'int32');
    const { indices } = tf.topk(tf.gather(scores, together), Math.min(MOST, together.size));
    const nms = tf.gather(together, indices as tf.Tensor1D);
    return [tf.gather(scores, nms), tf.gather(boxes, nms), tf.gather(classes, nms)] as [tf.Tensor1D, tf.Tensor2D, tf.Tensor1D];
  });
}

/** Pixels that are not grey, as the background is: the drawings' size. */
function paintedPixels({ data }: RgbImage): number {
  let count = 0;
  for (let i = 0; i < data.length; i += 3) if (data[i] !== data[i + 1] || data[i] !== data[i + 2]) count++;
  return count;
}

/** From the network's numbers, 19 x 19 x 425, to the picture with its boxes. */
export function yolo(): Work {
  const random = new np.random.RandomState(3);
  const feats = random.randn(GRID, GRID, ANCHORS * DEPTH);
  for (let i = 0; i < 30; i++) { // thirty cells are sure of a class
    const at = (random.randint(0, GRID * GRID) as number) * ANCHORS * DEPTH;
    feats.data[at + 4] = 6;
    feats.data[at + 5 + (i % 4)] = 14;
  } // prettier-ignore
  handOver('yolo', { feats, anchors: np.array(YOLO_ANCHORS.map((a) => [...a])) });
  const given = tf.toTensor(feats) as tf.Tensor3D;
  const picture: RgbImage = { width: WIDTH, height: HEIGHT, data: new Uint8Array(WIDTH * HEIGHT * 3).fill(90) };
  let found: number[] = [];
  let drawn = picture;
  return {
    run: async () => {
      const [scores, boxes, classes] = evaluate(given);
      drawn = await drawBoxes(picture, scores, boxes, classes, CLASS_NAMES);
      found = [scores.size, ...scores.dataSync(), ...boxes.dataSync(), ...classes.dataSync()];
      tf.dispose([scores, boxes, classes]);
    },
    result: () => [paintedPixels(drawn), ...found],
    tolerance: [0.2, ...Array<number>(1 + 6 * MOST).fill(1e-4)], // the fonts differ, and lines between pixels are smooth here
  };
}
