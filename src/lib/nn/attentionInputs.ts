import * as tf from '../tf';

export const isSymbolic = (x: unknown): x is tf.SymbolicTensor => x instanceof tf.SymbolicTensor;

/** A mask among a layer's inputs is known by its type: sequences are never bool. */
export const isMask = (x: tf.Tensor): boolean => x.dtype === 'bool';

/** Makes a mask of a graph bool: true above 0.5. */
class ToBool extends tf.layers.Layer {
  static className = 'ToBool';

  override apply(
    inputs: tf.Tensor | tf.Tensor[] | tf.SymbolicTensor | tf.SymbolicTensor[],
    kwargs?: { [key: string]: any },
  ) {
    const output = super.apply(inputs, kwargs);
    if (isSymbolic(output)) (output as { dtype: tf.DataType }).dtype = 'bool'; // tfjs-layers takes the type of a layer's weights
    return output;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    return tf.tidy(() => (x.dtype === 'bool' ? tf.clone(x) : tf.greater(x, 0.5)));
  }
}
tf.serialization.registerClass(ToBool);

/**
 * The inputs of an attention as they go through a graph: query, then value and key where they differ from the one before, then the mask, made bool. A tensor must not be there
 * twice: tfjs-layers counts every place as a use of its own, and disposes it while others still need it.
 *
 * @throws Error for a wrong number of inputs.
 */
export function compact(inputs: tf.Tensor[], attentionMask: tf.Tensor | undefined): tf.Tensor[] {
  const given = isMask(inputs.at(-1)!) ? inputs.pop() : attentionMask;
  // One sequence alone comes from a graph of self-attention only, or with self-attention in mind.
  if (inputs.length < 1 || inputs.length > 3)
    throw new Error(`multiHeadAttention: expected [query, value] or [query, value, key], got ${inputs.length} tensors`);
  const [query, value = query, key = value] = inputs;
  const list = key !== value ? [query, value, key] : value !== query ? [query, value] : [query];
  if (isSymbolic(query) && new Set(list).size < list.length)
    throw new Error(
      'multiHeadAttention: expected a key that is neither the query nor alone apart from the value in a graph',
    );
  if (!given) return list;
  if (given.dtype === 'bool') return [...list, given];
  return [...list, isSymbolic(given) ? (new ToBool({}).apply(given) as unknown as tf.Tensor) : tf.greater(given, 0.5)];
}
