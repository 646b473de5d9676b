import { NDArray } from './ndarray';
import { asArray, type ArrayLike } from './creation';
import { allocate, emptyData } from './dtype';
import { nonzeroOf } from './indexing';
import { dense } from './iterate';
import { normalizeAxis } from './shape';

/** NumPy's order: by value, NaN last. */
const byValue = (x: number, y: number): number => (x < y ? -1 : x > y ? 1 : x === y ? 0 : x !== x ? (y !== y ? 0 : 1) : -1);

/** Applies `order` to each line along an axis; the axis comes last while it works. */
function alongLines(a: NDArray, axis: number, dtype: 'int32' | null, work: (line: NDArray['data'], out: NDArray['data']) => void): NDArray {
  const moved = a.swapaxes(axis, a.ndim - 1);
  const items = dense(moved).slice();
  const type = dtype ?? a.dtype;
  const out = emptyData(type, a.size);
  const n = a.shape[axis];
  for (let at = 0; n > 0 && at < items.length; at += n) work(items.subarray(at, at + n), out.subarray(at, at + n));
  return new NDArray(out, moved.shape, undefined, 0, type).swapaxes(axis, a.ndim - 1).copy();
}

/** A sorted copy; axis null sorts all items in one line. NaN comes last. */
export function sort(value: ArrayLike, axis: number | null = -1): NDArray {
  const a = axis === null ? asArray('sort', value).ravel() : asArray('sort', value);
  if (a.ndim === 0) return a.copy();
  return alongLines(a, normalizeAxis('sort', axis ?? 0, a.ndim), null, (line, out) => out.set(line.sort())); // typed arrays sort by value, NaN last
}

/** Positions that would sort, stable: equal items keep their order. */
export function argsort(value: ArrayLike, axis: number | null = -1): NDArray {
  const a = axis === null ? asArray('argsort', value).ravel() : asArray('argsort', value);
  if (a.ndim === 0) return new NDArray(new Int32Array(1), []);
  return alongLines(a, normalizeAxis('argsort', axis ?? 0, a.ndim), 'int32', (line, out) => {
    for (let i = 0; i < out.length; i++) out[i] = i;
    out.sort((i: number, j: number) => byValue(line[i], line[j]) || i - j);
  });
}

export interface Unique {
  values: NDArray;
  /** Position of each value's first occurrence. */
  index: NDArray;
  /** For each item, the position of its value. */
  inverse: NDArray;
  counts: NDArray;
}

/** The sorted distinct values; with any option, an object of what was asked for and the values. */
export function unique(value: ArrayLike): NDArray;
export function unique(value: ArrayLike, options: { returnIndex?: boolean; returnInverse?: boolean; returnCounts?: boolean }): Unique;
export function unique(value: ArrayLike, options?: object): NDArray | Unique {
  const a = asArray('unique', value);
  const items = dense(a);
  const order = argsort(a, null).data;
  const first: number[] = [];
  const counts: number[] = [];
  const inverse = new Int32Array(a.size);
  for (const i of order) {
    const last = first.length > 0 ? items[first[first.length - 1]] : undefined;
    if (last === undefined || byValue(last, items[i]) !== 0) {
      first.push(i);
      counts.push(0);
    }
    counts[counts.length - 1]++;
    inverse[i] = first.length - 1;
  }
  const picked = allocate(a.dtype, first.length);
  first.forEach((i, k) => (picked[k] = items[i]));
  const values = new NDArray(picked, [first.length], undefined, 0, a.dtype);
  const ints = (list: ArrayLikeOfNumbers): NDArray => new NDArray(Int32Array.from(list), [list.length]);
  return options ? { values, index: ints(first), inverse: new NDArray(inverse, a.shape), counts: ints(counts) } : values;
}

type ArrayLikeOfNumbers = { readonly length: number; readonly [n: number]: number };

/** Positions of the items that are not 0: an int32 array an axis. */
export function nonzero(value: ArrayLike): NDArray[] {
  return nonzeroOf(asArray('nonzero', value));
}

/** Positions of the items that are not 0, in row-major order. */
export function flatnonzero(value: ArrayLike): NDArray {
  return nonzeroOf(asArray('flatnonzero', value).ravel())[0];
}

/** Positions of the items that are not 0: (count, ndim). */
export function argwhere(value: ArrayLike): NDArray {
  const found = nonzero(value);
  const n = found[0]?.size ?? 0;
  const out = new Int32Array(n * found.length);
  found.forEach((axis, k) => axis.data.forEach((at: number, i: number) => (out[i * found.length + k] = at)));
  return new NDArray(out, [n, found.length]);
}

/** Where values would go into a sorted array: before equal items, or behind them with side 'right'. */
export function searchsorted(sorted: ArrayLike, values: ArrayLike, side: 'left' | 'right' = 'left'): NDArray {
  const line = dense(asArray('searchsorted', sorted));
  const v = asArray('searchsorted', values);
  const goesBefore = side === 'left' ? (x: number, y: number): boolean => byValue(x, y) < 0 : (x: number, y: number): boolean => byValue(x, y) <= 0;
  const out = Int32Array.from(dense(v), (x: number) => {
    let [low, high] = [0, line.length];
    while (low < high) {
      const mid = (low + high) >> 1;
      if (goesBefore(line[mid], x)) low = mid + 1;
      else high = mid;
    }
    return low;
  });
  return new NDArray(out, v.shape);
}

/** How often each whole number from 0 occurs, or the sum of its weights. */
export function bincount(value: ArrayLike, options: { weights?: ArrayLike; minlength?: number } = {}): NDArray {
  const items = dense(asArray('bincount', value));
  let n = options.minlength ?? 0;
  for (const x of items) {
    if (!Number.isInteger(x) || x < 0) throw new RangeError(`bincount: expected whole numbers from 0, got ${x}`);
    n = Math.max(n, x + 1);
  }
  const weights = options.weights === undefined ? null : dense(asArray('bincount', options.weights));
  const out = weights ? new Float64Array(n) : new Int32Array(n);
  items.forEach((x: number, i: number) => (out[x] += weights ? weights[i] : 1));
  return new NDArray(out, [n]);
}

/** Differences of neighbours along an axis, n times. */
export function diff(value: ArrayLike, n = 1, axis = -1): NDArray {
  const a = asArray('diff', value);
  if (n === 0) return a;
  const along = normalizeAxis('diff', axis, a.ndim);
  const part = (text: string): NDArray => a.at(...a.shape.map((_, i) => (i === along ? text : ':')));
  return diff(part('1:').subtract(part(':-1')), n - 1, axis);
}

/** Counts in equal bins between the smallest and largest value (or `range`), the last bin closed: [counts, edges]. */
export function histogram(value: ArrayLike, bins = 10, options: { range?: [number, number] } = {}): [NDArray, NDArray] {
  const items = dense(asArray('histogram', value));
  let [low, high] = options.range ?? [Infinity, -Infinity];
  if (!options.range) for (const x of items) [low, high] = [Math.min(low, x), Math.max(high, x)];
  if (items.length === 0 && !options.range) [low, high] = [0, 1];
  if (!(Number.isFinite(low) && Number.isFinite(high))) throw new RangeError(`histogram: autodetected range of [${low}, ${high}] is not finite`);
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : low + (i * (high - low)) / bins));
  const counts = new Int32Array(bins);
  for (const x of items) {
    if (!(x >= low && x <= high)) continue;
    let bin = Math.min(bins - 1, Math.floor(((x - low) / (high - low)) * bins));
    if (x < edges[bin]) bin--;
    else if (bin < bins - 1 && x >= edges[bin + 1]) bin++;
    counts[bin]++;
  }
  return [new NDArray(counts, [bins]), new NDArray(edges, [bins + 1])];
}
