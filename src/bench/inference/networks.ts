import { encode as encodeDates, HUMAN_VOCAB, oneHot, translate } from '../../lib/dates';
import { encode, faceNet } from '../../lib/faces';
import * as nn from '../../lib/nn';
import * as np from '../../lib/np';
import * as tf from '../../lib/tf';
import type { Work } from '../suite';
import { datesModel } from '../training/dates';
import { startWeights } from '../training/start';
import { handOver, numbered } from '../work/exchange';

/** The encoding of one picture of a face. */
export function face(): Work {
  const model = faceNet();
  const weights = startWeights(model.layers.filter((layer) => layer.weights.length > 0), 2);
  const picture = tf.toTensor(new np.random.RandomState(5).rand(1, 64, 64, 3)) as tf.Tensor4D;
  handOver('face', { picture, ...numbered(weights) });
  let last: number[] = [];
  return {
    run: () => {
      const encoding = encode(model, picture);
      last = [...encoding.dataSync()];
      encoding.dispose();
    },
    result: () => last,
    tolerance: 1e-2, // some of 128 numbers are next to 0
  };
}

/** The translation of one date. */
export function date(): Work {
  const { layers, model } = datesModel({ nA: 32, nS: 64 });
  const weights = startWeights(layers, 4);
  const text = 'saturday may 9 2018';
  handOver('date', { X: oneHot(encodeDates([text], 30, HUMAN_VOCAB), 37), ...numbered(weights) });
  let last = '';
  return { run: () => void ([last] = translate(model, [text])), result: () => [last.length, ...[...last].map((c) => '-0123456789'.indexOf(c))] };
}

const [VALUES, UNITS, NOTES] = [90, 64, 8];

/** Eight values, about a bar, each fed back in as assignment 6's musicInferenceModel does. */
export function bar(): Work {
  const cell = nn.lstm({ units: UNITS, returnState: true });
  const densor = tf.layers.dense({ units: VALUES, activation: 'softmax' });
  const x0 = tf.input({ shape: [1, VALUES] });
  const [a0, c0] = [tf.input({ shape: [UNITS] }), tf.input({ shape: [UNITS] })];
  let [x, a, c] = [x0, a0, c0];
  const outputs: tf.SymbolicTensor[] = [];
  for (let t = 0; t < NOTES; t++) {
    [, a, c] = cell.apply(x, { initialState: [a, c] }) as tf.SymbolicTensor[];
    outputs.push(densor.apply(a) as tf.SymbolicTensor);
    const said = nn.oneHot(VALUES).apply(nn.argMax().apply(outputs[t]));
    x = tf.layers.repeatVector({ n: 1 }).apply(said) as tf.SymbolicTensor;
  }
  const model = tf.model({ inputs: [x0, a0, c0], outputs });
  const weights = startWeights([cell, densor], 4);
  const state = tf.toTensor(new np.random.RandomState(6).randn(1, UNITS));
  handOver('bar', { state, ...numbered(weights) });
  const inputs = [tf.zeros([1, 1, VALUES]), state, state];
  let last: number[] = [];
  return {
    run: () => {
      last = tf.tidy(() => [...tf.argMax(tf.stack(model.predict(inputs) as tf.Tensor[]), -1).dataSync()]);
    },
    result: () => last,
  };
}
