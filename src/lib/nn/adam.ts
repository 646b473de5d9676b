import * as tf from '../tf';

/** The options of `adam`, by Keras' names, with Keras' defaults. */
export interface AdamConfig {
  learningRate?: number;
  beta1?: number;
  beta2?: number;
  epsilon?: number;
  /** The rate at step i (from 0) is learningRate / (1 + decay * i). */
  decay?: number;
}

type Gradients = Parameters<tf.AdamOptimizer['applyGradients']>[0];

/** Adam whose learning rate falls at every step, which TensorFlow.js' own lacks. */
export class DecayedAdam extends tf.AdamOptimizer {
  static override className = 'DecayedAdam' as unknown as 'Adam';
  private steps = 0;

  constructor(
    private readonly startRate: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    readonly decay: number,
  ) {
    super(startRate, beta1, beta2, epsilon);
  }

  override applyGradients(gradients: Gradients): void {
    this.learningRate = this.startRate / (1 + this.decay * this.steps++);
    super.applyGradients(gradients);
  }
}

/**
 * Adam as Keras 2 has it, with `decay`.
 * @throws RangeError when an option is out of its range.
 */
export function adam({
  learningRate = 0.001,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-7,
  decay = 0,
}: AdamConfig = {}): DecayedAdam {
  for (const [name, value] of Object.entries({ learningRate, epsilon }))
    if (!(value > 0)) throw new RangeError(`adam: expected ${name} above 0, got ${value}`);
  for (const [name, value] of Object.entries({ beta1, beta2 }))
    if (!(value >= 0 && value < 1)) throw new RangeError(`adam: expected ${name} from 0 to below 1, got ${value}`);
  if (!(decay >= 0)) throw new RangeError(`adam: expected decay from 0 on, got ${decay}`);
  return new DecayedAdam(learningRate, beta1, beta2, epsilon, decay);
}
