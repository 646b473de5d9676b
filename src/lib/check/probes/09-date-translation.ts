/** Probes of assignment 9: what its attention, its model and its optimizer do, as plain values. */
import { attentionParts, type AttentionParts } from '../../dates';
import * as tf from '../../tf';
import { asModel, asSymbolic, outputs, parameterCounts, seededTensor } from '../models';
import { makeTensor, withoutTensors, type TensorValue } from '../values';

/** The given layers repeat 30 times, and are built for 2 nA + nS = 128. */
const TX = 30;
const ENERGIES = 10;

type Step = (a: tf.SymbolicTensor, sPrev: tf.SymbolicTensor) => unknown;

/** One call of oneStepAttention or several, as a model from [a, sPrev]. */
function attentionModel(fn: Step, nA: number, nS: number, calls = 1): tf.LayersModel {
  const [a, sPrev] = [tf.input({ shape: [TX, 2 * nA] }), tf.input({ shape: [nS] })];
  const contexts = Array.from({ length: calls }, () => asSymbolic(fn(a, sPrev), 'the context'));
  return tf.model({ inputs: [a, sPrev], outputs: contexts });
}

/** Gives layers weights for as long as `run` takes: the layers of a notebook may be trained already. */
function withWeights<T>(weights: tf.LayerVariable[], values: TensorValue[], run: () => T): T {
  const shapes = weights.map((w) => `(${w.shape.join(', ')})`).join(', ');
  if (weights.length !== values.length || values.some((v, i) => v.shape.join() !== weights[i].shape.join())) throw new Error(`expected weights of shapes ${values.map((v) => `(${v.shape.join(', ')})`).join(', ')}, found ${shapes || 'none'}`);
  const kept = weights.map((w) => w.read().clone());
  try {
    tf.tidy(() => weights.forEach((w, i) => w.write(makeTensor(values[i]) as tf.Tensor)));
    return run();
  } finally {
    weights.forEach((w, i) => w.write(kept[i]));
    tf.dispose(kept);
  }
}

/** Weights of densor1 and densor2 that depend on the seed only. */
function densorWeights(seed: number, nA: number, nS: number, scale: number): TensorValue[] {
  return [[2 * nA + nS, ENERGIES], [ENERGIES], [ENERGIES, 1], [1]].map((shape, i) => seededTensor(seed + i, shape, scale)); // prettier-ignore
}

export interface AttentionCase {
  nA: number;
  nS: number;
  /** Of the weights. */
  seed: number;
  /** Of the weights, 0.5 unless told. */
  scale?: number;
  /** Of the last bias, instead of a seeded one. */
  lastBias?: number;
}

/** The context for a (m, Tx, 2 nA) and sPrev (m, nS), under seeded weights. */
export function context(fn: Step, { nA, nS, seed, scale = 0.5, lastBias }: AttentionCase, a: tf.Tensor, sPrev: tf.Tensor): unknown {
  const model = attentionModel(fn, nA, nS);
  const values = densorWeights(seed, nA, nS, scale);
  if (lastBias !== undefined) values[3].data[0] = lastBias;
  return withWeights(model.weights, values, () => outputs(model, [a, sPrev]));
}

/** Whether each number of the context lies between the smallest and the largest of its feature. */
export function between(fn: Step, options: AttentionCase, a: tf.Tensor, sPrev: tf.Tensor): boolean {
  const found = makeTensor(context(fn, options, a, sPrev) as TensorValue) as tf.Tensor;
  return tf.tidy(() => tf.all(tf.logicalAnd(tf.lessEqual(found, tf.add(tf.max(a, 1, true), 1e-5)), tf.greaterEqual(found, tf.sub(tf.min(a, 1, true), 1e-5)))).dataSync()[0] === 1);
}

/** Layers between [a, sPrev] and the context, by their classes. */
export function attentionLayers(fn: Step, nA: number, nS: number): unknown {
  return kinds(attentionModel(fn, nA, nS));
}

/** Parameters of several calls in one model. */
export function callsParameters(fn: Step, nA: number, nS: number, calls: number): number {
  return parameterCounts(attentionModel(fn, nA, nS, calls)).total;
}

/** Classes, sizes and parameters of a model's layers, in an order of their own; shapes would be those of all uses of a shared layer. */
function kinds(model: tf.LayersModel): unknown {
  const rows = model.layers.map((layer) => {
    const config = layer.getConfig() as Record<string, unknown>;
    const setting = (name: string): unknown => (typeof config[name] === 'string' || typeof config[name] === 'number' ? config[name] : null);
    return { layer: layer.getClassName(), parameters: layer.countParams(), units: setting('units'), activation: layer.getClassName() === 'Dense' ? setting('activation') : null };
  });
  return rows.sort((x, y) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1));
}

type Sizes = [Tx: number, Ty: number, nA: number, nS: number, human: number, machine: number];
type Build = (...sizes: Sizes) => unknown;

export const layers = (fn: Build, ...sizes: Sizes): unknown => kinds(asModel(fn(...sizes)));

export const parameters = (fn: Build, ...sizes: Sizes): number => parameterCounts(asModel(fn(...sizes))).total;

export function shapes(fn: Build, ...sizes: Sizes): unknown {
  const model = asModel(fn(...sizes));
  return { inputs: model.inputs.map((x) => x.shape), outputs: model.outputs.map((x) => x.shape) };
}

/** Keras' order: forward, then backward layer of three weights each; densors; the decoder's LSTM; the last layer. */
const PARTS: (keyof AttentionParts)[] = ['preAttention', 'densor1', 'densor2', 'postAttention', 'output'];

/** The probabilities (Ty, m, machine) of characters x (m, Tx), from the states s0 and c0 (m, nS), under seeded weights; the first `first` outputs only. */
export function probabilities(fn: Build, sizes: Sizes, seed: number, x: tf.Tensor, s0: tf.Tensor, c0: tf.Tensor, first = sizes[1]): unknown {
  const model = asModel(fn(...sizes));
  const parts = attentionParts(model);
  const weights = PARTS.flatMap((part) => parts[part].weights);
  const values = weights.map((w, i) => seededTensor(seed + i, w.shape as number[], 0.5));
  return withWeights(weights, values, () => {
    const oneHot = tf.tidy(() => tf.oneHot(tf.cast(x, 'int32') as tf.Tensor1D, sizes[4]).toFloat() as tf.Tensor);
    const given = tf.tidy(() => model.apply([oneHot, s0, c0], { training: false }) as tf.Tensor | tf.Tensor[]);
    const list = Array.isArray(given) ? given : [given];
    if (list.length !== sizes[1]) throw new Error(`expected ${sizes[1]} outputs, one a character of the result, got ${list.length}`);
    return withoutTensors(tf.tidy(() => tf.stack(list.slice(0, first))));
  });
}

type Compile = (model: tf.LayersModel) => unknown;

/** A model of two outputs, both of two classes, with seeded weights, that `fn` has compiled. */
function compiled(fn: Compile, seed = 1): tf.LayersModel {
  const input = tf.input({ shape: [3] });
  const output = (): tf.SymbolicTensor => tf.layers.dense({ units: 2, activation: 'softmax' }).apply(input) as tf.SymbolicTensor;
  const model = tf.model({ inputs: input, outputs: [output(), output()] });
  tf.tidy(() => model.setWeights(model.getWeights().map((w, i) => makeTensor(seededTensor(seed + i, w.shape, 0.5)) as tf.Tensor)));
  const result = asModel(fn(model));
  if (result !== model) throw new Error('the function should return the model that it was given');
  if (!(model.optimizer as unknown)) throw new Error('the model is not compiled: call model.compile({ optimizer, loss, metrics })');
  return model;
}

/** How the optimizer changes a number, step by step, for gradients that are given. */
export function changes(fn: Compile, gradients: number[]): number[] {
  const { optimizer } = compiled(fn);
  const x = tf.variable(tf.scalar(0));
  return gradients.map((g) => {
    const before = x.dataSync()[0];
    tf.tidy(() => optimizer.applyGradients([{ name: x.name, tensor: tf.scalar(g) }]));
    return x.dataSync()[0] - before;
  });
}

/** The change of the last of n steps with a gradient of 1: the learning rate then. */
export const lastChange = (fn: Compile, n: number): number => changes(fn, new Array<number>(n).fill(1)).at(-1)!;

/** What kind of optimizer, loss and metrics. */
export function compiledWith(fn: Compile): unknown {
  const model = compiled(fn);
  return { optimizer: (model.optimizer.constructor as unknown as { className: string }).className, loss: model.loss, metrics: model.metricsNames.map((name) => name.split('_').at(-1)) };
}

/** Losses of the first training steps on one batch. */
export async function losses(fn: Compile, seed: number, steps: number): Promise<number[]> {
  const model = compiled(fn, seed);
  const x = makeTensor(seededTensor(seed + 50, [8, 3])) as tf.Tensor;
  const y = tf.tidy(() => tf.oneHot(tf.cast(tf.greater(tf.sum(x, 1), 0), 'int32'), 2).toFloat()) as tf.Tensor;
  const found: number[] = [];
  for (let i = 0; i < steps; i++) found.push(((await model.trainOnBatch(x, [y, y])) as number[])[0]);
  return found;
}
