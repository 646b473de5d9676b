import * as tf from '../tf';

/** (B, T, D) to (T, B, D). */
export const timeFirst = (x: tf.Tensor3D): tf.Tensor3D => tf.transpose(x, [1, 0, 2]);

/** The steps in turn: (T, B, D) from last to first if asked for. */
export const flip = (x: tf.Tensor3D, backwards: boolean): tf.Tensor3D => (backwards ? tf.reverse(x, 0) : x);

/** Input dropout as Keras does it: one mask for all steps of a sequence. x (B, T, D). */
export function dropInputs(x: tf.Tensor3D, cell: { dropout: number; dropoutFunc: Function }, training: boolean): tf.Tensor3D {
  if (!training || cell.dropout === 0) return x;
  const ones = tf.ones([x.shape[0], 1, x.shape[2]]);
  const mask = cell.dropoutFunc ? (cell.dropoutFunc(ones, cell.dropout) as tf.Tensor) : tf.dropout(ones, cell.dropout);
  return tf.mul(x, mask);
}

/** A protected part of a layer that recurrent layers here need. */
type Recurrent = Pick<tf.RNN, 'returnSequences' | 'returnState' | 'stateful' | 'resetStates'>;

const lastOf = (x: tf.Tensor): tf.Tensor => tf.squeeze(tf.slice(x, [x.shape[0] - 1], [1]), [0]);

/** A recurrent layer's outputs, from h and the further states of all steps, each (T, B, u). */
export function outputs(
  layer: Recurrent,
  h: tf.Tensor,
  further: readonly tf.Tensor[],
  training: boolean,
): tf.Tensor | tf.Tensor[] {
  const last = lastOf(h); // (B, u)
  const output = layer.returnSequences ? tf.transpose(h, [1, 0, 2]) : last;
  if (!layer.returnState && !layer.stateful) return output;
  const states = [last, ...further.map(lastOf)];
  if (layer.stateful) layer.resetStates(states, training);
  return layer.returnState ? [output, ...states] : output;
}
