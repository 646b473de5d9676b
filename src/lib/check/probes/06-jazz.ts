/** Probes of assignment 6: they make layers of a size, call the function with them, and tell what model came. */
import * as nn from '../../nn';
import * as tf from '../../tf';
import { asModel, outputs, parameterCounts, seededTensor, seedWeights } from '../models';
import { makeTensor } from '../values';

/** Steps, units of the LSTM, values, and examples. */
export interface Sizes {
  steps: number;
  nA: number;
  nValues: number;
  m?: number;
}

type Layers = [LSTMCell: tf.layers.Layer, densor: tf.layers.Layer, reshaper: tf.layers.Layer];
type Djmodel = (Tx: number, ...layers: Layers) => unknown;
type Inference = (LSTMCell: tf.layers.Layer, densor: tf.layers.Layer, Ty?: number) => unknown;
type Sample = (model: tf.LayersModel, x: tf.Tensor, a: tf.Tensor, c: tf.Tensor) => unknown;

const makeLayers = ({ nA, nValues }: Sizes): Layers => [
  nn.lstm({ units: nA, returnState: true }),
  tf.layers.dense({ units: nValues, activation: 'softmax' }),
  tf.layers.reshape({ targetShape: [1, nValues] }),
];

const random = (seed: number, ...shape: number[]): tf.Tensor => makeTensor(seededTensor(seed, shape)) as tf.Tensor;

/** One-hot values (m, steps, nValues): example i has value (seed + 3 i + 5 t) mod nValues at step t. */
function sequences(seed: number, { steps, nValues, m = 1 }: Sizes): tf.Tensor3D {
  const values = Array.from({ length: m }, (_, i) =>
    Array.from({ length: steps }, (_, t) => (seed + 3 * i + 5 * t) % nValues),
  );
  return tf.oneHot(tf.tensor2d(values, [m, steps], 'int32'), nValues).cast('float32') as tf.Tensor3D;
}

interface Node {
  inboundLayers: tf.layers.Layer[];
}

/** What a model consists of: how many layers of each class, shapes, parameters, and how often each layer that was handed over is used. */
function structure(model: tf.LayersModel, layers: tf.layers.Layer[]): unknown {
  const classes: Record<string, number> = {};
  for (const layer of model.layers) classes[layer.getClassName()] = (classes[layer.getClassName()] ?? 0) + 1;
  return {
    layers: Object.keys(classes)
      .sort()
      .map((name) => `${classes[name]} ${name}`),
    inputs: model.inputs.map((x) => x.shape),
    outputs: model.outputs.map((x) => x.shape),
    parameters: parameterCounts(model).total,
    timesUsed: layers.map((layer) =>
      model.layers.includes(layer) ? (layer.inboundNodes as unknown as Node[]).length : 0,
    ),
  };
}

/** Structure of what djmodel gives. */
export function djStructure(fn: Djmodel, sizes: Sizes): unknown {
  const layers = makeLayers(sizes);
  return structure(asModel(fn(sizes.steps, ...layers)), layers);
}

/** Parameters of the model alone. */
export function djParameters(fn: Djmodel, sizes: Sizes): unknown {
  return parameterCounts(asModel(fn(sizes.steps, ...makeLayers(sizes))));
}

/** How often each of the three layers that were handed over is used in the model. */
export function djShared(fn: Djmodel, sizes: Sizes): unknown {
  const layers = makeLayers(sizes);
  const { timesUsed } = structure(asModel(fn(sizes.steps, ...layers)), layers) as { timesUsed: number[] };
  return timesUsed;
}

/** Probabilities under weights of a seed; the states begin at random, or at 0 with `fromZero`. */
export function djOutputs(fn: Djmodel, sizes: Sizes, seed: number, fromZero = false): unknown {
  const [LSTMCell, densor, reshaper] = makeLayers(sizes);
  const { m = 1, nA } = sizes;
  const model = asModel(fn(sizes.steps, LSTMCell, densor, reshaper));
  seedWeights(LSTMCell, seed, 1);
  seedWeights(densor, seed + 10, 2);
  const states = fromZero
    ? [tf.zeros([m, nA]), tf.zeros([m, nA])]
    : [random(seed + 20, m, nA), random(seed + 21, m, nA)];
  return outputs(model, [sequences(seed, sizes), ...states]);
}

/** Losses of some steps of training from weights of a seed. */
export async function djLosses(fn: Djmodel, sizes: Sizes, seed: number, epochs: number): Promise<unknown> {
  const [LSTMCell, densor, reshaper] = makeLayers(sizes);
  const { m = 1, nA, steps } = sizes;
  const model = asModel(fn(steps, LSTMCell, densor, reshaper));
  seedWeights(LSTMCell, seed, 0.5);
  seedWeights(densor, seed + 10, 0.5);
  model.compile({ optimizer: tf.train.sgd(0.1), loss: 'categoricalCrossentropy' });
  const Y = tf.unstack(tf.transpose(sequences(seed + 5, sizes), [1, 0, 2]));
  const history = await model.fit([sequences(seed, sizes), tf.zeros([m, nA]), tf.zeros([m, nA])], Y, {
    epochs,
    batchSize: m,
    shuffle: false,
    verbose: 0,
  });
  return history.history.loss;
}

/** Structure of what musicInferenceModel gives; `steps` 0 leaves Ty out. */
export function inferenceStructure(fn: Inference, sizes: Sizes): unknown {
  const [LSTMCell, densor] = makeLayers(sizes);
  const model = asModel(sizes.steps === 0 ? fn(LSTMCell, densor) : fn(LSTMCell, densor, sizes.steps));
  return structure(model, [LSTMCell, densor]);
}

/** Number of outputs without Ty. */
export function inferenceDefault(fn: Inference, sizes: Sizes): unknown {
  const [LSTMCell, densor] = makeLayers(sizes);
  return asModel(fn(LSTMCell, densor)).outputs.length;
}

/** Probabilities that the playing model gives from a random input and state, under weights of a seed. Large weights make what was said matter. */
export function inferenceOutputs(fn: Inference, sizes: Sizes, seed: number, scale = 2): unknown {
  const [LSTMCell, densor] = makeLayers(sizes);
  const { m = 1, nA, nValues, steps } = sizes;
  const model = asModel(fn(LSTMCell, densor, steps));
  seedWeights(LSTMCell, seed, scale);
  seedWeights(densor, seed + 10, 3);
  return outputs(model, [random(seed + 20, m, 1, nValues), random(seed + 21, m, nA), random(seed + 22, m, nA)]);
}

/** Whether new weights of the layers reach the model: the largest difference that they make is above 0. */
export function inferenceFollows(fn: Inference, sizes: Sizes): unknown {
  const [LSTMCell, densor] = makeLayers(sizes);
  const { nA, nValues, steps } = sizes;
  const model = asModel(fn(LSTMCell, densor, steps));
  const inputs = [random(1, 1, 1, nValues), random(2, 1, nA), random(3, 1, nA)];
  const play = (): tf.Tensor => tf.stack(model.apply(inputs) as tf.Tensor[]);
  const before = play();
  seedWeights(LSTMCell, 5, 2);
  const between = play();
  seedWeights(densor, 6, 2);
  const differs = (a: tf.Tensor, b: tf.Tensor): boolean => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] > 1e-4;
  return [differs(before, between), differs(between, play())];
}

/** A stand-in for a playing model: Ty outputs that depend on all three inputs, each in its own way. */
function standIn({ steps, nA, nValues }: Sizes, seed: number): tf.LayersModel {
  const inputs = [tf.input({ shape: [1, nValues] }), tf.input({ shape: [nA] }), tf.input({ shape: [nA] })];
  const all = tf.layers
    .concatenate()
    .apply([tf.layers.flatten().apply(inputs[0]) as tf.SymbolicTensor, inputs[1], inputs[2]]);
  const outs = Array.from(
    { length: steps },
    () => tf.layers.dense({ units: nValues, activation: 'softmax' }).apply(all) as tf.SymbolicTensor,
  );
  const model = tf.model({ inputs, outputs: outs });
  seedWeights(model, seed, 3);
  return model;
}

/** What predictAndSample draws from a stand-in, from a random first input and state. */
export function drawn(fn: Sample, sizes: Sizes, seed: number, fromZero = false): unknown {
  const { nA, nValues } = sizes;
  const start = fromZero
    ? [tf.zeros([1, 1, nValues]), tf.zeros([1, nA]), tf.zeros([1, nA])]
    : [random(seed + 20, 1, 1, nValues), random(seed + 21, 1, nA), random(seed + 22, 1, nA)];
  return fn(standIn(sizes, seed), start[0], start[1], start[2]);
}

/** The positions alone. */
export function drawnIndices(fn: Sample, sizes: Sizes, seed: number): unknown {
  return (drawn(fn, sizes, seed) as unknown[])[1];
}

/** The one-hot values alone. */
export function drawnResults(fn: Sample, sizes: Sizes, seed: number): unknown {
  return (drawn(fn, sizes, seed) as unknown[])[0];
}
