import * as tf from '../tf';
import { cellConfig } from './cellConfig';
import { positiveInteger, rate } from './checks';
import { RecurrentLayer, type Kwargs } from './recurrent';

/** The options of `gru`: those of tf.layers.gru, by the same names. */
export type GruConfig = Parameters<typeof tf.layers.gru>[0] & { resetAfter?: boolean };

type BaseCell = ReturnType<typeof tf.layers.gruCell>;
const GRUCell = tf.serialization.SerializationMap.getMap().classNameMap.GRUCell[0] as unknown as new (
  config: Parameters<typeof tf.layers.gruCell>[0],
) => BaseCell;

/** One step of a GRU that resets after the matrix product, which tfjs-layers' own cell does not know. */
export class ResetAfterGRUCell extends GRUCell {
  static className = 'ResetAfterGRUCell';

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const shape = (Array.isArray(inputShape[0]) ? inputShape[0] : inputShape) as tf.Shape;
    const wide = 3 * this.units;
    this.kernel = this.addWeight('kernel', [shape.at(-1)!, wide], undefined, this.kernelInitializer, this.kernelRegularizer, true, this.kernelConstraint); // prettier-ignore
    this.recurrentKernel = this.addWeight('recurrent_kernel', [this.units, wide], undefined, this.recurrentInitializer, this.recurrentRegularizer, true, this.recurrentConstraint); // prettier-ignore
    if (this.useBias) // one for the inputs, one for the state
      this.bias = this.addWeight('bias', [2, wide], undefined, this.biasInitializer, this.biasRegularizer, true, this.biasConstraint); // prettier-ignore
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: Kwargs): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const training = kwargs.training === true;
      let [x, h] = inputs as [tf.Tensor2D, tf.Tensor2D];
      if (training && this.dropout > 0)
        x = tf.mul<tf.Tensor2D>(x, (this.dropoutMask ??= this.mask(x, this.dropout)) as tf.Tensor);
      if (training && this.recurrentDropout > 0)
        h = tf.mul<tf.Tensor2D>(h, (this.recurrentDropoutMask ??= this.mask(h, this.recurrentDropout)) as tf.Tensor);
      const next = this.next(
        ...(tf.split(this.project(x), [2 * this.units, this.units], 1) as [tf.Tensor2D, tf.Tensor2D]),
        h,
      );
      return [next, next];
    });
  }

  private mask(like: tf.Tensor, rate: number): tf.Tensor {
    const ones = tf.onesLike(like);
    const drawn = this.dropoutFunc ? (this.dropoutFunc(ones, rate) as tf.Tensor) : tf.dropout(ones, rate);
    return tf.keep(drawn); // for all steps; the layer disposes it
  }

  /** The inputs' part of the gates: x (n, D) to (n, 3u), z r h side by side. */
  project(x: tf.Tensor2D): tf.Tensor2D {
    return tf.fused.matMul({ a: x, b: this.kernel.read() as tf.Tensor2D, bias: this.biasRow(0) }) as tf.Tensor2D;
  }

  /** The next state (B, u), from the inputs' part of z and r (B, 2u), of the candidate (B, u), and the state h (B, u). */
  next(zrOfX: tf.Tensor2D, candidateOfX: tf.Tensor2D, h: tf.Tensor2D): tf.Tensor2D {
    const ofH = tf.fused.matMul({
      a: h,
      b: this.recurrentKernel.read() as tf.Tensor2D,
      bias: this.biasRow(1),
    }) as tf.Tensor2D; // (B, 3u)
    const [zrOfH, candidateOfH] = tf.split(ofH, [2 * this.units, this.units], 1);
    const [z, r] = tf.split(this.recurrentActivation.apply(tf.add(zrOfX, zrOfH)), 2, 1);
    const candidate = this.activation.apply(tf.add(candidateOfX, tf.mul(r, candidateOfH)));
    return tf.add<tf.Tensor2D>(candidate, tf.mul(z, tf.sub(h, candidate))); // z h + (1 - z) candidate
  }

  private biasRow(row: number): tf.Tensor1D | undefined {
    return this.bias ? (tf.gather(this.bias.read() as tf.Tensor2D, row) as unknown as tf.Tensor1D) : undefined;
  }
}
tf.serialization.registerClass(ResetAfterGRUCell as never);

/** A GRU layer as in Keras: reset after the matrix product, sigmoid gates. */
export class ResetAfterGRU extends RecurrentLayer {
  static override className = 'ResetAfterGRU';

  constructor(config: GruConfig) {
    positiveInteger('gru', 'units', config?.units);
    rate('gru', 'dropout', config.dropout);
    rate('gru', 'recurrentDropout', config.recurrentDropout);
    if (config.resetAfter === false)
      throw new Error('gru: expected resetAfter to be true; tf.layers.gru resets before');
    const { resetAfter: _after, ...rest } = cellConfig(config);
    super({ ...config, cell: new ResetAfterGRUCell(rest as never) });
  }

  protected runsSequences(training: boolean): boolean {
    return !(training && (this.cell as unknown as BaseCell).recurrentDropout > 0);
  }

  protected runSequence(x: tf.Tensor3D, [start]: tf.Tensor2D[]): tf.Tensor[] {
    const cell = this.cell as unknown as ResetAfterGRUCell;
    const [steps, batch, depth] = x.shape;
    // The inputs of all steps at once: one product instead of T.
    const ofX = tf.reshape(cell.project(tf.reshape(x, [steps * batch, depth])), [steps, batch, 3 * this.units]);
    const [zr, candidates] = tf.split(ofX, [2 * this.units, this.units], 2).map((part) => tf.unstack(part, 0));
    let h = start;
    const all = zr.map((part, t) => (h = cell.next(part as tf.Tensor2D, candidates[t] as tf.Tensor2D, h)));
    return [tf.stack(all, 0)];
  }

  /** What a saved model keeps of the layer. */
  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), resetAfter: true };
  }
}
tf.serialization.registerClass(ResetAfterGRU);

/**
 * A GRU layer (Keras' keras.layers.GRU with its default, reset_after=True).
 *
 * Weights: kernel (D, 3 units), recurrent kernel (units, 3 units), bias (2, 3 units), the gates in the order z r h.
 * Input (B, T, D); output (B, units), or (B, T, units) with returnSequences. Initial state: `layer.apply(x, { initialState: [h] })`.
 *
 * @throws Error when units is not a positive integer, a dropout not in [0, 1), or resetAfter false.
 */
export function gru(config: GruConfig): ResetAfterGRU {
  return new ResetAfterGRU(config);
}
