import * as tf from '../tf';

type Config = Record<string, unknown> & { name?: string };
const single = <T>(value: T | T[]): T => (Array.isArray(value) ? value[0] : value);

/** A layer that cuts one time step out of a sequence: (m, T, n) to (m, n). */
class TimeStep extends tf.layers.Layer {
  static className = 'TimeStep';
  readonly t: number;

  constructor(config: Config & { t: number }) {
    super(config as never);
    this.t = config.t;
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const shape = single(inputShape as tf.Shape[]) as unknown;
    const [m, T, n] = (Array.isArray(shape) ? shape : inputShape) as tf.Shape;
    if (T !== null && this.t >= T)
      throw new RangeError(`timeStep: there is no step ${this.t} in a sequence of ${T}; steps count from 0`);
    return [m, n];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => tf.squeeze(tf.slice(single(inputs), [0, this.t, 0], [-1, 1, -1]), [1]));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), t: this.t };
  }
}
tf.serialization.registerClass(TimeStep);

/** A layer that gives the position of the largest value: (m, n) to (m), int32. No gradient flows through. */
class ArgMax extends tf.layers.Layer {
  static className = 'ArgMax';

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return inputShape.slice(0, -1);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.argMax(single(inputs), -1);
  }
}
tf.serialization.registerClass(ArgMax);

/** A layer that turns positions into one-hot rows: (m) to (m, depth). */
class OneHot extends tf.layers.Layer {
  static className = 'OneHot';
  readonly depth: number;

  constructor(config: Config & { depth: number }) {
    super(config as never);
    this.depth = config.depth;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return [...inputShape, this.depth];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => tf.cast(tf.oneHot(tf.cast(single(inputs), 'int32'), this.depth), 'float32'));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), depth: this.depth };
  }
}
tf.serialization.registerClass(OneHot);

function wholeNumber(fn: string, name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least)
    throw new RangeError(`${fn}: expected ${name} to be a whole number from ${least} on, got ${value}`);
}

/** Layer: time step t (from 0) of a sequence, (m, T, n) to (m, n). Keras writes it as `X[:, t, :]`. */
export function timeStep(t: number): tf.layers.Layer {
  wholeNumber('timeStep', 't', t, 0);
  return new TimeStep({ t });
}

/** Layer: position of the largest value on the last axis, (m, n) to (m). Keras writes it as `tf.math.argmax(x, -1)`. */
export function argMax(): tf.layers.Layer {
  return new ArgMax({} as never);
}

/** Layer: one-hot rows of positions, (m) to (m, depth). Keras writes it as `tf.one_hot(x, depth)`. */
export function oneHot(depth: number): tf.layers.Layer {
  wholeNumber('oneHot', 'depth', depth, 1);
  return new OneHot({ depth });
}

/**
 * How many units a layer has: `unitsOf(densor)`. Recurrent layers and tf.layers.dense know it, before they are built
 * too.
 */
export function unitsOf(layer: tf.layers.Layer): number {
  const own =
    (layer as { units?: unknown }).units ??
    (layer.getConfig().units as unknown) ??
    (layer as { cell?: { units?: unknown } }).cell?.units;
  if (typeof own !== 'number')
    throw new TypeError(`unitsOf: expected a layer with units, such as dense or lstm, got ${layer.getClassName()}`);
  return own;
}
