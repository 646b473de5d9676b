import * as np from '../np';
import * as tf from '../tf';
import { Graphs } from '../tf/graph/graphs';
import { trainBatches, type BatchOptions, type TrainingReport } from '../training/batches';
import { attentionForward, attentionParts, type AttentionParts } from './forward';
import { oneHot } from './dataset';

/** `batchSize` is 100 unless told. */
export interface TrainOptions extends Omit<BatchOptions, 'reportsAnEpoch' | 'dropRemainder'> {
  /** The compiled model's unless told. */
  optimizer?: tf.Optimizer;
}

const variables = (model: tf.LayersModel): tf.Variable[] => model.trainableWeights.map((w) => w.read()) as tf.Variable[];

/** Loss and accuracy of one batch of one-hot characters. The loss is the sum over outputs of the mean cross-entropy, as model.compile with 'categoricalCrossentropy' has it. */
export function batchLoss(parts: AttentionParts, x: tf.Tensor3D, y: tf.Tensor3D): { loss: tf.Scalar; accuracy: tf.Scalar } {
  const [B, Ty] = y.shape;
  return tf.tidy(() => {
    const { logits } = attentionForward(parts, x, Ty);
    const loss = tf.div(tf.neg(tf.sum(tf.mul(y, tf.logSoftmax(logits)))), B) as tf.Scalar;
    return { loss, accuracy: tf.mean(tf.cast(tf.equal(tf.argMax(logits, -1), tf.argMax(y, -1)), 'float32')) as tf.Scalar };
  });
}

const graphs = new Graphs<[tf.Tensor2D, tf.Tensor2D], tf.Scalar[]>();

/** A step of training on numbers of characters, (B, Tx) and (B, Ty), as one graph: [loss, accuracy]. */
function trainingStep(model: tf.LayersModel, parts: AttentionParts, optimizer: tf.Optimizer, humans: number, machines: number): (x: tf.Tensor2D, y: tf.Tensor2D) => tf.Scalar[] {
  const weights = variables(model);
  return graphs.of(model, [optimizer, ...weights], (x, y) => {
    let accuracy: tf.Scalar;
    const cost = (): tf.Scalar => {
      const found = batchLoss(parts, tf.oneHot(x, humans, 1, 0, 'float32') as tf.Tensor3D, tf.oneHot(y, machines, 1, 0, 'float32') as tf.Tensor3D);
      accuracy = tf.keep(found.accuracy);
      return found.loss;
    };
    const loss = optimizer.minimize(cost, true, weights)!;
    return [loss, accuracy!];
  });
}

/** Throws unless the model gives what attentionForward computes from its weights. */
function checkSame(model: tf.LayersModel, parts: AttentionParts, x: tf.Tensor3D, Ty: number): void {
  tf.tidy(() => {
    const zeros = tf.zeros([x.shape[0], parts.postAttention.units]);
    const given = model.predict([x, zeros, zeros]);
    const outputs = Array.isArray(given) ? given : [given];
    if (outputs.length !== Ty) throw new Error(`trainDates: expected a model with ${Ty} outputs, one a character of Y, got ${outputs.length}`);
    const difference = tf.max(tf.abs(tf.sub(tf.stack(outputs, 1), tf.softmax(attentionForward(parts, x, Ty).logits)))).dataSync()[0];
    if (!(difference < 1e-4)) throw new Error(`trainDates: the model does not compute what modelf should (outputs differ by ${difference.toPrecision(2)}): see that check('9.1') and check('9.2') pass`);
  });
}

/**
 * Trains a model of modelf. What it computes and its gradients are those of model.fit, but for rounding; the unrolled graph is run in fewer operations, which is several times
 * faster, and numbers are read back a few times an epoch only.
 * @param X (m, Tx), Y (m, Ty): numbers of characters, from preprocessData
 * @returns all reports: the loss is the sum of the cross-entropies of all outputs
 * @throws Error when the model is no right one, or not compiled and no optimizer given
 */
export async function trainDates(model: tf.LayersModel, X: np.NDArray, Y: np.NDArray, options: TrainOptions): Promise<TrainingReport[]> {
  const { epochs, batchSize = 100, seed, onProgress } = options;
  const optimizer = options.optimizer ?? (model.optimizer as tf.Optimizer | undefined);
  if (!optimizer) throw new Error('trainDates: compile the model first, or give an optimizer');
  const parts = attentionParts(model);
  const [humans, machines] = [parts.preAttention.inputSpec?.[0]?.shape?.at(-1) ?? model.inputs[0].shape.at(-1)!, model.outputs[0].shape.at(-1)!];
  const [m, Ty] = Y.shape;
  tf.tidy(() => checkSame(model, parts, oneHot(X.at(np.arange(Math.min(8, m))), humans), Ty));
  const step = trainingStep(model, parts, optimizer, humans, machines);
  const rows = (numbers: np.NDArray): tf.Tensor2D => tf.toTensor(numbers.astype('int32')) as tf.Tensor2D;
  const onBatch = (batch: np.NDArray): [tf.Scalar, tf.Scalar] => tf.tidy(() => step(rows(X.at(batch)), rows(Y.at(batch)))) as [tf.Scalar, tf.Scalar];
  return trainBatches(m, onBatch, { epochs, batchSize, seed, onProgress, reportsAnEpoch: 5, dropRemainder: false });
}
