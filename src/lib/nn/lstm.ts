import * as tf from '../tf';
import { nativeOps } from '../tf/native';
import { blockLstm, type LstmWeights } from './blockLstm';
import { cellConfig } from './cellConfig';
import { positiveInteger, rate, shaped } from './checks';
import { RecurrentLayer } from './recurrent';

/** The options of `lstm`: those of tf.layers.lstm, by the same names. */
export type LstmConfig = Parameters<typeof tf.layers.lstm>[0];

type Cell = ReturnType<typeof tf.layers.lstmCell>;
type State = [h: tf.Tensor2D, c: tf.Tensor2D];

/**
 * An LSTM layer that runs all its steps in one native operation. Where that is not possible (the pure-JavaScript backend, a mask, recurrent dropout in training, other activations)
 * it runs step by step as tfjs-layers does, with the same results.
 */
export class FusedLSTM extends RecurrentLayer {
  static override className = 'FusedLSTM';

  constructor(config: LstmConfig) {
    positiveInteger('lstm', 'units', config?.units);
    rate('lstm', 'dropout', config.dropout);
    rate('lstm', 'recurrentDropout', config.recurrentDropout);
    super({ ...config, cell: tf.layers.lstmCell({ unitForgetBias: true, ...cellConfig(config) }) });
  }

  /** One step: x (B, D) and the state [h, c], each (B, u), to the next state [h, c]. */
  step(x: tf.Tensor2D, [h, c]: State): State {
    if (!this.built) this.apply(tf.input({ shape: [1, x.shape[1]] }));
    const weights = this.lstmWeights();
    shaped('lstmStep', 'x', x.shape, [null, weights.kernel.shape[0]], `batch, ${weights.kernel.shape[0]}`);
    for (const state of [h, c])
      shaped('lstmStep', 'h and c', state.shape, [x.shape[0], this.units], `${x.shape[0]}, ${this.units}`);
    return tf.tidy((): State => {
      if (!this.runsSequences(false)) return (this.cell.call([x, h, c], {}) as tf.Tensor2D[]).slice(1) as State;
      const both = blockLstm(nativeOps()!, tf.expandDims<tf.Tensor3D>(x, 0), weights, { h, c }, true); // (2, B, u)
      return tf.unstack(both) as State;
    });
  }

  /** All steps of x (B, T, D) from the state [h, c], each (B, u): the hidden states, time first, (T, B, u). */
  steps(x: tf.Tensor3D, [h, c]: State): tf.Tensor3D {
    if (!this.built) this.apply(tf.input({ shape: [1, x.shape[2]] }));
    return tf.tidy(() => {
      if (this.runsSequences(false)) return blockLstm(nativeOps()!, tf.transpose(x, [1, 0, 2]), this.lstmWeights(), { h, c }, false);
      const states: tf.Tensor2D[] = [];
      let state: State = [h, c];
      for (const step of tf.unstack(x, 1) as tf.Tensor2D[]) states.push((state = this.step(step, state))[0]);
      return tf.stack(states) as tf.Tensor3D;
    });
  }

  protected runsSequences(training: boolean): boolean {
    const { activation, recurrentActivation, recurrentDropout } = this.cell as Cell;
    const asKeras = activation.getClassName() === 'tanh' && recurrentActivation.getClassName() === 'sigmoid';
    return asKeras && !(training && recurrentDropout > 0) && nativeOps() !== null;
  }

  protected runSequence(x: tf.Tensor3D, [h, c]: tf.Tensor2D[], all: boolean): tf.Tensor[] {
    const result = blockLstm(nativeOps()!, x, this.lstmWeights(), { h, c }, all);
    return all ? tf.split(result, 2, 0) : [result];
  }

  private lstmWeights(): LstmWeights {
    const { kernel, recurrentKernel, bias, units } = this.cell as Cell;
    return {
      kernel: kernel.read() as tf.Tensor2D,
      recurrentKernel: recurrentKernel.read() as tf.Tensor2D,
      bias: bias ? (bias.read() as tf.Tensor1D) : tf.zeros([4 * units]),
    };
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
export function lstmStep(layer: FusedLSTM, x: tf.Tensor2D, state: [tf.Tensor2D, tf.Tensor2D]): State {
  if (!(layer instanceof FusedLSTM)) throw new Error('lstmStep: expected a layer made by lstm()');
  return layer.step(x, state);
}
