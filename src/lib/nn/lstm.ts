import * as tf from '../tf';
import { nativeOps, type NativeOps } from '../tf/native';
import { blockLstm, type LstmState, type LstmWeights } from './blockLstm';
import { positiveInteger, rate, shaped } from './checks';
import { FastOrthogonal } from './orthogonal';
import { dropInputs, flip, outputs, timeFirst } from './sequence';

/** The options of `lstm`: those of tf.layers.lstm, by the same names. */
export type LstmConfig = Parameters<typeof tf.layers.lstm>[0];

type Cell = ReturnType<typeof tf.layers.lstmCell>;
type Applied = tf.Tensor | tf.Tensor[] | tf.SymbolicTensor | tf.SymbolicTensor[];
type Kwargs = { [key: string]: any }; // tfjs-layers' own type, which it does not export

/** Keras' defaults where tfjs-layers has others. */
const DEFAULTS = { recurrentActivation: 'sigmoid', kernelInitializer: 'glorotUniform', unitForgetBias: true } as const;

/** The cell's part of the options: without what makes a layer of its own of it. */
function cellConfig(config: LstmConfig): Parameters<typeof tf.layers.lstmCell>[0] {
  const { name: _name, inputShape: _shape, batchInputShape: _batch, trainable: _trainable, weights: _weights, ...rest } = config;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== null));
  const options = { ...DEFAULTS, ...given } as Parameters<typeof tf.layers.lstmCell>[0];
  options.recurrentInitializer ??= 'orthogonal';
  if (isOrthogonal(options.recurrentInitializer)) options.recurrentInitializer = fast(options.recurrentInitializer);
  return options;
}

type Named = { className?: string; config?: { gain?: number; seed?: number } };
const isOrthogonal = (value: unknown): boolean =>
  value === 'orthogonal' || value === 'Orthogonal' || (value as Named)?.className === 'Orthogonal';
const fast = (value: unknown): FastOrthogonal => new FastOrthogonal((value as Named).config ?? {});

/**
 * An LSTM layer that runs all its steps in one native operation. Where that is not possible (the pure-JavaScript backend, a mask, recurrent dropout in training, other activations)
 * it runs step by step as tfjs-layers does, with the same results.
 */
export class FusedLSTM extends tf.layers.RNN {
  static override className = 'FusedLSTM';

  constructor(config: LstmConfig) {
    positiveInteger('lstm', 'units', config?.units);
    rate('lstm', 'dropout', config.dropout);
    rate('lstm', 'recurrentDropout', config.recurrentDropout);
    super({ ...config, cell: tf.layers.lstmCell(cellConfig(config)) });
  }

  /** How many numbers a state has. */
  get units(): number {
    return (this.cell as Cell).units;
  }

  /** tfjs-layers' own apply, made fit for initial states in every place where a graph is run. */
  override apply(inputs: Applied, kwargs?: Kwargs): Applied {
    // A copy: RNN.apply writes the states into kwargs, which model.fit shares among all layers.
    const result = super.apply(inputs, kwargs && { ...kwargs });
    // The states of a graph are among its node's inputs; as arguments too, they would stand in the way when a nested model runs and when a model is saved.
    const isGraph = (Array.isArray(inputs) ? inputs[0] : inputs) instanceof tf.SymbolicTensor;
    if (isGraph) delete (this.inboundNodes.at(-1)?.callArgs as Kwargs | undefined)?.initialState;
    return result;
  }

  /**
   * Runs the sequence.
   * @param inputs (B, T, D).
   * @returns the last h (B, u), or all of them (B, T, u) with returnSequences; with returnState a list: that, the last h, the last c.
   */
  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: Kwargs = {}): tf.Tensor | tf.Tensor[] {
    const [x, ...states] = (Array.isArray(inputs) ? inputs : [inputs]) as [tf.Tensor3D, ...tf.Tensor[]];
    if (states.length > 0) kwargs = { ...kwargs, initialState: states };
    const native = kwargs.mask == null && this.fusable(kwargs.training === true) ? nativeOps() : null;
    return tf.tidy(() => (native ? this.fused(native, x, kwargs) : this.stepwise(x, kwargs)));
  }

  /** One step: x (B, D) and the state [h, c], each (B, u), to the next state [h, c]. */
  step(x: tf.Tensor2D, [h, c]: [tf.Tensor2D, tf.Tensor2D]): [tf.Tensor2D, tf.Tensor2D] {
    if (!this.built) this.apply(tf.input({ shape: [1, x.shape[1]] }));
    const weights = this.lstmWeights();
    shaped('lstmStep', 'x', x.shape, [null, weights.kernel.shape[0]], `batch, ${weights.kernel.shape[0]}`);
    for (const state of [h, c])
      shaped('lstmStep', 'h and c', state.shape, [x.shape[0], this.units], `${x.shape[0]}, ${this.units}`);
    const native = this.fusable(false) ? nativeOps() : null;
    return tf.tidy((): [tf.Tensor2D, tf.Tensor2D] => {
      if (!native) return (this.cell.call([x, h, c], {}) as tf.Tensor2D[]).slice(1) as [tf.Tensor2D, tf.Tensor2D];
      const both = blockLstm(native, tf.expandDims<tf.Tensor3D>(x, 0), weights, { h, c }, true); // (2, B, u)
      return tf.unstack(both) as [tf.Tensor2D, tf.Tensor2D];
    });
  }

  /** Whether BlockLSTMV2 computes what the options ask for. */
  private fusable(training: boolean): boolean {
    const cell = this.cell as Cell;
    const asKeras = cell.activation.getClassName() === 'tanh' && cell.recurrentActivation.getClassName() === 'sigmoid';
    return asKeras && !(training && cell.recurrentDropout > 0);
  }

  private lstmWeights(): LstmWeights {
    const { kernel, recurrentKernel, bias, units } = this.cell as Cell;
    return {
      kernel: kernel.read() as tf.Tensor2D,
      recurrentKernel: recurrentKernel.read() as tf.Tensor2D,
      bias: bias ? (bias.read() as tf.Tensor1D) : tf.zeros([4 * units]),
    };
  }

  private fused(native: NativeOps, x: tf.Tensor3D, kwargs: Kwargs): tf.Tensor | tf.Tensor[] {
    const dropped = dropInputs(tf.cast(x, 'float32'), this.cell as Cell, kwargs.training === true);
    const xs = flip(timeFirst(dropped), this.goBackwards); // (T, B, D)
    const state = this.startState(x.shape[0], kwargs.initialState as tf.Tensor2D[] | undefined);
    const cells = this.returnState || this.stateful;
    const all = blockLstm(native, xs, this.lstmWeights(), state, cells);
    const [h, c] = cells ? tf.split(all, 2, 0) : [all, null]; // (T, B, u)
    return outputs(this, h, c ? [c] : [], kwargs.training === true);
  }

  private startState(batch: number, given: tf.Tensor2D[] | undefined): LstmState {
    const states = given ?? (this.stateful ? (this.getStates() as tf.Tensor2D[]) : null);
    if (!states) {
      const zeros = tf.zeros<tf.Rank.R2>([batch, this.units]);
      return { h: zeros, c: zeros };
    }
    if (states.length !== 2) throw new Error(`lstm: expected 2 initial states, h and c, got ${states.length}`);
    for (const s of states) shaped('lstm', 'initial states', s.shape, [batch, this.units], `${batch}, ${this.units}`);
    return { h: states[0], c: states[1] };
  }

  private stepwise(x: tf.Tensor, kwargs: Kwargs): tf.Tensor | tf.Tensor[] {
    const { mask, training, initialState } = kwargs;
    const cell = this.cell as { dropoutMask: tf.Tensor | tf.Tensor[] | null; recurrentDropoutMask: tf.Tensor | tf.Tensor[] | null };
    cell.dropoutMask = cell.recurrentDropoutMask = null; // those of the last call: every call draws its own
    return super.call(tf.cast(x, 'float32'), { mask, training, initialState });
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new cls(config as never);
  }
}
tf.serialization.registerClass(FusedLSTM);

/**
 * An LSTM layer (Keras' keras.layers.LSTM): the same names, weights and defaults, so that weights move between both. Unlike tf.layers.lstm its recurrent activation is 'sigmoid',
 * its kernel starts glorotUniform and its forget gate's bias starts at 1.
 *
 * Weights: kernel (D, 4 units), recurrent kernel (units, 4 units), bias (4 units), the gates in the order i f c o.
 * Input (B, T, D); output (B, units), or (B, T, units) with returnSequences. Initial states: `layer.apply(x, { initialState: [h, c] })`.
 *
 * @throws Error when units is not a positive integer or a dropout not in [0, 1).
 */
export function lstm(config: LstmConfig): FusedLSTM {
  return new FusedLSTM(config);
}

/** One step of an LSTM layer: x (B, D) and the state [h, c], each (B, units), to the next state [h, c]. Gradients flow through. */
export function lstmStep(
  layer: FusedLSTM,
  x: tf.Tensor2D,
  state: [tf.Tensor2D, tf.Tensor2D],
): [tf.Tensor2D, tf.Tensor2D] {
  if (!(layer instanceof FusedLSTM)) throw new Error('lstmStep: expected a layer made by lstm()');
  return layer.step(x, state);
}
