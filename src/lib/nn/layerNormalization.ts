import * as tf from '../tf';
import { show } from './checks';

/** The options of `layerNormalization`: those of tf.layers.layerNormalization. */
export type LayerNormalizationConfig = NonNullable<Parameters<typeof tf.layers.layerNormalization>[0]>;

type Base = tf.layers.Layer & { axis: number[]; epsilon: number; gamma?: tf.LayerVariable; beta?: tf.LayerVariable };
const LayerNormalization = tf.serialization.SerializationMap.getMap().classNameMap
  .LayerNormalization[0] as unknown as new (config: LayerNormalizationConfig) => Base;

/** (x - mean) / sqrt(variance + epsilon) * gamma + beta over `axes`, its gradient in as few operations as its formula has. gamma and beta have x's rank. */
export function normalize(x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor, axes: number[], epsilon: number): tf.Tensor {
  const others = x.shape.map((_, i) => i).filter((i) => !axes.includes(i));
  const run = tf.customGrad((...args) => {
    const save = args.pop() as unknown as tf.GradSaveFunc;
    const [xs, g, b] = args as tf.Tensor[];
    const centered = tf.sub(xs, tf.mean(xs, axes, true));
    const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centered), axes, true), epsilon)); // 1 / deviation
    const unit = tf.mul(centered, inverse);
    save([unit, inverse, g]);
    const gradFunc = (dy: tf.Tensor, [u, inv, gs]: tf.Tensor[]): tf.Tensor[] => {
      const dUnit = tf.mul(dy, gs);
      const inner = tf.sub(tf.sub(dUnit, tf.mean(dUnit, axes, true)), tf.mul(u, tf.mean(tf.mul(dUnit, u), axes, true)));
      return [tf.mul(inv, inner), tf.sum(tf.mul(dy, u), others, true), tf.sum(dy, others, true)];
    };
    return { value: tf.add(tf.mul(unit, g), b), gradFunc };
  });
  return run(x, gamma, beta);
}

/** tfjs-layers' layer, whose call repeats the parameters to x's size and leaves the gradient to the single operations. */
export class FusedLayerNormalization extends LayerNormalization {
  static className = 'FusedLayerNormalization';

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    const shape = x.shape.map((n, i) => (this.axis.includes(i) ? n : 1)); // of the parameters, beside x
    return tf.tidy(() => {
      const gamma = this.gamma ? tf.reshape(this.gamma.read(), shape) : tf.ones(shape);
      const beta = this.beta ? tf.reshape(this.beta.read(), shape) : tf.zeros(shape);
      return normalize(x, gamma, beta, this.axis, this.epsilon);
    });
  }
}
tf.serialization.registerClass(FusedLayerNormalization as never);

/**
 * Layer normalization (Keras' keras.layers.LayerNormalization): over the last axis and with epsilon 1e-3 unless told.
 *
 * Weights: gamma and beta, of the sizes of the axes normalized over.
 *
 * @throws Error when epsilon is not a positive number.
 */
export function layerNormalization(config: LayerNormalizationConfig = {}): FusedLayerNormalization {
  const { epsilon } = config;
  if (epsilon !== undefined && !(typeof epsilon === 'number' && epsilon > 0))
    throw new Error(`layerNormalization: expected epsilon to be a positive number, got ${show(epsilon)}`);
  return new FusedLayerNormalization(config);
}
