/** Probes of assignment 4: the layers that its functions make, and what they compute under seeded weights. */
import * as tf from '../../tf';
import {
  asModel,
  asSymbolic,
  outputs,
  parameterCounts,
  seededTensor,
  seedWeights,
  summary,
  type LayerSummary,
} from '../models';
import { makeTensor } from '../values';

const SETTINGS = [
  'filters',
  'kernelSize',
  'strides',
  'padding',
  'activation',
  'kernelInitializer',
  'rate',
  'poolSize',
  'axis',
  'useBias',
];
const SCALE = 0.3;
const SEED_OF_INPUT = 100;

type Build = (...args: unknown[]) => unknown;

/** The two results of convBlock. */
function pair(value: unknown): [tf.SymbolicTensor, tf.SymbolicTensor] {
  if (!Array.isArray(value) || value.length !== 2)
    throw new TypeError(
      `the result should be a list of two: [nextLayer, skipConnection], but is ${Array.isArray(value) ? `a list of ${value.length}` : `a ${typeof value}`}`,
    );
  return [asSymbolic(value[0], 'nextLayer'), asSymbolic(value[1], 'skipConnection')];
}

/** A model from inputs of these shapes (without the batch) to what `build` gives for them. */
function modelOf(shapes: number[][], build: (inputs: tf.SymbolicTensor[]) => tf.SymbolicTensor[]): tf.LayersModel {
  const inputs = shapes.map((shape) => tf.input({ shape }));
  return tf.model({ inputs, outputs: build(inputs) });
}

const blockOf = (
  fn: Build,
  shape: number[],
  options: unknown[],
): { model: tf.LayersModel; next: tf.SymbolicTensor; skip: tf.SymbolicTensor } => {
  let [next, skip]: tf.SymbolicTensor[] = [];
  const model = modelOf([shape], ([input]) => {
    [next, skip] = pair(fn(input, ...options));
    return next === skip ? [next] : [next, skip];
  });
  return { model, next, skip };
};

const upOf = (fn: Build, deep: number[], wide: number[], options: unknown[]): tf.LayersModel =>
  modelOf([deep, wide], ([a, b]) => [asSymbolic(fn(a, b, ...options))]);

const named = (layers: LayerSummary[], name: string): unknown[] =>
  layers.filter((layer) => name in layer).map((layer) => [layer.layer, layer[name]]);

/** What the model gives for a batch of one of seeded numbers, under seeded weights. */
function seededOutputs(model: tf.LayersModel, seed: number): unknown {
  seedWeights(model, seed, SCALE);
  const inputs = model.inputs.map(
    ({ shape }, i) => makeTensor(seededTensor(SEED_OF_INPUT + i, [1, ...(shape.slice(1) as number[])])) as tf.Tensor,
  );
  const result = outputs(model, inputs.length === 1 ? inputs[0] : inputs);
  tf.dispose(inputs);
  return result;
}

/** Looks at a model and frees its memory: the networks of the tests have up to 34 million parameters. */
function look<T>(model: tf.LayersModel, see: (model: tf.LayersModel) => T): T {
  try {
    return see(model);
  } finally {
    model.dispose();
  }
}

const layersOf = (model: tf.LayersModel): LayerSummary[] => look(model, (m) => summary(m, SETTINGS));

// ---- convBlock; options are nFilters, dropoutProb, maxPooling

export function blockLayers(fn: Build, shape: number[], ...options: unknown[]): LayerSummary[] {
  return layersOf(blockOf(fn, shape, options).model);
}

/** One setting of all layers that have it, such as 'padding'. */
export function blockSettings(fn: Build, name: string, shape: number[], ...options: unknown[]): unknown {
  return named(blockLayers(fn, shape, ...options), name);
}

/** Kinds of the layers that made nextLayer and skipConnection, their shapes, and whether both are one. */
export function blockResults(fn: Build, shape: number[], ...options: unknown[]): unknown {
  const { model, next, skip } = blockOf(fn, shape, options);
  const tell = (tensor: tf.SymbolicTensor): unknown => ({
    from: tensor.sourceLayer.getClassName(),
    shape: tensor.shape,
  });
  return look(model, () => ({ nextLayer: tell(next), skipConnection: tell(skip), same: next === skip }));
}

/** [nextLayer, skipConnection] as numbers. */
export function blockOutputs(fn: Build, seed: number, shape: number[], ...options: unknown[]): unknown {
  const { model, next, skip } = blockOf(fn, shape, options);
  const result = look(model, (m) => seededOutputs(m, seed));
  return next === skip ? [result, result] : result;
}

// ---- upsamplingBlock; shapes of expansiveInput and contractiveInput, then nFilters

export function upLayers(fn: Build, deep: number[], wide: number[], ...options: unknown[]): LayerSummary[] {
  return layersOf(upOf(fn, deep, wide, options));
}

export function upSettings(fn: Build, name: string, deep: number[], wide: number[], ...options: unknown[]): unknown {
  return named(upLayers(fn, deep, wide, ...options), name);
}

export function upOutputs(fn: Build, seed: number, deep: number[], wide: number[], ...options: unknown[]): unknown {
  return look(upOf(fn, deep, wide, options), (m) => seededOutputs(m, seed));
}

// ---- unetModel; options are inputSize, nFilters, nClasses

/** A line a layer, 'Conv2D 96x128x32, 896', and the parameters of all. */
export function table(fn: Build, ...options: unknown[]): string[] {
  return look(asModel(fn(...options)), (m) => [
    ...summary(m).map(
      ({ layer, output, parameters: count }) =>
        `${layer} ${(output as (number | null)[]).slice(1).join('x')}, ${count}`,
    ),
    `in all ${parameterCounts(m).total}`,
  ]);
}

export function layers(fn: Build, ...options: unknown[]): LayerSummary[] {
  return layersOf(asModel(fn(...options)));
}

export function settings(fn: Build, name: string, ...options: unknown[]): unknown {
  return named(layers(fn, ...options), name);
}

export function parameters(fn: Build, ...options: unknown[]): unknown {
  return look(asModel(fn(...options)), parameterCounts);
}

export function scores(fn: Build, seed: number, ...options: unknown[]): unknown {
  return look(asModel(fn(...options)), (m) => seededOutputs(m, seed));
}
