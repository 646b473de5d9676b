import type * as tfjs from '@tensorflow/tfjs';
import { graphFunction, type GraphFunction, type Tensors } from './function';

interface Known<A extends tfjs.Tensor[], R extends Tensors> {
  of: readonly unknown[];
  run: GraphFunction<A, R>;
}

/** One graph function for each model, so that training or asking it again makes no new one. It goes when the model does. */
export class Graphs<A extends tfjs.Tensor[], R extends Tensors> {
  private readonly known = new WeakMap<object, Known<A, R>>();

  /** @param warmUp as in GraphOptions */
  constructor(private readonly warmUp = 1) {}

  /**
   * The function for a model.
   * @param of what else the graph is made of, such as the optimizer: when one of these is another than last time, the graph is made anew, by `f`
   */
  of(model: object, of: readonly unknown[], f: (...tensors: A) => R): GraphFunction<A, R> {
    const found = this.known.get(model);
    if (found && found.of.length === of.length && of.every((each, i) => each === found.of[i])) return found.run;
    found?.run.dispose();
    const run = graphFunction(f, { warmUp: this.warmUp });
    this.known.set(model, { of, run });
    return run;
  }
}
