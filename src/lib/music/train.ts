import { FusedLSTM } from '../nn';
import * as np from '../np';
import * as tf from '../tf';
import { Graphs } from '../tf/graph/graphs';

/** The layers with weights of a model of djmodel. */
interface SoloParts {
  cell: FusedLSTM;
  densor: tf.layers.Layer;
}

export interface TrainSolosOptions {
  epochs: number;
  /** 32 unless told, as `fit`. */
  batchSize?: number;
  /** Of the order in which excerpts come; 'none' leaves them in order. 1 unless told. */
  seed?: number | 'none';
  /** Called after each epoch, counted from 0, with the mean loss of its batches' excerpts. */
  onEpochEnd?: (epoch: number, loss: number) => void | Promise<void>;
}

/** @throws Error when the model has not one LSTM by nn.lstm and one dense layer with softmax */
function soloParts(model: tf.LayersModel): SoloParts {
  const cells = model.layers.filter((layer) => layer instanceof FusedLSTM);
  const densors = model.layers.filter((layer) => layer.getClassName() === 'Dense' && (layer.getConfig() as { activation?: unknown }).activation === 'softmax');
  const wrong = (what: string, count: number): Error => new Error(`trainSolos: expected one ${what} in the model, found ${count}: see that check('6.1') passes`);
  if (cells.length !== 1) throw wrong('layer made by nn.lstm', cells.length);
  if (densors.length !== 1) throw wrong('dense layer with softmax', densors.length);
  return { cell: cells[0] as FusedLSTM, densor: densors[0] };
}

/**
 * The model's outputs before their softmax, (T, B, nValues). In training all values are known beforehand, so that the LSTM takes all steps in one operation, and the dense layer all
 * states in one product.
 */
function soloLogits({ cell, densor }: SoloParts, X: tf.Tensor3D): tf.Tensor3D {
  const [B, T] = X.shape;
  const [w, b] = densor.weights.map((weight) => weight.read()) as [tf.Tensor2D, tf.Tensor1D];
  return tf.tidy(() => {
    const zeros = tf.zeros([B, cell.units]) as tf.Tensor2D;
    const rows = tf.reshape(cell.steps(X, [zeros, zeros]), [T * B, cell.units]) as tf.Tensor2D;
    return tf.reshape(tf.add(tf.matMul(rows, w), b), [T, B, w.shape[1]]) as tf.Tensor3D;
  });
}

/** Throws unless the model gives what soloLogits computes from its weights. */
function checkSame(model: tf.LayersModel, parts: SoloParts, X: tf.Tensor3D): void {
  tf.tidy(() => {
    const few = X.slice([0], [Math.min(4, X.shape[0])]);
    const zeros = tf.zeros([few.shape[0], parts.cell.units]);
    const given = model.predict([few, zeros, zeros]);
    const outputs = Array.isArray(given) ? given : [given];
    if (outputs.length !== X.shape[1]) throw new Error(`trainSolos: expected a model with ${X.shape[1]} outputs, one a step of X, got ${outputs.length}`);
    const difference = tf.max(tf.abs(tf.sub(tf.stack(outputs), tf.softmax(soloLogits(parts, few))))).dataSync()[0];
    if (!(difference < 1e-4)) throw new Error(`trainSolos: the model does not compute what djmodel should (outputs differ by ${difference.toPrecision(2)}): see that check('6.1') passes`);
  });
}

const graphs = new Graphs<[tf.Tensor3D, tf.Tensor3D], tf.Scalar>();
type Step = (x: tf.Tensor3D, y: tf.Tensor3D) => tf.Scalar;

/** A step on some excerpts: the loss that model.compile with 'categoricalCrossentropy' has, summed over the outputs. x (B, T, n), y (T, B, n). */
function soloStep(model: tf.LayersModel, parts: SoloParts, optimizer: tf.Optimizer): Step {
  const weights = model.trainableWeights.map((w) => w.read()) as tf.Variable[];
  return graphs.of(model, [optimizer, ...weights], (x, y) => optimizer.minimize(() => tf.div(tf.neg(tf.sum(tf.mul(y, tf.logSoftmax(soloLogits(parts, x))))), x.shape[0]), true, weights)!);
}

/**
 * Trains a model of djmodel from states of zeros. Loss and gradients are those of model.fit, but for rounding, in a twentieth of the operations; the loss is read once an epoch.
 * @param X (m, Tx, nValues)
 * @param Y one tensor (m, nValues) for each of the Tx outputs
 * @returns the loss of each epoch. Set `model.stopTraining` to end after the epoch at hand.
 * @throws Error when the model is no right one, or is not compiled
 */
export async function trainSolos(model: tf.LayersModel, X: tf.Tensor3D, Y: tf.Tensor2D[], options: TrainSolosOptions): Promise<number[]> {
  const { epochs, batchSize = 32, seed = 1, onEpochEnd } = options;
  const optimizer = model.optimizer as tf.Optimizer | undefined;
  if (!optimizer) throw new Error('trainSolos: compile the model first');
  const parts = soloParts(model);
  checkSame(model, parts, X);
  const step = soloStep(model, parts, optimizer);
  const random = seed === 'none' ? null : new np.random.RandomState(seed);
  const targets = tf.tidy(() => tf.stack(Y, 1)) as tf.Tensor3D; // (m, Tx, nValues)
  const losses: number[] = [];
  model.stopTraining = false;
  try {
    for (let epoch = 0; epoch < epochs && !model.stopTraining; epoch++) {
      losses.push(soloEpoch(X, targets, random, batchSize, step));
      await onEpochEnd?.(epoch, losses[epoch]);
      await new Promise((resolve) => setImmediate(resolve)); // lets the notebook show it
    }
  } finally {
    targets.dispose();
  }
  return losses;
}

/** All batches once; the mean loss of an excerpt. */
function soloEpoch(X: tf.Tensor3D, targets: tf.Tensor3D, random: np.random.RandomState | null, batchSize: number, step: Step): number {
  const m = X.shape[0];
  return tf.tidy(() => {
    const order = random && (tf.toTensor(random.permutation(m)).toInt() as tf.Tensor1D);
    const [xs, ys] = order ? [tf.gather(X, order), tf.gather(targets, order)] : [X, targets];
    const losses: tf.Tensor[] = [];
    for (let from = 0; from < m; from += batchSize) {
      const count = Math.min(batchSize, m - from);
      const y = tf.transpose(ys.slice([from], [count]), [1, 0, 2]) as tf.Tensor3D;
      losses.push(tf.mul(step(xs.slice([from], [count]), y), count));
    }
    return tf.div(tf.addN(losses), m).dataSync()[0];
  });
}
