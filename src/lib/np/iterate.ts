import type { NDArray } from './ndarray';
import { emptyData, type Data } from './dtype';
import { emptyI32 } from './kernels';
import { sizeOf, type Shape } from './shape';

/** True where strides are those of a fresh row-major array of that shape; axes of length 1 may have any. */
export function isRowMajor(shape: Shape, strides: readonly number[]): boolean {
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] !== 1 && strides[i] !== step) return false;
    step *= shape[i];
  }
  return true;
}

/** True where the items lie in memory as a fresh row-major array's would. */
export function isContiguous(a: NDArray): boolean {
  return isRowMajor(a.shape, a.strides);
}

/** Calls visit(position in memory of the row's first item, its number) for each innermost row of a strided layout, in row-major order. */
export function eachRow(shape: Shape, strides: readonly number[], offset: number, visit: (at: number, row: number) => void): void {
  const outer = shape.length - 1;
  let rows = 1;
  for (let i = 0; i < outer; i++) rows *= shape[i];
  const counter = new Array<number>(Math.max(outer, 0)).fill(0);
  let at = offset;
  for (let row = 0; row < rows; row++) {
    visit(at, row);
    for (let axis = outer - 1; axis >= 0; axis--) {
      at += strides[axis];
      if (++counter[axis] < shape[axis]) break;
      at -= strides[axis] * shape[axis];
      counter[axis] = 0;
    }
  }
}

/** A layout of several arrays of one shape: axes of length 1 are left out, and axes that all of them can walk as one are one. */
export interface Walk {
  shape: number[];
  /** Of each array, one for each axis. */
  strides: number[][];
}

/** Whether an axis of n goes on where the last joined one ends, in every array. A plain loop: learners who replace Array.prototype.every keep a working np. */
function continues(strides: readonly (readonly number[])[], out: Walk, axis: number, n: number): boolean {
  for (let i = 0; i < strides.length; i++) if (out.strides[i][out.strides[i].length - 1] !== strides[i][axis] * n) return false;
  return true;
}

/** The fewest axes by which arrays of these strides are walked in row-major order; at least one. */
export function joinAxes(shape: Shape, strides: readonly (readonly number[])[]): Walk {
  const out: Walk = { shape: [], strides: strides.map(() => []) };
  for (let axis = 0; axis < shape.length; axis++) {
    const n = shape[axis];
    if (n === 1) continue;
    const last = out.shape.length - 1;
    if (last >= 0 && continues(strides, out, axis, n)) {
      out.shape[last] *= n;
      strides.forEach((s, i) => (out.strides[i][last] = s[axis]));
    } else {
      out.shape.push(n);
      strides.forEach((s, i) => out.strides[i].push(s[axis]));
    }
  }
  if (out.shape.length === 0) return { shape: [1], strides: strides.map(() => [1]) };
  return out;
}

/** Calls visit with the positions, in two or three arrays, of the first item of each innermost row, in row-major order. */
export function eachRowOf({ shape, strides }: Walk, offsets: readonly number[], visit: (a: number, b: number, c: number) => void): void {
  const outer = shape.length - 1;
  let rows = 1;
  for (let i = 0; i < outer; i++) rows *= shape[i];
  const [as, bs, cs] = [strides[0], strides[1], strides[2] ?? strides[1]];
  const counter = new Int32Array(outer);
  let [a, b] = offsets;
  let c = offsets[2] ?? 0;
  for (let row = 0; row < rows; row++) {
    visit(a, b, c);
    for (let axis = outer - 1; axis >= 0; axis--) {
      a += as[axis];
      b += bs[axis];
      c += cs[axis];
      if (++counter[axis] < shape[axis]) break;
      a -= as[axis] * shape[axis];
      b -= bs[axis] * shape[axis];
      c -= cs[axis] * shape[axis];
      counter[axis] = 0;
    }
  }
}

/** Whether two pieces of memory have bytes in common: a shared buffer alone does not say so. */
export function overlap(a: Data, b: Data): boolean {
  return a.buffer === b.buffer && a.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < a.byteOffset + a.byteLength;
}

/** From this many items on a row is copied as a piece. */
const PIECE = 64;

/** Copies items from one strided layout to another of the same shape and item type, where they have no memory in common. */
export function copyStrided(from: Data, fromStrides: readonly number[], fromOffset: number, to: Data, toStrides: readonly number[], toOffset: number, shape: Shape): void {
  if (shape.includes(0)) return;
  const walk = joinAxes(shape, [fromStrides, toStrides]);
  const last = walk.shape.length - 1;
  const [n, p, q] = [walk.shape[last], walk.strides[0][last], walk.strides[1][last]];
  eachRowOf(walk, [fromOffset, toOffset], (a, b) => {
    if (p === 1 && q === 1 && n >= PIECE) to.set(from.subarray(a, a + n), b);
    else for (let i = 0; i < n; i++) to[b + i * q] = from[a + i * p];
  });
}

/** Copies strided items into `out` from position `start`, densely, in row-major order. */
export function gather(data: Data, shape: Shape, strides: readonly number[], offset: number, out: Data, start = 0): void {
  if (shape.length === 0) {
    out[start] = data[offset];
    return;
  }
  const n = shape[shape.length - 1];
  const step = strides[shape.length - 1];
  if (n === 0) return;
  eachRow(shape, strides, offset, (at, row) => {
    let to = start + row * n;
    for (let i = 0, from = at; i < n; i++, from += step) out[to++] = data[from];
  });
}

/** The items in row-major order: a view of the memory when they lie so already, else a copy. Never write to it. */
export function dense(a: NDArray): Data {
  if (isContiguous(a)) return a.offset === 0 && a.data.length === a.size ? a.data : a.data.subarray(a.offset, a.offset + a.size);
  const out = emptyData(a.dtype, a.size);
  gather(a.data, a.shape, a.strides, a.offset, out);
  return out;
}

/** The items in row-major order as doubles. Never write to it. */
export function denseF64(a: NDArray): Float64Array {
  const data = dense(a);
  return data instanceof Float64Array ? data : Float64Array.from(data);
}

/** Positions in memory of all items, in row-major order. */
export function positions(shape: Shape, strides: readonly number[], offset: number): Int32Array {
  const out = emptyI32(sizeOf(shape));
  if (shape.length === 0) {
    out[0] = offset;
    return out;
  }
  const n = shape[shape.length - 1];
  const step = strides[shape.length - 1];
  if (n > 0)
    eachRow(shape, strides, offset, (at, row) => {
      for (let i = 0; i < n; i++) out[row * n + i] = at + i * step;
    });
  return out;
}
