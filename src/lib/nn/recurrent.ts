import * as tf from '../tf';
import { shaped } from './checks';

export type Applied = tf.Tensor | tf.Tensor[] | tf.SymbolicTensor | tf.SymbolicTensor[];
export type Kwargs = { [key: string]: any }; // tfjs-layers' own type, which it does not export

type Cell = Omit<tf.layers.RNNCell, 'dropoutMask' | 'recurrentDropoutMask'> & {
  units: number;
  dropout: number;
  dropoutFunc?: Function;
  dropoutMask: tf.Tensor | tf.Tensor[] | null;
  recurrentDropoutMask: tf.Tensor | tf.Tensor[] | null;
};

const first = <T>(value: T | T[]): T => (Array.isArray(value) ? value[0] : value);
const lastOf = (x: tf.Tensor): tf.Tensor => tf.squeeze(tf.slice(x, [x.shape[0] - 1], [1]), [0]);

/** A recurrent layer that runs whole sequences where it can, and otherwise step by step by its cell, as tfjs-layers does. */
export abstract class RecurrentLayer extends tf.layers.RNN {
  /** Whether `runSequence` does what the options ask for, on this backend. */
  protected abstract runsSequences(training: boolean): boolean;

  /**
   * Runs all steps.
   * @param x (T, B, D), float32, in the order in which the steps are to be taken.
   * @param states each (B, u).
   * @param all whether all states of all steps are wanted, or the first only.
   * @returns the states of all steps, each (T, B, u).
   */
  protected abstract runSequence(x: tf.Tensor3D, states: tf.Tensor2D[], all: boolean): tf.Tensor[];

  /** How many numbers a state has. */
  get units(): number {
    return this.own.units;
  }

  private get own(): Cell {
    return this.cell as unknown as Cell;
  }

  /** tfjs-layers' own apply, made fit for initial states in every place where a graph is run. */
  override apply(inputs: Applied, kwargs?: Kwargs): Applied {
    // A copy: RNN.apply writes the states into kwargs, which model.fit shares among all layers.
    const result = super.apply(inputs, kwargs && { ...kwargs });
    // The states of a graph are among its node's inputs; as arguments too, they would stand in the way when a nested model runs and when a model is saved.
    const graph = first<unknown>(inputs) instanceof tf.SymbolicTensor;
    if (graph) delete (this.inboundNodes.at(-1)?.callArgs as Kwargs | undefined)?.initialState;
    return result;
  }

  /**
   * Runs the sequence.
   * @param inputs (B, T, D); in a list, the initial states follow.
   * @returns the last state (B, u), or all of them (B, T, u) with returnSequences; with returnState a list: that, then the last states.
   */
  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: Kwargs = {}): tf.Tensor | tf.Tensor[] {
    const [given, ...listed] = (Array.isArray(inputs) ? inputs : [inputs]) as [tf.Tensor3D, ...tf.Tensor2D[]];
    const training = kwargs.training === true;
    return tf.tidy(() => {
      const x = given.dtype === 'float32' ? given : tf.cast(given, 'float32');
      const states = (listed.length > 0 ? listed : kwargs.initialState) as tf.Tensor2D[] | undefined;
      if (kwargs.mask == null && this.runsSequences(training)) return this.sequence(x, states, training);
      const result = super.call(x, { mask: kwargs.mask, training: kwargs.training, initialState: states });
      this.forgetDropout();
      return result;
    });
  }

  /** Cells keep the dropout masks that the first step draws: every sequence draws its own. */
  private forgetDropout(): void {
    for (const mask of ['dropoutMask', 'recurrentDropoutMask'] as const) {
      if (this.own[mask]) tf.dispose(this.own[mask]);
      this.own[mask] = null;
    }
  }

  private sequence(x: tf.Tensor3D, states: tf.Tensor2D[] | undefined, training: boolean): tf.Tensor | tf.Tensor[] {
    const timeFirst = tf.transpose(training ? this.dropInputs(x) : x, [1, 0, 2]);
    const steps = this.goBackwards ? tf.reverse(timeFirst, 0) : timeFirst; // (T, B, D)
    const all = this.returnState || this.stateful;
    const results = this.runSequence(steps, this.startStates(x.shape[0], states), all); // each (T, B, u)
    const output = this.returnSequences ? tf.transpose(results[0], [1, 0, 2]) : lastOf(results[0]);
    if (!all) return output;
    const ends = results.map(lastOf); // each (B, u)
    if (this.stateful) this.resetStates(ends, training);
    return this.returnState ? [output, ...ends] : output;
  }

  /** Input dropout as Keras does it: one mask for all steps of a sequence. x (B, T, D). */
  private dropInputs(x: tf.Tensor3D): tf.Tensor3D {
    const { dropout, dropoutFunc } = this.own;
    if (dropout === 0) return x;
    const ones = tf.ones([x.shape[0], 1, x.shape[2]]);
    return tf.mul(x, dropoutFunc ? (dropoutFunc(ones, dropout) as tf.Tensor) : tf.dropout(ones, dropout));
  }

  private startStates(batch: number, given: tf.Tensor2D[] | undefined): tf.Tensor2D[] {
    const layer = this.getClassName();
    const count = first(this.own.stateSize as number | number[]) === this.own.stateSize ? 1 : 2;
    const states = given ?? (this.stateful ? (this.getStates() as tf.Tensor2D[]) : null);
    if (!states) return new Array<tf.Tensor2D>(count).fill(tf.zeros([batch, this.units]));
    if (states.length !== count) throw new Error(`${layer}: expected ${count} initial states, got ${states.length}`);
    for (const s of states) shaped(layer, 'initial states', s.shape, [batch, this.units], `${batch}, ${this.units}`);
    return states;
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new cls(config as never);
  }
}
