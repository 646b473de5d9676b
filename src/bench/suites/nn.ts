import { RandomState } from '../../lib/np/random';
import * as np from '../../lib/np';
import { lstm } from '../../lib/nn';
import * as tf from '../../lib/tf';
import type { BenchSuite, Work } from '../suite';

const [BATCH, STEPS, DEPTH, UNITS] = [32, 30, 90, 64];
const SHOWN = 10;

type Make = (config: Parameters<typeof lstm>[0]) => tf.layers.Layer;

/** One batch of training: LSTM, softmax of the last step, categorical cross-entropy, Adam. The numbers are those of nn.py. */
const training = (make: Make) => (): Work => {
  const rs = new RandomState(1);
  const draw = (...shape: number[]): tf.Tensor => tf.toTensor(np.multiply(0.1, rs.randn(...shape)));
  const weights = [draw(DEPTH, 4 * UNITS), draw(UNITS, 4 * UNITS), draw(4 * UNITS), draw(UNITS, DEPTH), draw(DEPTH)];
  const x = tf.mul(draw(BATCH, STEPS, DEPTH), 10);
  const y = tf.oneHot(tf.toTensor(rs.randint(0, DEPTH, BATCH) as np.NDArray), DEPTH);
  const cell = {
    units: UNITS,
    inputShape: [STEPS, DEPTH],
    recurrentInitializer: 'zeros',
    recurrentActivation: 'sigmoid',
  };
  const model = tf.sequential({
    layers: [make(cell as Parameters<Make>[0]), tf.layers.dense({ units: DEPTH, activation: 'softmax' })],
  });
  model.setWeights(weights);
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
  const losses: number[] = [];
  return {
    run: async () => {
      const loss = (await model.trainOnBatch(x, y)) as number;
      if (losses.length < SHOWN) losses.push(loss);
    },
    result: () => [losses.length, DEPTH, ...losses],
    tolerance: 1e-3, // float32; both Adams add epsilon in another place
  };
};

const suite: BenchSuite = {
  title: 'gradus/nn against Keras',
  threads: `TensorFlow's own (${tf.backendName})`,
  other: 'Keras',
  environment: 'keras',
  cases: [
    { name: 'lstm', title: 'LSTM, one training batch', repeat: 3, target: 0.6, setup: training(lstm) },
    { name: 'tfjs-lstm', title: 'the same with tf.layers.lstm', repeat: 1, setup: training(tf.layers.lstm) },
  ],
};

export default suite;
