import * as tf from '../tf';
import { loadWeights, type WeightTensor } from '../weights';
import { attentionParts } from './forward';

/** The name under which `npm run train -- dates` saves what it trained. */
export const SHIPPED = 'dates/translator';

/** The weights of a model of modelf by names that do not depend on how often a notebook made layers: 'postAttention/1'. */
function named(model: tf.LayersModel): [string, tf.LayerVariable][] {
  const parts = Object.entries(attentionParts(model)) as [string, tf.layers.Layer][];
  return parts.flatMap(([part, layer]) => layer.weights.map((weight, i): [string, tf.LayerVariable] => [`${part}/${i}`, weight]));
}

/** All weights of a model of modelf, for saveWeights. */
export function dateWeights(model: tf.LayersModel): Record<string, WeightTensor> {
  return Object.fromEntries(named(model).map(([name, w]) => [name, { shape: w.read().shape, values: Float32Array.from(w.read().dataSync()) }]));
}

/**
 * Puts the trained weights that ship with the pack into a model of modelf, instead of those it has.
 * @throws Error when the files are missing or damaged, or the model has other sizes than they were trained for
 */
export function loadDateWeights(model: tf.LayersModel): void {
  const { tensors } = loadWeights(SHIPPED);
  for (const [name, weight] of named(model)) {
    const found = tensors[name] as WeightTensor | undefined;
    const shape = weight.read().shape;
    if (found?.shape.join() !== shape.join()) throw new Error(`loadDateWeights: the model's ${name} has shape (${shape.join(', ')}), the shipped one (${found?.shape.join(', ') ?? 'is missing'}): make the model with modelf(30, 10, 32, 64, 37, 11)`);
  }
  tf.tidy(() => {
    for (const [name, weight] of named(model)) weight.write(tf.tensor(tensors[name].values, tensors[name].shape));
  });
}
