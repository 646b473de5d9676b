import { NDArray } from './ndarray';
import { asArray, type ArrayLike } from './creation';
import { allocate, emptyData, promote, type DType } from './dtype';
import { dense, isContiguous } from './iterate';
import * as math from './math';
import { concatenate } from './join';
import { broadcastShapes, formatShape, normalizeAxes, normalizeAxis, resolveReshape, sizeOf, stridesOf, type Shape } from './shape';

const view = (a: NDArray, shape: Shape, strides: readonly number[], offset = a.offset): NDArray => new NDArray(a.data, shape, strides, offset, a.dtype);

/** The same items in another shape; one length may be -1. A view where the memory allows it, else a copy. */
export function reshape(value: ArrayLike, shape: number | Shape): NDArray {
  const a = asArray('reshape', value);
  const dims = resolveReshape(a.size, typeof shape === 'number' ? [shape] : shape);
  return isContiguous(a) ? view(a, dims, stridesOf(dims)) : new NDArray(dense(a), dims, undefined, 0, a.dtype);
}

/** Axes in another order, reversed without one. A view. */
export function transpose(value: ArrayLike, axes?: readonly number[]): NDArray {
  const a = asArray('transpose', value);
  const order = axes ? axes.map((axis) => normalizeAxis('transpose', axis, a.ndim)) : [...a.shape.keys()].reverse();
  if (order.length !== a.ndim || new Set(order).size !== a.ndim)
    throw new RangeError(`transpose: axes don't match array: expected each of ${a.ndim} axes once, got (${order.join(', ')})`);
  return view(a, order.map((i) => a.shape[i]), order.map((i) => a.strides[i])); // prettier-ignore
}

/** One axis with all items; a view where the memory allows it. */
export function ravel(a: ArrayLike): NDArray {
  return reshape(a, [-1].map(() => asArray('ravel', a).size));
}

export function squeeze(value: ArrayLike, axis?: number | readonly number[]): NDArray {
  const a = asArray('squeeze', value);
  const drop = new Set(axis === undefined ? a.shape.flatMap((n, i) => (n === 1 ? [i] : [])) : normalizeAxes('squeeze', axis, a.ndim));
  for (const i of drop)
    if (a.shape[i] !== 1) throw new RangeError(`squeeze: cannot select an axis to squeeze out which has size not equal to one: axis ${i} of shape ${formatShape(a.shape)}`);
  const keep = [...a.shape.keys()].filter((i) => !drop.has(i));
  return view(a, keep.map((i) => a.shape[i]), keep.map((i) => a.strides[i])); // prettier-ignore
}

/** A new axis of length 1 at that place of the result. */
export function expandDims(value: ArrayLike, axis: number): NDArray {
  const a = asArray('expandDims', value);
  const at = normalizeAxis('expandDims', axis, a.ndim + 1);
  const insert = (list: readonly number[], x: number): number[] => [...list.slice(0, at), x, ...list.slice(at)];
  return view(a, insert(a.shape, 1), insert(a.strides, 0));
}

export function swapaxes(value: ArrayLike, axis1: number, axis2: number): NDArray {
  const a = asArray('swapaxes', value);
  const order = [...a.shape.keys()];
  const [p, q] = [normalizeAxis('swapaxes', axis1, a.ndim), normalizeAxis('swapaxes', axis2, a.ndim)];
  [order[p], order[q]] = [order[q], order[p]];
  return transpose(a, order);
}

export function moveaxis(value: ArrayLike, source: number, destination: number): NDArray {
  const a = asArray('moveaxis', value);
  const from = normalizeAxis('moveaxis', source, a.ndim);
  const order = [...a.shape.keys()].filter((i) => i !== from);
  order.splice(normalizeAxis('moveaxis', destination, a.ndim), 0, from);
  return transpose(a, order);
}

/** A view with axes reversed: all, or those named. */
export function flip(value: ArrayLike, axis?: number | readonly number[]): NDArray {
  const a = asArray('flip', value);
  const axes = new Set(axis === undefined ? a.shape.keys() : normalizeAxes('flip', axis, a.ndim));
  return a.at(...a.shape.map((_, i) => (axes.has(i) ? '::-1' : ':')));
}

/** Items shifted along an axis, or in row-major order; those that leave come back in front. */
export function roll(value: ArrayLike, shift: number, axis?: number): NDArray {
  const a = asArray('roll', value);
  if (axis === undefined) return reshape(roll(ravel(a), shift, 0), a.shape);
  const along = normalizeAxis('roll', axis, a.ndim);
  const n = a.shape[along];
  const by = n ? ((shift % n) + n) % n : 0;
  const index = a.shape.map(() => ':');
  const part = (text: string): NDArray => a.at(...index.map((s, i) => (i === along ? text : s)));
  return by === 0 ? a.copy() : concatenate([part(`${n - by}:`), part(`:${n - by}`)], along);
}

export function broadcastTo(a: ArrayLike, shape: Shape): NDArray {
  return asArray('broadcastTo', a).broadcastTo(shape);
}

/** All arrays stretched to their common shape. */
export function broadcastArrays(...values: ArrayLike[]): NDArray[] {
  const arrays = values.map((v) => asArray('broadcastArrays', v));
  const shape = arrays.reduce<number[]>((s, a) => broadcastShapes('broadcastArrays', s, a.shape), []);
  return arrays.map((a) => a.broadcastTo(shape));
}

/** The array framed: width before and after, one for all axes, or a pair an axis. Modes: constant, edge, reflect. */
export function pad(value: ArrayLike, width: number | readonly [number, number] | readonly (readonly [number, number])[], options: { mode?: 'constant' | 'edge' | 'reflect'; constantValues?: number } = {}): NDArray {
  const a = asArray('pad', value);
  const { mode = 'constant', constantValues = 0 } = options;
  const pairs = padPairs(a, width);
  if (mode !== 'constant') return pairs.reduce((out, pair, axis) => out.at(...out.shape.map((n, i) => (i === axis ? borderPicks(n, pair, mode) : ':'))), a);
  const shape = a.shape.map((n, i) => n + pairs[i][0] + pairs[i][1]);
  const out = new NDArray(allocate(a.dtype, sizeOf(shape)), shape, undefined, 0, a.dtype);
  if (constantValues !== 0) out.data.fill(constantValues);
  if (a.size > 0) out.set(a.shape.map((n, i) => `${pairs[i][0]}:${pairs[i][0] + n}`), a); // prettier-ignore
  return out;
}

function padPairs(a: NDArray, width: number | readonly [number, number] | readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const list = typeof width === 'number' ? [[width, width] as const] : typeof width[0] === 'number' ? [width as readonly [number, number]] : (width as readonly (readonly [number, number])[]);
  const pairs = list.length === 1 ? a.shape.map(() => list[0]) : [...list];
  if (pairs.length !== a.ndim || pairs.flat().some((n) => !Number.isInteger(n) || n < 0))
    throw new RangeError(`pad: expected widths from 0, a pair for each of ${a.ndim} axes, got ${JSON.stringify(width)}`);
  return pairs;
}

function borderPicks(n: number, [before, after]: readonly [number, number], mode: 'edge' | 'reflect'): NDArray {
  const period = Math.max(2 * (n - 1), 1);
  const mirrored = (i: number): number => {
    const k = ((i % period) + period) % period;
    return k < n ? k : period - k;
  };
  const pick = (i: number): number => (mode === 'edge' ? Math.min(Math.max(i, 0), n - 1) : mirrored(i));
  return new NDArray(Int32Array.from({ length: before + n + after }, (_, i) => pick(i - before)), [before + n + after]);
}

/** Values below min raised to it, above max lowered to it; null leaves a side open. */
export function clip(value: ArrayLike, min: ArrayLike | null, max: ArrayLike | null): NDArray {
  let a = asArray('clip', value);
  if (min !== null) a = math.maximum(a, min);
  return max !== null ? math.minimum(a, max) : a === value ? a.copy() : a;
}

/** To that many decimals, halves to even. */
export function round(value: ArrayLike, decimals = 0): NDArray {
  const a = asArray('round', value);
  if (a.dtype !== 'float64') return a.copy();
  const scale = 10 ** Math.abs(decimals);
  return decimals >= 0 ? math.rint(a.multiply(scale)).divide(scale) : math.rint(a.divide(scale)).multiply(scale);
}
export const around = round;

/** Items of x where the condition holds, of y elsewhere; all broadcast. */
export function where(condition: ArrayLike, x: ArrayLike, y: ArrayLike): NDArray {
  const [c, a, b] = broadcastArrays(condition, x, y);
  const [cs, as, bs] = [dense(c), dense(a), dense(b)];
  const keepsInt = (v: ArrayLike, arr: NDArray, other: NDArray): DType => (typeof v === 'number' && Number.isInteger(v) && other.dtype !== 'float64' && other.dtype !== 'bool' ? 'int32' : arr.dtype);
  const dtype = promote(keepsInt(x, a, b), keepsInt(y, b, a));
  const out = emptyData(dtype, c.size);
  for (let i = 0; i < out.length; i++) out[i] = cs[i] !== 0 ? as[i] : bs[i];
  return new NDArray(out, c.shape, undefined, 0, dtype);
}

/** Writes source into target's memory, with broadcasting. */
export function copyto(target: NDArray, source: ArrayLike): void {
  target.set(['...'], source);
}

export function atleast1d(value: ArrayLike): NDArray {
  const a = asArray('atleast1d', value);
  return a.ndim === 0 ? a.reshape([1]) : a;
}

export function atleast2d(value: ArrayLike): NDArray {
  const a = asArray('atleast2d', value);
  return a.ndim >= 2 ? a : a.reshape([1, a.size]);
}

/** Items along an axis (or in row-major order) at those positions. */
export function take(value: ArrayLike, indices: ArrayLike, axis?: number): NDArray {
  const a = axis === undefined ? ravel(value) : asArray('take', value);
  const along = normalizeAxis('take', axis ?? 0, a.ndim);
  const picks = asArray('take', indices).astype('int32');
  return a.at(...a.shape.map((_, i) => (i === along ? picks : ':')));
}

/** Items along an axis, each column by its own indices (as argsort and argmax give them). */
export function takeAlongAxis(value: ArrayLike, indices: ArrayLike, axis: number): NDArray {
  const a = asArray('takeAlongAxis', value);
  const along = normalizeAxis('takeAlongAxis', axis, a.ndim);
  const picks = asArray('takeAlongAxis', indices).astype('int32');
  const grid = a.shape.map((n, i) => (i === along ? picks : new NDArray(Int32Array.from({ length: n }, (_, k) => k), a.shape.map((_, k) => (k === i ? n : 1))))); // prettier-ignore
  return a.at(...grid);
}
