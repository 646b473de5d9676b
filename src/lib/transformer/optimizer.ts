import * as tf from '../tf';

type Gradients = Parameters<tf.AdamOptimizer['applyGradients']>[0];

/** Adam whose learning rate is a function of the step, as Keras' learning-rate schedules. */
export class ScheduledAdam extends tf.NativeAdam {
  static override className = 'ScheduledAdam' as unknown as 'Adam';
  private steps = 0;

  constructor(
    private readonly schedule: (step: number) => number,
    beta1: number,
    beta2: number,
    epsilon: number,
  ) {
    super(schedule(0), beta1, beta2, epsilon);
  }

  /** One step, with the learning rate of this step. */
  override applyGradients(gradients: Gradients): void {
    this.learningRate = this.schedule(this.steps++);
    super.applyGradients(gradients);
  }
}

/**
 * Adam with a schedule.
 * @param schedule learning rate of a step, counted from 0
 */
export function scheduledAdam(schedule: (step: number) => number, beta1 = 0.9, beta2 = 0.98, epsilon = 1e-9): ScheduledAdam {
  return new ScheduledAdam(schedule, beta1, beta2, epsilon);
}

/**
 * A schedule: up in a line to `peak` over `warmup` steps, then down in a line to 0 at `total`.
 * @throws RangeError unless 0 < warmup < total.
 */
export function warmupThenDecay(peak: number, warmup: number, total: number): (step: number) => number {
  if (!(warmup > 0 && warmup < total)) throw new RangeError(`warmupThenDecay: expected 0 < warmup < total, got warmup ${warmup} and total ${total}`);
  return (step) => peak * Math.min((step + 1) / warmup, Math.max(0, (total - step) / (total - warmup)));
}
