import * as tfjs from '@tensorflow/tfjs';
import { Graphs } from './graphs';
import { afterwards, tracing } from './trace';

/** What of tfjs-layers' models is used here and has no public types. */
interface Inside {
  makeTrainFunction(): Train;
  predictLoop(inputs: tfjs.Tensor | tfjs.Tensor[], batchSize?: number, verbose?: boolean): tfjs.Tensor | tfjs.Tensor[];
  layers: readonly unknown[];
  stateful: boolean;
  lossFunctions: unknown;
  optimizer_: unknown;
  collectedTrainableWeights: readonly unknown[];
}
/** `null` stands where there are no weights of samples. */
type Train = (data: (tfjs.Tensor | null)[]) => tfjs.Tensor[];

/** Batches that a training runs before it is looked at: a short one is not worth a graph. */
const BATCHES_BEFORE = 4;
/** The same for calls of `predict`. */
const PREDICTIONS_BEFORE = 2;

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

const allTensors = (data: readonly unknown[]): data is tfjs.Tensor[] => data.every((each) => each instanceof tfjs.Tensor);

/** Makes `fit`, `fitDataset`, `trainOnBatch` and `predict` run each batch as one graph once they have run some, as Keras does, and `minimize` usable in `tf.function`. */
export function compileModels(): void {
  minimizeOutside();
  const prototype = tfjs.LayersModel.prototype as unknown as Inside;
  const { makeTrainFunction, predictLoop } = prototype;
  const [training, predicting] = [new Graphs<tfjs.Tensor[], tfjs.Tensor[]>(BATCHES_BEFORE), new Graphs<tfjs.Tensor[], tfjs.Tensor[]>(PREDICTIONS_BEFORE)];

  prototype.makeTrainFunction = function () {
    const plain = makeTrainFunction.call(this);
    return (data) => {
      const given = data.map((each) => each !== null);
      const tensors = data.filter((each) => each !== null);
      if (!allTensors(tensors)) return plain(data);
      const all = (present: tfjs.Tensor[]): (tfjs.Tensor | null)[] => given.map((is) => (is ? present.shift()! : null));
      const of = [this.lossFunctions, this.optimizer_, given.join(), ...this.collectedTrainableWeights];
      return training.of(this, of, (...present) => plain(all(present)))(...tensors);
    };
  };

  prototype.predictLoop = function (inputs, batchSize, verbose) {
    const list = Array.isArray(inputs) ? inputs : [inputs];
    if (verbose || this.stateful || !allTensors(list)) return predictLoop.call(this, inputs, batchSize, verbose);
    const run = predicting.of(this, [batchSize, this.layers.length], (...tensors) => {
      const outputs = predictLoop.call(this, tensors, batchSize);
      return Array.isArray(outputs) ? outputs : [outputs];
    });
    const outputs = run(...list);
    return outputs.length === 1 ? outputs[0] : outputs;
  };
}
