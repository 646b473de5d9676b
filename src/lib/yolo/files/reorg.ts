import * as tf from '../../tf';

/**
 * Darknet's [reorg]: a quarter of the rows and columns (for stride 2), four times the channels. Which item goes where follows Darknet's loop, which reads the
 * picture as if it had been made by the opposite step; trained weights rely on it.
 */
export class Reorg extends tf.layers.Layer {
  static className = 'Reorg';
  private readonly stride: number;

  constructor(config: { name?: string; stride: number }) {
    super(config);
    this.stride = config.stride;
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    const [m, h, w, c] = shape as [number | null, number, number, number];
    return [m, h / this.stride, w / this.stride, c * this.stride ** 2];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    const [m, h, w, c] = x.shape as [number, number, number, number];
    const s = this.stride;
    return tf.tidy(() => {
      const flat = x.transpose([0, 3, 1, 2]).reshape([m, c * h * w]);
      const order = tf.tensor1d(reorgOrder(w, h, c, s), 'int32');
      return flat.gather(order, 1).reshape([m, c * s * s, h / s, w / s]).transpose([0, 2, 3, 1]);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), stride: this.stride };
  }
}
tf.serialization.registerClass(Reorg);

/** For each item of the output, channels first, its place in the input. */
export function reorgOrder(w: number, h: number, c: number, stride: number): Int32Array {
  const order = new Int32Array(w * h * c);
  const outC = Math.floor(c / (stride * stride));
  if (outC < 1 || w % stride || h % stride) throw new RangeError(`Reorg: expected rows and columns that ${stride} divides and at least ${stride * stride} channels, got (${h}, ${w}, ${c})`);
  for (let k = 0, at = 0; k < c; k++)
    for (let j = 0; j < h; j++)
      for (let i = 0; i < w; i++, at++) {
        const offset = Math.floor(k / outC);
        const [x, y] = [i * stride + (offset % stride), j * stride + Math.floor(offset / stride)];
        order[at] = x + w * stride * (y + h * stride * (k % outC));
      }
  return order;
}
