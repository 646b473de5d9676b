import * as tfjs from '@tensorflow/tfjs';
import { graphFunction, type GraphFunction } from './function';
import { afterwards, tracing } from './trace';

/** What of tfjs-layers' models is used here and has no public types. */
interface Inside {
  makeTrainFunction(): Train;
  lossFunctions: unknown;
  optimizer_: unknown;
  collectedTrainableWeights: readonly unknown[];
}
type Train = (data: tfjs.Tensor[]) => tfjs.Tensor[];

/** Batches that a training runs before it is looked at: a short one is not worth a graph. */
const WARM_UP = 4;

/** The step of an optimizer. A function of its own, so that a graph that is kept keeps the optimizer alive and not the model, too. */
const applying =
  (optimizer: tfjs.Optimizer, names: readonly string[]) =>
  (tensors: tfjs.Tensor[]): void =>
    optimizer.applyGradients(names.map((name, i) => ({ name, tensor: tensors[i] })));

/** `minimize` in a graph: its gradients belong to it, the optimizer's step does not, because learning rates and counts of steps are JavaScript's. */
function minimizeOutside(): void {
  const { minimize } = tfjs.Optimizer.prototype;
  tfjs.Optimizer.prototype.minimize = function (f, returnCost, variables) {
    if (!tracing()) return minimize.call(this, f, returnCost, variables);
    const { value, grads } = this.computeGradients(f, variables);
    const used = (variables?.map(({ name }) => name) ?? Object.keys(grads)).filter((name) => grads[name] != null);
    afterwards(used.map((name) => grads[name]), applying(this, used)); // prettier-ignore
    tfjs.dispose(grads);
    if (returnCost) return value;
    value.dispose();
    return null;
  };
}

interface Known {
  /** What the step was made of: compiling anew, or freezing layers, makes another. */
  of: readonly unknown[];
  step: GraphFunction<tfjs.Tensor[], tfjs.Tensor[]>;
}

/** Makes `fit`, `fitDataset` and `trainOnBatch` run each batch as one graph from the seventh on, as Keras does, and `minimize` usable in `tf.function`. */
export function compileFit(): void {
  minimizeOutside();
  const prototype = tfjs.LayersModel.prototype as unknown as Inside;
  const known = new WeakMap<object, Known>();
  const { makeTrainFunction } = prototype;
  prototype.makeTrainFunction = function () {
    const plain = makeTrainFunction.call(this);
    const of = [this.lossFunctions, this.optimizer_, ...this.collectedTrainableWeights];
    let found = known.get(this);
    if (!found || found.of.length !== of.length || !of.every((each, i) => each === found!.of[i])) {
      found?.step.dispose();
      known.set(this, (found = { of, step: graphFunction((...data: tfjs.Tensor[]) => plain(data), { warmUp: WARM_UP }) }));
    }
    const { step } = found;
    return (data) => (data.every((tensor) => tensor instanceof tfjs.Tensor) ? step(...data) : plain(data));
  };
}
