import { HEAP, SPILL, type KernelInstance } from './instance';

/** The operations of the elementwise kernel, by the numbers it knows them by. Comparisons give bytes, the others float64. */
export const OPERATIONS = {
  add: 0, subtract: 1, multiply: 2, divide: 3, maximum: 4, minimum: 5,
  greater: 6, greaterEqual: 7, less: 8, lessEqual: 9, equal: 10, notEqual: 11,
} as const; // prettier-ignore
export type Operation = keyof typeof OPERATIONS;
export const isComparison = (op: Operation): boolean => OPERATIONS[op] >= OPERATIONS.greater;

/** An operand of (m, n): dense items (float64, or bytes for booleans), one item a row, or one number for all. */
export interface GridOperand {
  data: Float64Array | Uint8Array | number;
  /** One item a row. */
  column: boolean;
  /** One row of n items for all rows. Neither: m * n items. */
  shared: boolean;
}

/** Rows are taken through the module's memory this many items at a time: with both operands and the result they stay in the second-level cache. */
const CHUNK = 8192;
const A = HEAP;
const B = A + CHUNK * 8;
const OUT = B + CHUNK * 8;
const BYTES = OUT + CHUNK * 8;
const END = BYTES + CHUNK;

/** out (m, n) = a op b, through the module's memory. Rows are at most maxRow items long, or m is 1. */
export function elementwiseWasm(
  wasm: KernelInstance,
  op: Operation,
  a: GridOperand,
  b: GridOperand,
  m: number,
  n: number,
  out: Float64Array | Uint8Array,
): void {
  const floats = wasm.floats(END),
    bytes = wasm.bytes;
  const rows = m === 1 ? 1 : Math.floor(CHUNK / n),
    width = Math.min(n, CHUNK);
  for (let i = 0; i < m; i += rows) {
    const count = Math.min(rows, m - i);
    for (let j = 0; j < n; j += width) {
      const length = Math.min(width, n - j);
      const at = i * n + j,
        items = count * length;
      const [ar, as] = load(wasm, floats, bytes, A, a, at, items, i, j, count, length);
      const [br, bs] = load(wasm, floats, bytes, B, b, at, items, i, j, count, length);
      wasm.kernels.elementwise(OPERATIONS[op], A, ar, as, B, br, bs, OUT, count, length, SPILL);
      if (out instanceof Float64Array) out.set(floats.subarray(OUT / 8, OUT / 8 + items), at);
      else out.set(bytes.subarray(OUT, OUT + items), at);
    }
  }
}

/** Longest row of a grid of several rows. */
export const maxRow = CHUNK;

/** Puts a piece of an operand at `target`; returns the bytes between its rows, and the step within them (16, or 0 for one item a row). */
function load(
  wasm: KernelInstance,
  floats: Float64Array,
  bytes: Uint8Array,
  target: number,
  x: GridOperand,
  at: number,
  items: number,
  row: number,
  col: number,
  rows: number,
  length: number,
): [number, number] {
  const { data } = x;
  if (typeof data === 'number') {
    floats[target / 8] = data;
    return [0, 0];
  }
  const from = x.column ? row : x.shared ? col : at;
  const count = x.column ? rows : x.shared ? length : items;
  const part = from === 0 && count === data.length ? data : data.subarray(from, from + count);
  if (part instanceof Float64Array) floats.set(part, target / 8);
  else {
    bytes.set(part, BYTES);
    wasm.kernels.widen(BYTES, target, count);
  }
  return x.column ? [8, 0] : [x.shared ? 0 : length * 8, 16];
}

/** out[i] = sum of row i of `data` (m, n), in NumPy's order of additions; m * n is at most maxSum. */
export function sumRowsWasm(wasm: KernelInstance, data: Float64Array, m: number, n: number, out: Float64Array): void {
  const floats = wasm.floats(HEAP + (m * n + m) * 8);
  floats.set(data, HEAP / 8);
  wasm.kernels.sumRows(HEAP, HEAP + m * n * 8, m, n);
  for (let i = 0; i < m; i++) out[i] = floats[HEAP / 8 + m * n + i];
}

/** Most items of a sum: more is not worth a copy. */
export const maxSum = 65536;
