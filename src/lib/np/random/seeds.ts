import { dense } from '../iterate';
import { NDArray } from '../ndarray';
import { formatShape } from '../shape';

/** What a generator starts from: a whole number, 0 <= seed < 2^32, or a list of such numbers; null and undefined ask the system for one. */
export type Seed = number | readonly number[] | Uint32Array | Int32Array | NDArray | null | undefined;

/** The seed as one number, or as a list. Throws RangeError or TypeError for anything else, in NumPy's words. */
export function checkSeed(seed: Exclude<Seed, null | undefined>): number | number[] {
  const list = typeof seed === 'number' ? [seed] : seed instanceof NDArray ? flat(seed) : [...seed];
  if (list.length === 0)
    throw new RangeError('seed: expected at least one number, got an empty list (Seed must be non-empty)');
  for (const n of list) {
    if (!Number.isInteger(n)) throw new TypeError(`seed: expected whole numbers, got ${n}`);
    if (n < 0 || n > 0xffffffff) throw new RangeError(`seed: Seed must be between 0 and 2**32 - 1, got ${n}`);
  }
  return typeof seed === 'number' || (seed instanceof NDArray && list.length === 1) ? list[0] : list;
}

function flat(seed: NDArray): number[] {
  if (seed.shape.filter((n) => n !== 1).length > 1)
    throw new TypeError(`seed: Seed array must be 1-d, got shape ${formatShape(seed.shape)}`);
  return [...dense(seed)];
}

/** 624 words from the system's own source of randomness. */
export function entropy(): Uint32Array {
  const { randomFillSync } = require('node:crypto') as typeof import('node:crypto'); // only now: it takes milliseconds to load, and a seed needs none of it
  return randomFillSync(new Uint32Array(624));
}
