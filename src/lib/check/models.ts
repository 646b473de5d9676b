/** What probes use to look at models and layers: plain values only, so that they can leave the learner's process and be compared. */
import * as np from '../np';
import * as tf from '../tf';
import { makeTensor, tensorValue, withoutTensors, type TensorValue } from './values';

/** One layer of a model, as far as a test asks. */
export interface LayerSummary {
  /** 'Conv2D', 'LSTM' */
  layer: string;
  /** Shapes with null for the batch; a list of shapes for several outputs. */
  output: unknown;
  parameters: number;
  trainable: boolean;
  /** Positions in `model.layers` of the layers it takes its input from. */
  from: number[];
  /** Further settings by name. */
  [setting: string]: unknown;
}

/** The value, if it is a model; else an error in the learner's terms. */
export function asModel(value: unknown, what = 'the result'): tf.LayersModel {
  if (value instanceof tf.LayersModel) return value;
  throw new TypeError(`${what} should be a model, made by tf.model({ inputs, outputs }), but is ${kind(value)}`);
}

/** The value, if it is a layer. */
export function asLayer(value: unknown, what = 'the result'): tf.layers.Layer {
  if (value instanceof tf.layers.Layer) return value;
  throw new TypeError(`${what} should be a layer, as tf.layers makes them, but is ${kind(value)}`);
}

/** The value, if it is a symbolic tensor: what layers give inside a model. */
export function asSymbolic(value: unknown, what = 'the result'): tf.SymbolicTensor {
  if (value instanceof tf.SymbolicTensor) return value;
  throw new TypeError(`${what} should be the output of a layer, but is ${kind(value)}`);
}

const kind = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? `a list of ${value.length}` : typeof value === 'object' ? `an object of class ${(value as object).constructor?.name ?? 'unknown'}` : `${typeof value === 'undefined' ? '' : 'a '}${typeof value}`);

interface Node {
  inboundLayers: tf.layers.Layer[];
}

/** TensorFlow.js makes all of these one class with different settings: their names by scale, mode and distribution. */
const VARIANCE_SCALING: Record<string, string> = {
  '1 fanAvg uniform': 'GlorotUniform',
  '1 fanAvg normal': 'GlorotNormal',
  '2 fanIn uniform': 'HeUniform',
  '2 fanIn normal': 'HeNormal',
  '1 fanIn uniform': 'LeCunUniform',
  '1 fanIn normal': 'LeCunNormal',
};

function nameOf({ className, config }: { className: string; config?: Record<string, unknown> }): string {
  if (className !== 'VarianceScaling' || !config) return className;
  const values = `${config.scale} ${config.mode} ${config.distribution}`;
  return VARIANCE_SCALING[values] ?? `${className} ${values}`;
}

/** Settings whose value is an object with a class, such as initializers, become the name of the class. */
function setting(config: Record<string, unknown>, name: string): unknown {
  const value = config[name];
  if (typeof value === 'object' && value !== null && 'className' in value) return nameOf(value as { className: string });
  return value ?? null;
}

/**
 * The layers of a model in the order of `model.layers`, with the settings that the test names (of those a layer has), e.g. ['padding', 'activation', 'rate'].
 */
export function summary(model: tf.LayersModel, settings: readonly string[] = []): LayerSummary[] {
  return model.layers.map((layer) => {
    const config = layer.getConfig() as Record<string, unknown>;
    const from = (layer.inboundNodes as unknown as Node[]).flatMap((node) => node.inboundLayers.map((l) => model.layers.indexOf(l))).filter((i) => i >= 0);
    return {
      layer: layer.getClassName(),
      output: layer.outputShape,
      parameters: layer.countParams(),
      trainable: layer.trainable,
      from: [...new Set(from)],
      ...Object.fromEntries(settings.filter((name) => name in config).map((name) => [name, setting(config, name)])),
    };
  });
}

/** Parameters in all, those that training changes, and those that it leaves. */
export function parameterCounts(model: tf.LayersModel): { total: number; trainable: number; frozen: number } {
  const count = (weights: tf.LayerVariable[]): number => weights.reduce((sum, w) => sum + w.shape.reduce((p: number, n) => p * (n ?? 1), 1), 0);
  const [trainable, frozen] = [count(model.trainableWeights), count(model.nonTrainableWeights)];
  return { total: trainable + frozen, trainable, frozen };
}

/** Random numbers as a tensor's plain data: the same on both sides for the same seed. */
export function seededTensor(seed: number, shape: readonly number[], scale = 1): TensorValue {
  const values = new np.random.RandomState(seed).uniform(-scale, scale, [...shape]) as np.NDArray;
  return tensorValue(values);
}

/** Gives a model or layer weights that depend only on the seed and their shapes, uniform in ±scale. */
export function seedWeights(target: tf.LayersModel | tf.layers.Layer, seed: number, scale = 0.5): void {
  tf.tidy(() => target.setWeights(target.getWeights().map((w, i) => makeTensor(seededTensor(seed + i, w.shape, scale)) as tf.Tensor)));
}

/** What a model gives for inputs, as plain data; one tensor or a list as the model has outputs. */
export function outputs(model: tf.LayersModel, inputs: tf.Tensor | tf.Tensor[]): unknown {
  let plain: unknown;
  tf.tidy(() => {
    plain = withoutTensors(model.apply(inputs, { training: false }));
  });
  return plain;
}
