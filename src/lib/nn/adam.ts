import * as tf from '../tf';
import { rate, show } from './checks';

/** The options of `adam`: Keras' names in camelCase. */
export interface AdamConfig {
  /** 0.001 unless told. */
  learningRate?: number;
  /** 0.9 unless told. */
  beta1?: number;
  /** 0.999 unless told. */
  beta2?: number;
  /** 1e-7 unless told. */
  epsilon?: number;
  /** Step t, counted from 0, takes the learning rate divided by 1 + decay t; 0 unless told. */
  decay?: number;
}

/** Adam whose learning rate falls with each step, which TensorFlow.js' own does not. */
export class DecayingAdam extends tf.NativeAdam {
  private readonly start: number;
  readonly decay: number;

  constructor({ learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, decay = 0 }: AdamConfig = {}) {
    for (const [name, value] of Object.entries({ learningRate, epsilon })) if (!(value > 0)) throw new Error(`adam: expected ${name} to be above 0, got ${show(value)}`);
    if (!(decay >= 0)) throw new Error(`adam: expected decay to be 0 or more, got ${show(decay)}`);
    rate('adam', 'beta1', beta1);
    rate('adam', 'beta2', beta2);
    super(learningRate, beta1, beta2, epsilon);
    this.start = learningRate;
    this.decay = decay;
  }

  /** One step, with the learning rate of this step. */
  override applyGradients(gradients: Parameters<tf.AdamOptimizer['applyGradients']>[0]): void {
    this.learningRate = this.start / (1 + this.decay * this.iterations);
    super.applyGradients(gradients);
  }

  /** The settings as they were given; the learning rate is the first step's. */
  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), learningRate: this.start, decay: this.decay };
  }
}

/**
 * The optimizer Adam (Keras' keras.optimizers.Adam with its decay).
 * @throws Error when a rate is not above 0, a beta not in [0, 1) or decay below 0
 */
export function adam(config: AdamConfig = {}): DecayingAdam {
  return new DecayingAdam(config);
}
