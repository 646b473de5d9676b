/** Trains the face network of assignment 5 with triplet loss and semi-hard mining on drawn faces. */
import { allPairs, bestThreshold, oneShotAccuracy, verificationAccuracy } from '../lib/faces/evaluate';
import { FACENET_WEIGHTS, faceNet } from '../lib/faces/network';
import { seeded } from '../lib/faces/random';
import * as np from '../lib/np';
import { progress } from '../lib/progress';
import * as tf from '../lib/tf';
import { loadWeights, saveWeights, setModelWeights, weightsOfModel } from '../lib/weights';
import { mineSemiHard } from './faceNet/mining';
import { batch, drawPhotos, encodeAll, type Photos } from './faceNet/photos';
import type { Training } from './types';

export interface FaceTraining {
  /** People to learn from; their seeds start at 10,000. Photos of each. */
  people: number;
  photos: number;
  steps: number;
  /** People in a batch, and photos of each. */
  batchPeople: number;
  batchPhotos: number;
  learningRate: number;
  /** Margin of the triplet loss. */
  alpha: number;
  seed: number;
  /** Whether the weights are written to datasets/faces/weights. */
  save: boolean;
  log: (line: string) => void;
  /** Show how far it is. */
  show: boolean;
  /** People in the final measurement. */
  measured: number;
}

const DEFAULTS: FaceTraining = { people: 1200, photos: 10, steps: 1500, batchPeople: 32, batchPhotos: 4, learningRate: 1e-3, alpha: 0.2, seed: 1, save: true, log: console.log, show: false, measured: 120 };

/** People of these seeds are for training, for choosing the threshold, and for the final measurement: none is in two of them. */
export const SPLITS = { train: 10_000, threshold: 100_000, test: 200_000 } as const;

export interface Measured {
  threshold: number;
  verification: number;
  oneShot: number;
}

/**
 * Trains the network, and writes its weights to datasets/faces/weights.
 * @returns the model, and how well it tells people apart whom it has never seen
 */
export async function train(options: Partial<FaceTraining> = {}): Promise<{ model: tf.Sequential; measured: Measured }> {
  const o = { ...DEFAULTS, ...options };
  const model = faceNet(o.seed);
  const start = Date.now();
  const photos = drawPhotos(SPLITS.train, o.people, o.photos, o.show ? 'drawing people' : undefined);
  const optimizer = tf.train.adam(o.learningRate);
  const d = seeded(o.seed, 5);
  let [loss, triplets] = [0, 0];
  const bar = o.show ? progress(o.steps, { title: 'training' }) : null;
  for (let step = 1; step <= o.steps; step++) {
    setRate(optimizer, o.learningRate * rate(step / o.steps));
    const mined = trainStep(model, optimizer, photos, o, d);
    loss += mined.loss;
    triplets += mined.triplets;
    bar?.update({}, step);
    if (step % 100 === 0) {
      o.log(`step ${step} of ${o.steps}: ${Math.round(triplets / 100)} triplets a batch, mean loss ${(loss / Math.max(1, triplets)).toFixed(4)}, ${seconds(start)}`);
      [loss, triplets] = [0, 0];
    }
    if (step % 500 === 0 && step < o.steps) o.log(`  ${describe(measure(model, 40))}`);
  }
  bar?.done();
  if (o.save) ship(model, o);
  const measured = measure(model, o.measured);
  if (o.save) ship(model, o, measured);
  o.log(`done in ${seconds(start)}: ${describe(measured)}`);
  return { model, measured };
}

/** Writes the weights as float16, and reads them back into the model, so that what ships is what is measured. */
export function ship(model: tf.Sequential, { people, photos, steps, alpha, seed }: Pick<FaceTraining, 'people' | 'photos' | 'steps' | 'alpha' | 'seed'>, measured?: Measured): void {
  saveWeights(FACENET_WEIGHTS, { tensors: weightsOfModel(model), meta: { ...measured, people, photos, steps, alpha, seed } });
  setModelWeights(model, loadWeights(FACENET_WEIGHTS).tensors);
}

const seconds = (since: number): string => `${Math.round((Date.now() - since) / 1000)} s`;
const describe = ({ threshold, verification, oneShot }: Measured): string => `unseen people: threshold ${threshold}, verification ${(100 * verification).toFixed(2)} %, one of twelve ${(100 * oneShot).toFixed(2)} %`;

/** Full for the first 40 %, then falling to 2 % as a cosine. */
const rate = (t: number): number => (t < 0.4 ? 1 : 0.02 + 0.98 * 0.5 * (1 + Math.cos((Math.PI * (t - 0.4)) / 0.6)));

function setRate(optimizer: tf.AdamOptimizer, learningRate: number): void {
  (optimizer as unknown as { learningRate: number }).learningRate = learningRate; // tfjs has no public way
}

/** Positions of a batch: some people, some photos of each. */
function choose(photos: Photos, o: FaceTraining, d: ReturnType<typeof seeded>): { positions: number[]; people: number[] } {
  const some = (n: number, count: number): number[] => {
    const chosen = new Set<number>();
    while (chosen.size < count) chosen.add(d.integer(0, n));
    return [...chosen];
  };
  const people = some(photos.people, o.batchPeople).flatMap((p) => new Array<number>(o.batchPhotos).fill(p));
  const positions = Array.from({ length: o.batchPeople }, (_, i) => some(photos.each, o.batchPhotos).map((k) => people[i * o.batchPhotos] * photos.each + k)).flat();
  return { positions, people };
}

function trainStep(model: tf.Sequential, optimizer: tf.Optimizer, photos: Photos, o: FaceTraining, d: ReturnType<typeof seeded>): { loss: number; triplets: number } {
  const { positions, people } = choose(photos, o, d);
  let mined = { loss: 0, triplets: 0 };
  tf.tidy(() => {
    const x = batch(photos, positions);
    optimizer.minimize(() => {
      const raw = model.apply(x, { training: true }) as tf.Tensor2D;
      const e = raw.div(tf.norm(raw, 'euclidean', -1, true).add(1e-9)) as tf.Tensor2D;
      const squared = tf.sub(2, tf.mul(2, tf.matMul(e, e, false, true))); // (n, n): |a - b|^2 of vectors of length 1
      const found = mineSemiHard(squared.dataSync() as Float32Array, people, o.alpha);
      mined = found;
      // the hinge's gradient with respect to the distances is +1 and -1 where it is active: a weighted sum has the same
      return tf.sum(tf.mul(squared, tf.tensor(found.weights, squared.shape))).div(people.length * (o.batchPhotos - 1)) as tf.Scalar;
    });
  });
  return mined;
}

/** Accuracies on people who are in no training batch; the threshold is chosen on others again. */
export function measure(model: tf.LayersModel, people: number): Measured {
  const each = 5;
  const encodings = (first: number): np.NDArray => encodeAll(model, drawPhotos(first, people, each));
  const who = Array.from({ length: people * each }, (_, i) => Math.floor(i / each));
  const threshold = bestThreshold(allPairs(encodings(SPLITS.threshold), who));
  const test = encodings(SPLITS.test);
  return { threshold, verification: verificationAccuracy(allPairs(test, who), threshold), oneShot: galleries(test, people, each) };
}

/** One photo of each of twelve people is the database, the others are asked for; the mean over all groups of twelve. */
function galleries(encodings: np.NDArray, people: number, each: number): number {
  const groups = Math.floor(people / 12);
  let sum = 0;
  for (let g = 0; g < groups; g++) {
    const rows = Array.from({ length: 12 * each }, (_, i) => g * 12 * each + i);
    const pick = (wanted: boolean): number[] => rows.filter((row) => (row % each === 0) === wanted);
    sum += oneShotAccuracy(np.take(encodings, pick(true), 0), np.take(encodings, pick(false), 0), pick(false).map((row) => Math.floor((row - g * 12 * each) / each)));
  }
  return sum / groups;
}

const training: Training = {
  about: 'the face network of assignment 5: triplet loss on drawn faces; saved as faces/facenet',
  options: { people: 'people to learn from, 1200', photos: 'photos of each, 10', steps: 'batches, 1500', alpha: 'margin, 0.2', seed: 'of weights and batches, 1' },
  run: async ({ options, log }) => {
    const numbers = Object.entries(options).map(([name, text]) => [name, Number(text)] as const);
    for (const [name, value] of numbers) if (!Number.isFinite(value)) throw new Error(`faces: --${name} should be a number, got '${options[name]}'`);
    await train({ ...Object.fromEntries(numbers), show: true, log });
  },
};

export default training;
