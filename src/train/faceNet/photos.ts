import { face } from '../../lib/faces/face';
import { INPUT_SIZE } from '../../lib/faces/input';
import * as np from '../../lib/np';
import { progress } from '../../lib/progress';
import * as tf from '../../lib/tf';
import { encode } from '../../lib/faces/network';

const ITEMS = INPUT_SIZE * INPUT_SIZE * 3;

/** Photos of people, one byte a value: (people, photos, 64, 64, 3). */
export interface Photos {
  people: number;
  each: number;
  bytes: Uint8Array;
}

/** Draws `each` photos of the people with seeds from `first` on. */
export function drawPhotos(first: number, people: number, each: number, title?: string): Photos {
  const bytes = new Uint8Array(people * each * ITEMS);
  const bar = title ? progress(people, { title, unit: 'face' }) : null;
  for (let p = 0; p < people; p++) {
    for (let k = 0; k < each; k++) bytes.set(face(first + p, k, INPUT_SIZE).data, (p * each + k) * ITEMS);
    bar?.update();
  }
  bar?.done();
  return { people, each, bytes };
}

/** The photos at these positions as a tensor (n, 64, 64, 3), values 0 to 1. */
export function batch({ bytes }: Photos, positions: readonly number[]): tf.Tensor4D {
  const values = new Float32Array(positions.length * ITEMS);
  positions.forEach((at, i) => {
    for (let j = 0; j < ITEMS; j++) values[i * ITEMS + j] = bytes[at * ITEMS + j] / 255;
  });
  return tf.tensor4d(values, [positions.length, INPUT_SIZE, INPUT_SIZE, 3]);
}

/** Encodings of all photos: (people * photos, 128). */
export function encodeAll(model: tf.LayersModel, photos: Photos): np.NDArray {
  const parts: np.NDArray[] = [];
  const count = photos.people * photos.each;
  for (let at = 0; at < count; at += 256) {
    const positions = Array.from({ length: Math.min(256, count - at) }, (_, i) => at + i);
    const encodings = tf.tidy(() => encode(model, batch(photos, positions)));
    parts.push(tf.toNDArray(encodings));
    encodings.dispose();
  }
  return np.concatenate(parts);
}
