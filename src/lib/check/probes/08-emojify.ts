/** Probes of assignment 8: what its models do, as plain values. */
import * as np from '../../np';
import * as tf from '../../tf';
import { asLayer, asModel, outputs, parameterCounts, seededTensor, seedWeights, summary, type LayerSummary } from '../models';
import { makeTensor, withoutTensors } from '../values';

type Vectors = Record<string, np.NDArray>;
type Indices = Record<string, number>;

type Model = (...args: unknown[]) => unknown;

/** The average model trained from seeded weights, and what it printed. */
function logged(fn: Model, seed: number, args: unknown[]): { result: unknown; lines: string[] } {
  const { log } = console;
  const lines: string[] = [];
  console.log = (...parts: unknown[]) => lines.push(parts.join(' '));
  try {
    np.random.seed(seed);
    return { result: fn(...args), lines };
  } finally {
    console.log = log;
  }
}

/** The average model trained from seeded weights, without its log. */
export const trained = (fn: Model, seed: number, ...args: unknown[]): unknown => logged(fn, seed, args).result;

/** The costs that the model prints while it is trained. */
export function costs(fn: Model, seed: number, ...args: unknown[]): number[] {
  return logged(fn, seed, args).lines.flatMap((line) => /cost of the last message (\S+)/.exec(line)?.slice(1) ?? []).map(Number); // prettier-ignore
}

/** An embedding layer: its kind, its table, and whether it is trained. */
export function embedding(fn: (map: Vectors, index: Indices) => unknown, map: Vectors, index: Indices): unknown {
  const layer = asLayer(fn(map, index), 'the result');
  if (layer.getWeights().length === 0) throw new Error('the layer has no weights yet: call build and setWeights before you return it');
  return { layer: layer.getClassName(), trainable: layer.trainable, table: withoutTensors(layer.getWeights()[0]) };
}

/** Rows that an embedding layer gives for numbers of words. */
export function embedded(fn: (map: Vectors, index: Indices) => unknown, map: Vectors, index: Indices, rows: number[][]): unknown {
  const layer = asLayer(fn(map, index), 'the result');
  let plain: unknown;
  tf.tidy(() => {
    plain = withoutTensors(layer.apply(tf.tensor2d(rows, undefined, 'int32')));
  });
  return plain;
}

const SETTINGS = ['units', 'returnSequences', 'rate', 'activation', 'recurrentActivation', 'inputDim', 'outputDim'];

type Build = (shape: number[], map: Vectors, index: Indices) => unknown;

/** The layers of the network, without where they come from. */
export function layers(fn: Build, shape: number[], map: Vectors, index: Indices): LayerSummary[] {
  return summary(asModel(fn(shape, map, index)), SETTINGS);
}

/** One setting of the network's layers of a kind: 'FusedLSTM', 'returnSequences'. */
export function settings(fn: Build, shape: number[], map: Vectors, index: Indices, kind: string, name: string): unknown {
  return summary(asModel(fn(shape, map, index)), SETTINGS).filter(({ layer }) => layer === kind).map((layer) => layer[name] ?? null); // prettier-ignore
}

export function parameters(fn: Build, shape: number[], map: Vectors, index: Indices): unknown {
  return parameterCounts(asModel(fn(shape, map, index)));
}

/** Probabilities for rows of word numbers, under seeded weights; the embedding keeps its own. */
export function probabilities(fn: Build, shape: number[], map: Vectors, index: Indices, seed: number, rows: number[][]): unknown {
  const model = asModel(fn(shape, map, index));
  model.layers.filter((layer) => layer.getWeights().length > 0 && layer.getClassName() !== 'Embedding').forEach((layer, i) => seedWeights(layer, seed + 10 * i));
  const input = tf.tensor2d(rows, undefined, 'int32');
  const result = outputs(model, input);
  input.dispose();
  return result;
}

/** Which layers change when the network is trained for one step: by name of the class. */
export async function changed(fn: Build, shape: number[], map: Vectors, index: Indices, rows: number[][]): Promise<unknown> {
  const model = asModel(fn(shape, map, index));
  const before = model.layers.map((layer) => layer.getWeights().map((w) => w.dataSync().slice()));
  model.compile({ optimizer: tf.train.sgd(1), loss: 'categoricalCrossentropy' });
  const labels = makeTensor(seededTensor(5, [rows.length, 5])) as tf.Tensor;
  const oneHot = tf.oneHot(labels.argMax(-1), 5);
  await model.trainOnBatch(tf.tensor2d(rows, undefined, 'int32'), oneHot);
  return model.layers
    .map((layer, i) => ({ layer: layer.getClassName(), weights: before[i].length, changed: layer.getWeights().some((w, j) => w.dataSync().some((x, k) => x !== before[i][j][k])) }))
    .filter(({ weights }) => weights > 0);
}
