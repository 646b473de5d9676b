import { positions } from '../iterate';
import { NDArray } from '../ndarray';
import { interval } from './integers';
import type { Mt19937 } from './mt19937';

/** An array of JavaScript's own that can be reordered. */
export type Reorderable =
  | unknown[]
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array;

/** Fisher and Yates' shuffle from the end, in NumPy's order of draws: calls swap(i, j), 0 <= j <= i < n. */
function shuffleBy(bits: Mt19937, n: number, swap: (i: number, j: number) => void): void {
  for (let i = n - 1; i > 0; i--) {
    const j = interval(bits, i);
    if (i !== j) swap(i, j);
  }
}

/** Reorders the items of a plain or typed array in place. */
export function shuffleItems(bits: Mt19937, items: Reorderable): void {
  shuffleBy(bits, items.length, (i, j) => {
    const kept = items[i];
    items[i] = items[j];
    items[j] = kept;
  });
}

/** Reorders an NDArray in place along its first axis: rows of a matrix stay whole. Views work on the memory they share. */
export function shuffleRows(bits: Mt19937, a: NDArray): void {
  const { data, offset, strides } = a;
  const row = positions(a.shape.slice(1), strides.slice(1), 0);
  if (row.length === 0) return;
  shuffleBy(bits, a.shape[0], (i, j) => {
    const pi = offset + i * strides[0],
      pj = offset + j * strides[0];
    for (const o of row) {
      const kept = data[pi + o];
      data[pi + o] = data[pj + o];
      data[pj + o] = kept;
    }
  });
}

/** Rows (items along the first axis) of `a` at the given indices, as a new array. */
export function takeRows(a: NDArray, indices: ArrayLike<number>): NDArray {
  const row = positions(a.shape.slice(1), a.strides.slice(1), 0);
  const data = new (a.data.constructor as new (n: number) => NDArray['data'])(indices.length * row.length);
  for (let i = 0, to = 0; i < indices.length; i++) {
    const from = a.offset + indices[i] * a.strides[0];
    for (const o of row) data[to++] = a.data[from + o];
  }
  return new NDArray(data, [indices.length, ...a.shape.slice(1)], undefined, 0, a.dtype);
}

/** 0 ... n - 1 in random order. */
export function permutedIndices(bits: Mt19937, n: number): Int32Array {
  const indices = Int32Array.from({ length: n }, (_, i) => i);
  shuffleItems(bits, indices);
  return indices;
}
