import * as np from '../np';
import * as tf from '../tf';

/** How training goes, reported several times an epoch: what `progress(...).report` takes. */
export interface TrainingReport {
  /** From 1 to epochs. */
  epoch: number;
  epochs: number;
  /** Epochs done, with the part of this one: 2.4 */
  at: number;
  /** Mean of the batches since the last report. */
  loss: number;
  /** Share that was right in these batches. */
  accuracy: number;
  /** Since the start. */
  seconds: number;
}

export interface BatchOptions {
  epochs: number;
  /** 64 unless told. */
  batchSize?: number;
  /** Of the order in which examples come. */
  seed?: number;
  /** Called several times an epoch. */
  onProgress?: (report: TrainingReport) => void;
  /** 10 unless told, fewer where there are fewer batches. */
  reportsAnEpoch?: number;
  /** Leave out what does not fill a batch: it waits for the next epoch's order. True unless told. */
  dropRemainder?: boolean;
}

/**
 * Goes through m examples in shuffled batches. Numbers are read back from TensorFlow for reports only: waiting for each would stall the next step.
 * @param step one training step on the rows of a batch: [loss, accuracy]
 * @returns all reports, the last one of each epoch at a whole `at`
 * @throws RangeError when the examples do not fill one batch, unless `dropRemainder` is false
 */
export async function trainBatches(m: number, step: (rows: np.NDArray) => [loss: tf.Scalar, accuracy: tf.Scalar], options: BatchOptions): Promise<TrainingReport[]> {
  const { epochs, batchSize = 64, seed = 1, reportsAnEpoch = 10, dropRemainder = true, onProgress } = options;
  const steps = dropRemainder ? Math.floor(m / batchSize) : Math.ceil(m / batchSize);
  if (!(steps >= 1)) throw new RangeError(`trainBatches: expected at least one batch of ${batchSize} examples, got ${m}`);
  const random = new np.random.RandomState(seed);
  const every = Math.max(1, Math.round(steps / reportsAnEpoch));
  const start = performance.now();
  const reports: TrainingReport[] = [];
  let numbers: tf.Scalar[] = [];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const order = random.permutation(m);
    for (let i = 1; i <= steps; i++) {
      numbers.push(...step(order.at(`${(i - 1) * batchSize}:${Math.min(i * batchSize, m)}`)));
      if (i !== steps && (i % every !== 0 || steps - i < every)) continue;
      const [loss, accuracy] = tf.tidy(() => tf.mean(tf.reshape(tf.stack(numbers), [-1, 2]), 0).dataSync());
      tf.dispose(numbers);
      numbers = [];
      const [at, seconds] = [epoch - 1 + i / steps, (performance.now() - start) / 1000];
      reports.push({ epoch, epochs, at, loss, accuracy, seconds });
      onProgress?.(reports.at(-1)!);
      await new Promise((resolve) => setImmediate(resolve)); // lets the notebook show it
    }
  }
  return reports;
}
