import { NDArray } from '../ndarray';
import { parseShape, sizeOf } from '../shape';
import { describe, type Size } from './draw';
import type { Mt19937 } from './mt19937';

/** The smallest 2^n - 1 that covers max, for max < 2^32. */
function maskFor(max: number): number {
  return max === 0 ? 0 : 0xffffffff >>> Math.clz32(max);
}

/**
 * An integer, 0 <= x <= max, each as likely as the others: random bits, drawn again while they exceed max. One word a try while max < 2^32, two up
 * to 2^53 - 1; max = 0 takes none. This is NumPy's legacy method for randint and shuffle.
 */
export function interval(bits: Mt19937, max: number): number {
  if (max === 0) return 0;
  if (max <= 0xffffffff) {
    const mask = maskFor(max);
    for (;;) {
      const x = (bits.uint32() & mask) >>> 0;
      if (x <= max) return x;
    }
  }
  const mask = maskFor(Math.floor(max / 4294967296));
  for (;;) {
    const high = bits.uint32() & mask;
    const x = high * 4294967296 + bits.uint32();
    if (x <= max) return x;
  }
}

/** randint: one whole number, or an array of them, low <= x < high (0 <= x < low without high). */
export function drawIntegers(
  bits: Mt19937,
  low: unknown,
  high: unknown,
  size: Size | null | undefined,
): number | NDArray {
  const from = high === undefined || high === null ? 0 : whole('low', low);
  const past = high === undefined || high === null ? whole('high', low) : whole('high', high);
  if (from >= past) throw new RangeError(`randint: expected low < high, got low ${from} and high ${past}`);
  const range = past - 1 - from;
  if (!Number.isSafeInteger(range))
    throw new RangeError(`randint: expected a range of at most 2^53 numbers, got ${from} to ${past}`);
  if (size === undefined || size === null) return from + interval(bits, range);
  const shape = parseShape('randint', size);
  const narrow = from >= -(2 ** 31) && past <= 2 ** 31;
  const data = narrow ? new Int32Array(sizeOf(shape)) : new Float64Array(sizeOf(shape));
  for (let i = 0; i < data.length; i++) data[i] = from + interval(bits, range);
  return new NDArray(data, shape, undefined, 0, narrow ? 'int32' : 'float64');
}

function whole(name: string, x: unknown): number {
  if (typeof x === 'number' && Number.isInteger(x) && Math.abs(x) <= 2 ** 53) return x;
  throw new TypeError(`randint: expected ${name} as a whole number up to 2^53, got ${describe(x)}`);
}
