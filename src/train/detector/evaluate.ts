import * as tf from '../../lib/tf';
import { meanAveragePrecision, normalizePixels, yoloBoxesToCorners, yoloHead, type Detected, type DetectorShape, type Truth } from '../../lib/yolo';
import type { FrameSet } from './frames';

/** Detections of one picture: boxes as left, top, right, bottom in shares of it. */
export function detectObjects(feats: tf.Tensor3D, { anchors, classNames }: Pick<DetectorShape, 'anchors' | 'classNames'>, scoreThreshold = 0.02, iouThreshold = 0.45): Omit<Detected, 'image'>[] {
  return tf.tidy(() => {
    const [xy, wh, confidence, probs] = yoloHead(feats, anchors, classNames.length);
    const boxes = yoloBoxesToCorners(xy, wh).reshape([-1, 4]) as tf.Tensor2D;
    const scores = confidence.mul(probs).reshape([-1, classNames.length]) as tf.Tensor2D; // (k, classes)
    const corners = boxes.arraySync();
    return classNames.flatMap((name, c) => {
      const ofClass = scores.gather([c], 1).flatten() as tf.Tensor1D;
      const values = ofClass.dataSync();
      const kept = tf.image.nonMaxSuppression(boxes, ofClass, 30, iouThreshold, scoreThreshold).dataSync();
      return Array.from(kept, (i) => ({ class: name, score: values[i], box: [corners[i][1], corners[i][0], corners[i][3], corners[i][2]] as const }));
    });
  });
}

/** Mean average precision of a detector on frames. */
export function evaluateDetector(model: tf.LayersModel, shape: DetectorShape, frames: FrameSet): ReturnType<typeof meanAveragePrecision> {
  const { width, height, images, boxes } = frames;
  const [detected, truths]: [Detected[], Truth[]] = [[], []];
  images.forEach((pixels, image) => {
    const feats = tf.tidy(() => tf.squeeze(model.predict(normalizePixels(tf.tensor4d(Float32Array.from(pixels), [1, height, width, 3]))) as tf.Tensor4D, [0]) as tf.Tensor3D);
    for (const found of detectObjects(feats, shape)) detected.push({ ...found, image });
    feats.dispose();
    for (const { class: name, box: [l, t, r, b], difficult } of boxes[image]) truths.push({ image, class: name, difficult, box: [l / width, t / height, r / width, b / height] }); // prettier-ignore
  });
  return meanAveragePrecision(detected, truths);
}
