import * as tf from '../tf';
import type { WeightTensor } from './pack';

/** A model's weights with names that stay the same from run to run: layer/weight, with #2, #3, ... where a layer has several of a name. */
function namedVariables(model: tf.LayersModel): [string, tf.Tensor, (value: tf.Tensor) => void][] {
  const seen = new Map<string, number>();
  return model.layers.flatMap((layer) =>
    layer.weights.map((weight): [string, tf.Tensor, (value: tf.Tensor) => void] => {
      const name = `${layer.name}/${weight.originalName.split('/').at(-1)}`; // the original one may hold scopes
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return [count > 1 ? `${name}#${count}` : name, weight.read(), (value) => void weight.write(value)];
    }),
  );
}

/** All weights of a model, those that training does not change too, for saveWeights. Give layers names of their own, or they are numbered by the order of their making. */
export function weightsOfModel(model: tf.LayersModel): Record<string, WeightTensor> {
  return Object.fromEntries(namedVariables(model).map(([name, tensor]) => [name, { shape: tensor.shape, values: Float32Array.from(tensor.dataSync()) }]));
}

/** Puts weights into a model of the same layers. Names and shapes must fit one to one. */
export function setModelWeights(model: tf.LayersModel, tensors: Record<string, WeightTensor>): void {
  const variables = namedVariables(model);
  const names = new Set(variables.map(([name]) => name));
  const surplus = Object.keys(tensors).filter((name) => !names.has(name));
  const missing = [...names].filter((name) => !(name in tensors));
  if (surplus.length + missing.length > 0) throw new Error(`setModelWeights: the weights are of another model: missing ${missing.join(', ') || 'none'}, not wanted ${surplus.join(', ') || 'none'}`);
  for (const [name, tensor, write] of variables) {
    const { shape, values } = tensors[name];
    if (shape.join() !== tensor.shape.join()) throw new Error(`setModelWeights: '${name}' should have shape (${tensor.shape.join(', ')}), the weights have (${shape.join(', ')})`);
    tf.tidy(() => write(tf.tensor(values, shape)));
  }
}
