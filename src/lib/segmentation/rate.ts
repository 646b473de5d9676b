import type * as tf from '../tf';

/** A callback for `fit` that lowers the learning rate of an optimizer in a straight line: the whole `rate` in the first epoch, a small part of it in the last one. */
export function fallingRate(
  optimizer: tf.Optimizer,
  rate: number,
  epochs: number,
): {
  /** Sets the rate of an epoch, counted from 0. */
  onEpochBegin(epoch: number): Promise<void>;
} {
  const settable = optimizer as unknown as { learningRate?: number };
  if (typeof settable.learningRate !== 'number')
    throw new TypeError('fallingRate: expected an optimizer with a learning rate, such as tf.train.adam(0.001)');
  return {
    onEpochBegin: (epoch) => {
      settable.learningRate = rate * (1.02 - epoch / epochs);
      return Promise.resolve();
    },
  };
}
