/** Trains the detector of assignment 3 on rendered road scenes and saves it as road/detector. */
import { RandomState } from '../lib/np/random';
import { progress } from '../lib/progress';
import * as tf from '../lib/tf';
import { saveWeights, weightsOfModel } from '../lib/weights';
import { detectorModel, encodeBoxes, kMeansAnchors, normalizePixels, STRIDE, yoloLoss, type DetectorShape, type EncodableBox } from '../lib/yolo';
import { augment } from './detector/augment';
import { evaluateDetector } from './detector/evaluate';
import { keptFrames, type FrameSet } from './detector/frames';
import type { Training } from './types';

const SIZE = { width: 224, height: 128 };
const CLASSES = ['car', 'truck', 'bus', 'person', 'traffic light'];
const ANCHORS = 5;
const BATCH = 16;
const LEARNING_RATE = 2e-3;
/** Seeds of scenes: training and validation never share one, and tests start at 900000. */
const [TRAIN_SEED, VALIDATION_SEED] = [10_000, 800_000];

type Sample = { pixels: Uint8Array; target: Float32Array; counts: Float32Array };

const toObjects = ({ width, height }: FrameSet, boxes: FrameSet['boxes'][number]): EncodableBox[] =>
  boxes.map(({ class: name, box: [l, t, r, b], difficult }) => ({ class: CLASSES.indexOf(name), difficult, box: [l / width, t / height, r / width, b / height] }));

/** Shapes of the objects that count, in cells. */
const shapesOf = (frames: FrameSet): [number, number][] => frames.boxes.flat().filter((b) => !b.difficult).map(({ box: [l, t, r, b] }): [number, number] => [(r - l) / STRIDE, (b - t) / STRIDE]); // prettier-ignore

/** A frame, changed at random, with its target. */
function prepare(frames: FrameSet, i: number, shape: DetectorShape, random: RandomState): Sample {
  const { width, height } = frames;
  const { pixels, objects } = augment({ pixels: frames.images[i], objects: toObjects(frames, frames.boxes[i]) }, width, height, random);
  const grid = { rows: height / STRIDE, columns: width / STRIDE, anchors: shape.anchors, numClasses: CLASSES.length };
  return { pixels, ...encodeBoxes(objects, grid) };
}

function stack(samples: Sample[], { width, height, anchors }: DetectorShape): [tf.Tensor, tf.Tensor5D, tf.Tensor4D] {
  const m = samples.length;
  const join = (key: keyof Sample, shape: number[]): tf.Tensor => {
    const out = new Float32Array(shape.reduce((a, b) => a * b, 1));
    samples.forEach((sample, i) => out.set(sample[key], (i * out.length) / m));
    return tf.tensor(out, shape);
  };
  const grid = [m, height / STRIDE, width / STRIDE, anchors.length];
  return [join('pixels', [m, height, width, 3]), join('target', [...grid, 5 + CLASSES.length]) as tf.Tensor5D, join('counts', grid) as tf.Tensor4D];
}

/** Rises for the first steps, then falls as half a cosine wave to almost nothing. */
function rateAt(step: number, steps: number): number {
  const warm = Math.min(1, (step + 1) / 100);
  return LEARNING_RATE * warm * (0.01 + 0.99 * 0.5 * (1 + Math.cos((Math.PI * step) / steps)));
}

async function fit(model: tf.LayersModel, shape: DetectorShape, frames: FrameSet, epochs: number): Promise<void> {
  const bar = progress(epochs, { title: 'training', unit: 'epoch' });
  const random = new RandomState(1);
  const optimizer = tf.train.adam(LEARNING_RATE);
  const perEpoch = Math.floor(frames.images.length / BATCH);
  let mean = 0;
  for (let epoch = 0, step = 0; epoch < epochs; epoch++) {
    const order = random.permutation(frames.images.length).tolist() as number[];
    for (let batch = 0; batch < perEpoch; batch++, step++) {
      const samples = order.slice(batch * BATCH, (batch + 1) * BATCH).map((i) => prepare(frames, i, shape, random));
      (optimizer as unknown as { learningRate: number }).learningRate = rateAt(step, epochs * perEpoch);
      const loss = tf.tidy(() => {
        const [pixels, targets, counts] = stack(samples, shape);
        const x = normalizePixels(pixels);
        return optimizer.minimize(() => yoloLoss(model.apply(x, { training: true }) as tf.Tensor4D, targets, counts), true)!.dataSync()[0];
      });
      mean = step === 0 ? loss : 0.98 * mean + 0.02 * loss;
      bar.update({ loss: mean }, (step + 1) / perEpoch);
      if (step % 20 === 0) await new Promise(setImmediate);
    }
  }
  bar.done();
}

const training: Training = {
  about: 'a small YOLOv2-style network that finds cars, trucks, buses, people and traffic lights on road scenes (assignment 3)',
  options: { frames: 'rendered scenes to learn from (3500)', epochs: 'rounds through them (24)', name: 'where the weights go (road/detector)', cache: 'a folder that keeps the scenes for the next run (none)' },
  run: async ({ options, log }) => {
    const [count, epochs, name] = [Number(options.frames ?? 3500), Number(options.epochs ?? 24), options.name ?? 'road/detector'];
    const frames = await keptFrames(options.cache, SIZE, TRAIN_SEED, count, 'rendering');
    const anchors = kMeansAnchors(shapesOf(frames).slice(0, 8000), ANCHORS, { seed: 1 }).map(([w, h]): [number, number] => [Number(w.toFixed(3)), Number(h.toFixed(3))]);
    log(`anchors in cells: ${anchors.map((a) => a.join(' x ')).join(', ')}`);
    const shape: DetectorShape = { ...SIZE, anchors, classNames: CLASSES };
    const model = detectorModel(shape);
    await fit(model, shape, frames, epochs);
    const validation = await keptFrames(options.cache, SIZE, VALIDATION_SEED, 200, 'validation scenes');
    const { mean, classes } = evaluateDetector(model, shape, validation);
    for (const [label, { ap, truths }] of classes) log(`  ${label}: AP ${ap.toFixed(3)} of ${truths}`);
    log(`mAP@0.5 on 200 unseen scenes: ${mean.toFixed(3)}`);
    const { bytes } = saveWeights(name, { tensors: weightsOfModel(model), meta: { ...shape, frames: count, epochs, mAP: Number(mean.toFixed(4)) } });
    log(`saved ${name}: ${(bytes / 1e6).toFixed(2)} MB`);
  },
};

export default training;
