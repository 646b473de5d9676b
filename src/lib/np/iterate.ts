import type { NDArray } from './ndarray';
import { allocate, type Data } from './dtype';
import type { Shape } from './shape';

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
  const out = allocate(a.dtype, a.size);
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
  const out = new Int32Array(shape.reduce((p, n) => p * n, 1));
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
