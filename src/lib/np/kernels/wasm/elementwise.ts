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

/** Bytes of the module's memory that elementwiseWasm needs. */
export const ELEMENTWISE_BYTES = BYTES + CHUNK;
/** Longest row of a grid of several rows. */
export const MAX_ROW = CHUNK;

/** A rectangle of the grid: full rows, or a piece of the only one. */
interface Piece {
  row: number;
  rows: number;
  col: number;
  cols: number;
  /** Position of its first item in dense memory, and how many it has. */
  at: number;
  items: number;
}

/** out (m, n) = a op b, through the module's memory. Rows are at most MAX_ROW items long, or m is 1. */
export function elementwiseWasm(
  wasm: KernelInstance,
  op: Operation,
  a: GridOperand,
  b: GridOperand,
  m: number,
  n: number,
  out: Float64Array | Uint8Array,
): void {
  const height = m === 1 ? 1 : Math.floor(CHUNK / n);
  const width = Math.min(n, CHUNK);
  for (let row = 0; row < m; row += height) {
    const rows = Math.min(height, m - row);
    for (let col = 0; col < n; col += width) {
      const cols = Math.min(width, n - col);
      const piece = { row, rows, col, cols, at: row * n + col, items: rows * cols };
      load(wasm, A, a, piece);
      load(wasm, B, b, piece);
      const { kernels } = wasm;
      kernels.elementwise(
        OPERATIONS[op],
        A,
        between(a, cols),
        step(a),
        B,
        between(b, cols),
        step(b),
        OUT,
        rows,
        cols,
        SPILL,
      );
      out.set(out instanceof Float64Array ? wasm.view(OUT, piece.items) : wasm.byteView(OUT, piece.items), piece.at);
    }
  }
}

/** Bytes from one row to the next. */
const between = (x: GridOperand, cols: number): number =>
  x.column ? 8 : typeof x.data === 'number' || x.shared ? 0 : cols * 8;

/** Bytes from two items of a row to the next two: 0 for one item a row. */
const step = (x: GridOperand): number => (x.column || typeof x.data === 'number' ? 0 : 16);

/** Puts what an operand has of a piece at `target`, as float64. */
function load(wasm: KernelInstance, target: number, x: GridOperand, piece: Piece): void {
  const { data } = x;
  if (typeof data === 'number') {
    wasm.floats[target / 8] = data;
    return;
  }
  const from = x.column ? piece.row : x.shared ? piece.col : piece.at;
  const count = x.column ? piece.rows : x.shared ? piece.cols : piece.items;
  const part = count === data.length ? data : data.subarray(from, from + count);
  if (part instanceof Float64Array) wasm.floats.set(part, target / 8);
  else {
    wasm.bytes.set(part, BYTES);
    wasm.kernels.widen(BYTES, target, count);
  }
}

/** Most items of a sum by rows: for more a copy is not worth it. */
export const MAX_SUM = 65536;
/** Bytes of the module's memory that sumRowsWasm needs. */
export const SUM_BYTES = HEAP + 2 * MAX_SUM * 8;

/** out[i] = sum of row i of `data` (m, n), in NumPy's order of additions; m * n is at most MAX_SUM. */
export function sumRowsWasm(wasm: KernelInstance, data: Float64Array, m: number, n: number, out: Float64Array): void {
  const sums = HEAP + m * n * 8;
  wasm.floats.set(data, HEAP / 8);
  wasm.kernels.sumRows(HEAP, sums, m, n);
  for (let i = 0; i < m; i++) out[i] = wasm.floats[sums / 8 + i];
}
