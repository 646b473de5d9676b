import * as tf from '../tf';

/** What each part of the loss weighs. */
export const LOSS_WEIGHTS = { box: 3, object: 1, background: 1, class: 1 };

/**
 * YOLO's loss: squares for the boxes of objects, cross-entropy for their classes, and cross-entropy for the confidence wherever it counts. Summed over a
 * picture, divided by the number of pictures.
 * @param feats the network's output, (m, rows, columns, anchors * (5 + classes))
 * @param targets as encodeBoxes makes them, (m, rows, columns, anchors, 5 + classes)
 * @param counts (m, rows, columns, anchors)
 */
export function yoloLoss(feats: tf.Tensor4D, targets: tf.Tensor5D, counts: tf.Tensor4D): tf.Scalar {
  return tf.tidy(() => {
    const numClasses = targets.shape[4] - 5;
    const [xy, wh, confidence, classes] = tf.split(feats.reshape(targets.shape), [2, 2, 1, numClasses], 4);
    const [trueXy, trueWh, isObject, trueClasses] = tf.split(targets, [2, 2, 1, numClasses], 4);
    const box = tf.sigmoid(xy).sub(trueXy).square().mul(2).add(wh.sub(trueWh).square()).mul(isObject).sum();
    const label = tf.logSoftmax(classes, -1).mul(trueClasses).mul(isObject).sum().neg();
    const sure = confidence.relu().sub(confidence.mul(isObject)).add(tf.softplus(confidence.abs().neg())); // cross-entropy of a sigmoid, stable
    const share = isObject.mul(LOSS_WEIGHTS.object - LOSS_WEIGHTS.background).add(LOSS_WEIGHTS.background);
    const object = sure.mul(share).mul(counts.expandDims(4)).sum();
    return box.mul(LOSS_WEIGHTS.box).add(label.mul(LOSS_WEIGHTS.class)).add(object).div(targets.shape[0]) as tf.Scalar;
  });
}
