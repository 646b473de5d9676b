import { NDArray } from './ndarray';
import { asArray, type ArrayLike } from './creation';
import { emptyData, promote, type DType } from './dtype';
import { dense } from './iterate';
import { expandDims, ravel, reshape } from './manipulate';
import { formatShape, normalizeAxis, sameShape, sizeOf } from './shape';

/** Arrays joined along an axis that they have; all other lengths are equal. */
export function concatenate(values: readonly ArrayLike[], axis = 0): NDArray {
  const arrays = values.map((v) => asArray('concatenate', v));
  if (arrays.length === 0) throw new RangeError('concatenate: need at least one array to concatenate');
  const first = arrays[0];
  if (first.ndim === 0) throw new RangeError('concatenate: zero-dimensional arrays cannot be concatenated');
  const along = normalizeAxis('concatenate', axis, first.ndim);
  arrays.forEach((a, k) => checkJoin(first, a, along, k));
  const shape = first.shape.map((n, i) => (i === along ? arrays.reduce((sum, a) => sum + a.shape[along], 0) : n));
  const dtype = arrays.map((a) => a.dtype).reduce(promote) as DType;
  const out = emptyData(dtype, sizeOf(shape));
  const rowSize = sizeOf(shape.slice(along));
  let start = 0;
  for (const a of arrays) {
    const items = dense(a);
    const chunk = sizeOf(a.shape.slice(along));
    for (let at = 0, to = start; at < items.length; at += chunk, to += rowSize) out.set(items.subarray(at, at + chunk), to);
    start += chunk;
  }
  return new NDArray(out, shape, undefined, 0, dtype);
}

function checkJoin(first: NDArray, a: NDArray, along: number, k: number): void {
  if (a.ndim !== first.ndim)
    throw new RangeError(`concatenate: all the input array dimensions must match: array 0 has ${first.ndim} dimension(s), array ${k} has ${a.ndim}`);
  a.shape.forEach((n, i) => {
    if (i !== along && n !== first.shape[i])
      throw new RangeError(`concatenate: all the input array dimensions except for the concatenation axis must match exactly, but along dimension ${i}, array 0 has size ${first.shape[i]} and array ${k} has size ${n}`);
  });
}

/** Arrays of one shape joined along a new axis. */
export function stack(values: readonly ArrayLike[], axis = 0): NDArray {
  const arrays = values.map((v) => asArray('stack', v));
  if (arrays.length === 0) throw new RangeError('stack: need at least one array to stack');
  const odd = arrays.find((a) => !sameShape(a.shape, arrays[0].shape));
  if (odd) throw new RangeError(`stack: all input arrays must have the same shape, got ${formatShape(arrays[0].shape)} and ${formatShape(odd.shape)}`);
  return concatenate(arrays.map((a) => expandDims(a, axis)), normalizeAxis('stack', axis, arrays[0].ndim + 1)); // prettier-ignore
}

const atLeast2d = (a: NDArray): NDArray => (a.ndim >= 2 ? a : a.reshape([1, a.size]));

/** Rows on top of each other. */
export function vstack(values: readonly ArrayLike[]): NDArray {
  return concatenate(values.map((v) => atLeast2d(asArray('vstack', v))), 0); // prettier-ignore
}

/** Side by side: along the second axis, or the only one. */
export function hstack(values: readonly ArrayLike[]): NDArray {
  const arrays = values.map((v) => asArray('hstack', v)).map((a) => (a.ndim === 0 ? a.reshape([1]) : a));
  return concatenate(arrays, arrays[0]?.ndim === 1 ? 0 : 1);
}

/** One-dimensional arrays as the columns of a matrix; matrices side by side. */
export function columnStack(values: readonly ArrayLike[]): NDArray {
  return concatenate(values.map((v) => asArray('columnStack', v)).map((a) => (a.ndim < 2 ? a.reshape([a.size, 1]) : a)), 1); // prettier-ignore
}

/** Equal parts, or parts that end before the given indices. Views. */
export function split(value: ArrayLike, parts: number | readonly number[], axis = 0): NDArray[] {
  const a = asArray('split', value);
  const along = normalizeAxis('split', axis, a.ndim);
  const n = a.shape[along];
  if (typeof parts === 'number' && n % parts !== 0) throw new RangeError(`split: array split does not result in an equal division: ${n} items in ${parts} parts`);
  const cuts = typeof parts === 'number' ? Array.from({ length: parts - 1 }, (_, i) => ((i + 1) * n) / parts) : [...parts];
  const ends = [...cuts, n];
  return ends.map((end, i) => a.at(...a.shape.map((_, k) => (k === along ? `${i === 0 ? 0 : ends[i - 1]}:${end}` : ':'))));
}

/** The array repeated as a block, that many times along each axis. */
export function tile(value: ArrayLike, reps: number | readonly number[]): NDArray {
  const times = typeof reps === 'number' ? [reps] : [...reps];
  let a = asArray('tile', value);
  const ndim = Math.max(a.ndim, times.length);
  a = reshape(a, [...new Array<number>(ndim - a.ndim).fill(1), ...a.shape]);
  const all = [...new Array<number>(ndim - times.length).fill(1), ...times];
  return all.reduce((out, n, axis) => (n === 1 ? out : n === 0 ? out.at(...out.shape.map((_, i) => (i === axis ? '0:0' : ':'))) : concatenate(new Array<NDArray>(n).fill(out), axis)), a.copy());
}

/** Each item n times, along an axis or in row-major order. */
export function repeat(value: ArrayLike, n: number, axis?: number): NDArray {
  const a = axis === undefined ? ravel(value) : asArray('repeat', value);
  const along = normalizeAxis('repeat', axis ?? 0, a.ndim);
  const picks = Int32Array.from({ length: a.shape[along] * n }, (_, i) => Math.floor(i / n));
  return a.at(...a.shape.map((_, i) => (i === along ? new NDArray(picks, [picks.length]) : ':')));
}
