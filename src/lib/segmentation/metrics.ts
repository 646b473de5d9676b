import * as np from '../np';
import * as tf from '../tf';
import { nativeOps, type NativeOps } from '../tf/native';

/** How often a pixel of true class r (row) was predicted as class c (column): (classes, classes) counts. */
export function confusion(truth: ArrayLike<number>, predicted: ArrayLike<number>, classes: number): np.NDArray {
  if (truth.length !== predicted.length)
    throw new RangeError(
      `confusion: expected as many predicted pixels as true ones, got ${predicted.length} for ${truth.length}`,
    );
  const counts = new Float64Array(classes * classes);
  for (let i = 0; i < truth.length; i++) {
    if (!(truth[i] < classes && predicted[i] < classes))
      throw new RangeError(
        `confusion: expected classes 0 to ${classes - 1}, got ${truth[i]} and ${predicted[i]} at pixel ${i}`,
      );
    counts[truth[i] * classes + predicted[i]]++;
  }
  return np.array([...counts]).reshape([classes, classes]);
}

/** Share of all pixels whose class is right. */
export function pixelAccuracy(counts: np.NDArray): number {
  return np.sum(np.diag(counts)) / np.sum(counts);
}

/** Intersection over union of each class: pixels that are both, divided by those that are either. NaN for a class that neither truth nor prediction has. */
export function classIou(counts: np.NDArray): number[] {
  const both = np.diag(counts).tolist() as number[];
  const rows = np.sum(counts, 1).tolist() as number[];
  const columns = np.sum(counts, 0).tolist() as number[];
  return both.map((n, k) => n / (rows[k] + columns[k] - n));
}

/** The mean of classIou over the classes that the truth or the prediction has. */
export function meanIou(counts: np.NDArray): number {
  const there = classIou(counts).filter((iou) => !Number.isNaN(iou));
  return there.reduce((sum, iou) => sum + iou, 0) / there.length;
}

/**
 * Sparse categorical cross-entropy from logits, the mean over all pixels. (`sparseCategoricalCrossentropy` of TensorFlow.js takes probabilities.)
 * @param yTrue (m, height, width, 1) class numbers
 * @param yPred (m, height, width, classes) logits
 */
export function sparseCrossEntropyFromLogits(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
  const native = nativeOps();
  return tf.tidy(() =>
    native
      ? nativeCrossEntropy(native, yTrue, yPred)
      : tf.losses.softmaxCrossEntropy(tf.oneHot(yTrue.squeeze([-1]).toInt(), yPred.shape[yPred.rank - 1]), yPred),
  );
}

/** The same in one operation of TensorFlow, which gives the gradient along with the loss. */
function nativeCrossEntropy(native: NativeOps, yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
  const classes = yPred.shape[yPred.rank - 1];
  const labels = tf.reshape(yTrue, [-1]).toInt(); // (pixels)
  const run = tf.customGrad((...args) => {
    const save = args.pop() as unknown as tf.GradSaveFunc;
    const [logits] = args as tf.Tensor[];
    const attributes = [native.float32('T'), native.int32('Tlabels')];
    const [losses, slopes] = native.run('SparseSoftmaxCrossEntropyWithLogits', attributes, [logits, labels], 2); // (pixels), (pixels, classes)
    save([slopes]);
    const gradFunc = (dy: tf.Tensor, [s]: tf.Tensor[]): tf.Tensor => tf.mul(s, tf.div(dy, labels.size));
    return { value: tf.mean(losses), gradFunc };
  });
  return run(tf.reshape(yPred, [-1, classes]));
}

/** Share of right pixels, as a metric of `model.compile`; the name is that of the curve. */
export function accuracy(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor {
  return tf.tidy(() =>
    yPred
      .argMax(-1)
      .equal(yTrue.squeeze([-1]).toInt())
      .toFloat()
      .mean(),
  );
}
