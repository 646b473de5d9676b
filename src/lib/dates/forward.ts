import { FusedLSTM, lstmStep } from '../nn';
import * as tf from '../tf';

/** The layers with weights of a model with attention, as modelf makes it. */
export interface AttentionParts {
  /** (B, Tx, 37) to (B, Tx, 2 nA). */
  preAttention: tf.layers.Layer;
  /** [a, sPrev] to 10 numbers by tanh, and these to one energy by relu. */
  densor1: tf.layers.Layer;
  densor2: tf.layers.Layer;
  postAttention: FusedLSTM;
  output: tf.layers.Layer;
}

/** The parts of a model that `modelf` has made. @throws when they are not as they should be; the message says which. */
export function attentionParts(model: tf.LayersModel): AttentionParts {
  const only = (what: string, test: (layer: tf.layers.Layer, config: Record<string, unknown>) => boolean): tf.layers.Layer => {
    const found = model.layers.filter((layer) => test(layer, layer.getConfig() as Record<string, unknown>));
    if (found.length === 1) return found[0];
    throw new Error(`attentionParts: expected one ${what} in the model, found ${found.length}: see that check('9.1') and check('9.2') pass`);
  };
  const dense = (units: number | null, activation: string) => (layer: tf.layers.Layer, config: Record<string, unknown>): boolean => layer.getClassName() === 'Dense' && config.activation === activation && (units === null || config.units === units);
  return {
    preAttention: only('bidirectional layer', (layer) => layer.getClassName() === 'Bidirectional'),
    densor1: only('dense layer with tanh', dense(null, 'tanh')),
    densor2: only('dense layer of 1 unit with relu', dense(1, 'relu')),
    postAttention: only('layer made by nn.lstm', (layer) => layer instanceof FusedLSTM) as FusedLSTM,
    output: only('dense layer with softmax', dense(null, 'softmax')),
  };
}

const weights = (layer: tf.layers.Layer): tf.Tensor[] => layer.weights.map((w) => w.read());

/**
 * The model's outputs, by the same weights in fewer operations: what the first dense layer makes of `a` is the same in each step and is computed once, and the outputs
 * of all steps go through the last layer together. Gradients flow through.
 * @param x one-hot characters (B, Tx, 37)
 * @param Ty how many steps
 * @returns logits (B, Ty, 11), the outputs before their softmax, and alphas (B, Ty, Tx), the attention of each step
 */
export function attentionForward(parts: AttentionParts, x: tf.Tensor3D, Ty: number): { logits: tf.Tensor3D; alphas: tf.Tensor3D } {
  const [w1, b1] = weights(parts.densor1) as [tf.Tensor2D, tf.Tensor1D]; // (2 nA + nS, 10)
  const [w2, b2] = weights(parts.densor2) as [tf.Tensor2D, tf.Tensor1D]; // (10, 1)
  const [wy, by] = weights(parts.output) as [tf.Tensor2D, tf.Tensor1D]; // (nS, 11)
  const nS = parts.postAttention.units;
  const [B, Tx] = x.shape;
  return tf.tidy(() => {
    const a = parts.preAttention.apply(x) as tf.Tensor3D; // (B, Tx, 2 nA)
    const width = a.shape[2];
    const [wa, ws] = tf.split(w1, [width, nS], 0);
    const fromA = tf.add(tf.matMul(a.reshape([B * Tx, width]), wa), b1).reshape([B, Tx, -1]); // (B, Tx, 10)
    let [s, c] = [tf.zeros([B, nS]) as tf.Tensor2D, tf.zeros([B, nS]) as tf.Tensor2D];
    const states: tf.Tensor2D[] = [];
    const attention: tf.Tensor2D[] = [];
    for (let t = 0; t < Ty; t++) {
      const hidden = tf.tanh(tf.add(fromA, tf.expandDims(tf.matMul(s, ws as tf.Tensor2D), 1))); // (B, Tx, 10)
      const energies = tf.relu(tf.add(tf.matMul(hidden.reshape([B * Tx, -1]), w2), b2)).reshape([B, Tx]);
      const alphas = tf.softmax(energies) as tf.Tensor2D;
      const context = tf.matMul(alphas.reshape([B, 1, Tx]), a).reshape([B, width]) as tf.Tensor2D;
      [s, c] = lstmStep(parts.postAttention, context, [s, c]);
      states.push(s);
      attention.push(alphas);
    }
    const all = tf.stack(states, 1); // (B, Ty, nS)
    const logits = tf.add(tf.matMul(all.reshape([B * Ty, nS]), wy), by).reshape([B, Ty, -1]) as tf.Tensor3D;
    return { logits, alphas: tf.stack(attention, 1) as tf.Tensor3D };
  });
}
