import { encode, HUMAN_VOCAB, loadDataset, MACHINE_VOCAB } from '../../lib/dates';
import * as np from '../../lib/np';
import * as tf from '../../lib/tf';
import { scheduledAdam, trainBatches, warmupThenDecay } from '../../lib/transformer';
import type { Size, Work } from '../suite';
import { handOver, numbered } from '../work/exchange';
import { startWeights } from './start';
import { BenchTransformer, positions } from './transformerModel';

const [TX, TY, BATCH, START] = [30, 10, 64, 11];
const SIZES = {
  tiny: { m: 64, depth: 8, heads: 2, inner: 8, layers: 1, epochs: 1, steps: 1000 },
  usual: { m: 640, depth: 64, heads: 4, inner: 128, layers: 2, epochs: 2, steps: 1000 },
  full: { m: 10_000, depth: 64, heads: 4, inner: 128, layers: 2, epochs: 4, steps: 624 },
} as const;

interface Dates {
  inputs: np.NDArray;
  targets: np.NDArray;
  written: np.NDArray;
}

function dates(m: number): Dates {
  const { dataset } = loadDataset(m);
  const inputs = np.mod(np.add(encode(dataset.map(([human]) => human), TX, HUMAN_VOCAB), 1), 37).astype('int32');
  const targets = encode(dataset.map(([, machine]) => machine), TY, MACHINE_VOCAB);
  return { inputs, targets, written: np.concatenate([np.full([m, 1], START).astype('int32'), targets.at(':', ':-1')], 1) };
}

/** A step as the notebook's makeStep does it. */
function makeStep(model: BenchTransformer, data: Dates, optimizer: tf.Optimizer): (rows: np.NDArray) => [tf.Scalar, tf.Scalar] {
  const step = tf.function((inputs: tf.Tensor2D, written: tf.Tensor2D, targets: tf.Tensor2D) => {
    let accuracy: tf.Scalar;
    const loss = optimizer.minimize(() => {
      const probabilities = model.call(inputs, written, true);
      accuracy = tf.keep(tf.mean(tf.cast(tf.equal(tf.argMax(probabilities, -1), targets), 'float32'))) as tf.Scalar;
      const right = tf.sum(tf.mul(probabilities, tf.oneHot(targets, probabilities.shape[2]!)), -1); // (B, m)
      return tf.neg(tf.mean(tf.log(tf.add(right, 1e-7)))) as tf.Scalar;
    }, true, model.trainableVariables)!; // prettier-ignore
    return [loss, accuracy!];
  });
  return (rows) => tf.tidy(() => step(...([data.inputs, data.written, data.targets].map((a) => tf.toTensor(a.at(rows))) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D])) as [tf.Scalar, tf.Scalar]);
}

/** Assignment 10. tfjs-layers has no attention, so that there is nothing to compare with as it comes. */
export function transformerTraining(size: Size = 'usual'): Work {
  const { m, epochs, steps, ...shape } = SIZES[size];
  const data = dates(m);
  const model = new BenchTransformer(shape, 37, 12, TX);
  tf.tidy(() => model.call(tf.zeros([1, TX], 'int32'), tf.zeros([1, TY], 'int32'), false)); // makes the weights
  const weights = startWeights(model.layers);
  for (const layer of model.layers.filter((l) => l.getClassName() === 'FusedLayerNormalization')) layer.setWeights([tf.ones([shape.depth]), tf.zeros([shape.depth])]);
  handOver('transformer', { ...shape, steps, epochs, ...data, places: positions(TX, shape.depth), ...numbered(weights) });
  const step = makeStep(model, data, scheduledAdam(warmupThenDecay(2e-3, 60, steps)));
  let losses: number[] = [];
  return {
    run: async () => {
      const reports = await trainBatches(m, step, { epochs, batchSize: BATCH });
      losses = Array.from({ length: epochs }, (_, e) => np.mean(reports.filter((r) => r.epoch === e + 1).map((r) => r.loss)) as number);
    },
    result: () => [m, losses[0], losses.at(-1)!],
    tolerance: [0, 2e-2, 5e-2],
  };
}
