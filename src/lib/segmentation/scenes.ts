import { RandomState } from '../np/random';
import { roadScenes } from '../road';
import { progress } from '../progress';
import * as tf from '../tf';

/** Pictures of one size with their masks, as bytes: a tenth of the memory that tensors would take. */
export interface SceneSet {
  count: number;
  height: number;
  width: number;
  /** Red, green, blue 0..255: count * height * width * 3 bytes, picture by picture. */
  images: Uint8Array;
  /** Class numbers 0..22: count * height * width bytes. */
  masks: Uint8Array;
}

export interface MakeScenesOptions {
  /** Seed of the first scene; the others follow: first + 1, first + 2, ... */
  first: number;
  count: number;
  height: number;
  width: number;
  /** What the progress bar calls them; no bar without it. */
  title?: string;
}

const WAIT_MS = 1000;
const wait = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Renders road scenes with their masks, the same ones for the same seeds. Shows how far it is. */
export async function makeScenes({ first, count, height, width, title }: MakeScenesOptions): Promise<SceneSet> {
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`makeScenes: expected a count of at least 1, got ${count}`);
  const set = {
    count,
    height,
    width,
    images: new Uint8Array(count * height * width * 3),
    masks: new Uint8Array(count * height * width),
  };
  const bar = title ? progress(count, { title, unit: 'scene' }) : null;
  let [done, waited] = [0, Date.now()];
  for (const { image, mask } of roadScenes({ first, count, width, height })) {
    set.images.set(image, done * image.length);
    set.masks.set(mask, done * mask.length);
    done++;
    bar?.update();
    if (Date.now() - waited < WAIT_MS) continue;
    waited = Date.now();
    await wait(); // an interrupt can come through
  }
  bar?.done();
  return set;
}

/** Scenes as tensors: pictures (k, height, width, 3) in 0..1 and masks (k, height, width, 1) int32. */
export function toTensors(
  { height, width, images, masks }: SceneSet,
  indices: readonly number[],
): { xs: tf.Tensor4D; ys: tf.Tensor4D } {
  const size = height * width;
  const x = new Float32Array(indices.length * size * 3);
  const y = new Int32Array(indices.length * size);
  indices.forEach((index, i) => {
    for (let k = 0; k < size * 3; k++) x[i * size * 3 + k] = images[index * size * 3 + k] / 255;
    y.set(masks.subarray(index * size, (index + 1) * size), i * size);
  });
  return {
    xs: tf.tensor4d(x, [indices.length, height, width, 3]),
    ys: tf.tensor4d(y, [indices.length, height, width, 1], 'int32'),
  };
}

export interface BatchOptions {
  batchSize: number;
  /** Another order in each epoch, all of them given by this seed; without it the order of the set. */
  seed?: number;
}

export interface Batch extends tf.TensorContainerObject {
  xs: tf.Tensor4D;
  ys: tf.Tensor4D;
}

/** A data set for `model.fitDataset` and `model.evaluateDataset`: batches of `toTensors`, the last one may be smaller. */
export function sceneBatches(set: SceneSet, { batchSize, seed }: BatchOptions): tf.data.Dataset<Batch> {
  if (!Number.isInteger(batchSize) || batchSize < 1)
    throw new RangeError(`sceneBatches: expected a batchSize of at least 1, got ${batchSize}`);
  const rs = seed === undefined ? null : new RandomState(seed);
  return tf.data.generator(function* (): Generator<Batch> {
    const order = rs
      ? (rs.permutation(set.count).tolist() as number[])
      : Array.from({ length: set.count }, (_, i) => i);
    for (let start = 0; start < set.count; start += batchSize)
      yield toTensors(set, order.slice(start, start + batchSize));
  } as unknown as () => Iterator<Batch>); // tfjs types a generator function as an asynchronous one
}
