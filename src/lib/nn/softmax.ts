import * as tf from '../tf';
import { show } from './checks';

/** The options of `softmax`. */
export interface SoftmaxConfig {
  /** The axis whose numbers add up to 1; -1, the last, unless told. Axis 0 is the batch. */
  axis?: number;
  name?: string;
}

/** Softmax over any axis: that of tf.layers takes the last one only. */
export class AxisSoftmax extends tf.layers.Layer {
  static className = 'AxisSoftmax';
  private readonly axis: number;

  constructor(config: SoftmaxConfig = {}) {
    super({ name: config.name });
    if (config.axis !== undefined && !Number.isSafeInteger(config.axis)) throw new Error(`softmax: expected axis to be an integer, got ${show(config.axis)}`);
    this.axis = config.axis ?? -1;
    this.supportsMasking = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    const [last, axis] = [x.rank - 1, this.axis < 0 ? this.axis + x.rank : this.axis];
    if (!(axis >= 0 && axis <= last)) throw new Error(`softmax: expected an input with an axis ${this.axis}, got shape (${x.shape.join(', ')})`);
    if (axis === last) return tf.softmax(x);
    const order = x.shape.map((_, i) => (i === axis ? last : i === last ? axis : i)); // swaps two axes, and is its own way back
    return tf.tidy(() => tf.transpose(tf.softmax(tf.transpose(x, order)), order));
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return inputShape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { axis: this.axis, ...super.getConfig() };
  }
}
tf.serialization.registerClass(AxisSoftmax);

/**
 * A layer that makes positive numbers that add up to 1 along an axis (Keras' keras.layers.Softmax).
 * @throws Error when axis is not an integer, or the input has no such axis
 */
export function softmax(config: SoftmaxConfig = {}): AxisSoftmax {
  return new AxisSoftmax(config);
}
