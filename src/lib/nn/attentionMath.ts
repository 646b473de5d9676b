import * as tf from '../tf';

/** What a masked score becomes before the softmax: Keras' number. */
export const FAR_BELOW = -1e9;

/** x (B, n, D) by kernel (D, h, k), plus bias (h, k): every head's vectors, (B, h, n, k). One product for all heads. */
export function splitHeads(
  x: tf.Tensor3D,
  kernel: tf.Tensor3D,
  bias: tf.Tensor | undefined,
  heads: number,
): tf.Tensor4D {
  const [batch, n, depth] = x.shape;
  const size = kernel.shape[2];
  const rows = tf.fused.matMul({
    a: tf.reshape(x, [batch * n, depth]) as tf.Tensor2D,
    b: tf.reshape(kernel, [depth, heads * size]) as tf.Tensor2D,
    bias: bias && tf.reshape(bias, [heads * size]),
  }); // (B n, h k)
  return tf.transpose(tf.reshape(rows, [batch, n, heads, size]), [0, 2, 1, 3]);
}

/** All heads' results (B, h, T, v) by kernel (h, v, out), plus bias (out): (B, T, out). */
export function merge(mixed: tf.Tensor4D, kernel: tf.Tensor3D, bias: tf.Tensor | undefined): tf.Tensor3D {
  const [batch, heads, n, size] = mixed.shape;
  const out = kernel.shape[2];
  const rows = tf.fused.matMul({
    a: tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [batch * n, heads * size]) as tf.Tensor2D,
    b: tf.reshape(kernel, [heads * size, out]) as tf.Tensor2D,
    bias,
  });
  return tf.reshape(rows, [batch, n, out]);
}

/**
 * softmax(q kᵀ) v, for q (B, h, T, k) that is scaled already, k (B, h, S, k), v (B, h, S, v).
 * @param allowed bool, true where T may attend to S, broadcast to the scores; a row without any has scores of 0, as in Keras.
 * @returns the result (B, h, T, v) and the scores (B, h, T, S), without dropout.
 */
export function attend(
  q: tf.Tensor4D,
  k: tf.Tensor4D,
  v: tf.Tensor4D,
  allowed: tf.Tensor | null,
  dropout: number,
): [mixed: tf.Tensor4D, scores: tf.Tensor4D] {
  const raw = tf.matMul(q, k, false, true); // (B, h, T, S)
  let scores = raw;
  if (allowed) {
    const mask = tf.broadcastTo(allowed, raw.shape);
    const masked = tf.where(mask, raw, tf.fill(raw.shape, FAR_BELOW));
    scores = tf.mul(tf.softmax(masked), tf.cast(mask, 'float32'));
  } else scores = tf.softmax(raw);
  const used = dropout > 0 ? tf.dropout(scores, dropout) : scores;
  return [tf.matMul(used, v) as tf.Tensor4D, scores as tf.Tensor4D];
}

/** The masks that can be there: attention (B, T, S), padding (B, T) and (B, S), causal by its size [T, S]. */
export interface Masks {
  attention?: tf.Tensor | null;
  query?: tf.Tensor | null;
  value?: tf.Tensor | null;
  key?: tf.Tensor | null;
  causal?: [number, number] | null;
}

const bool = (mask: tf.Tensor): tf.Tensor => (mask.dtype === 'bool' ? mask : tf.greater(mask, 0.5));

/** All masks as one, true where all allow it: (B or 1, 1, T, S), or null without any. */
export function combineMasks({ attention, query, value, key, causal }: Masks): tf.Tensor | null {
  const masks: tf.Tensor[] = [];
  if (query) masks.push(tf.expandDims(bool(query), -1)); // (B, T, 1)
  if (value) masks.push(tf.expandDims(bool(value), -2)); // (B, 1, S)
  if (key) masks.push(tf.expandDims(bool(key), -2));
  if (attention) masks.push(attention.rank === 2 ? tf.expandDims(bool(attention), 0) : bool(attention));
  if (causal) {
    const [rows, columns] = causal.map((n) => tf.range(0, n));
    masks.push(tf.expandDims(tf.greaterEqual(tf.expandDims(rows, 1), columns), 0)); // (1, T, S)
  }
  if (masks.length === 0) return null;
  const all = masks.reduce((a, b) => tf.logicalAnd(a, b));
  return all.rank === 4 ? all : tf.expandDims(all, 1); // the same for all heads
}
