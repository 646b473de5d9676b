import type { MatrixOperand } from '../operand';
import { HEAP, type KernelInstance } from './instance';

/** Largest tile of the result: with the strips of both operands it takes 12 MiB, however large the matrices are. */
const TILE = 1024;
/** How many columns of a, and rows of b, come in at a time: they stay in the second-level cache until they are packed. The kernel's KC. */
const DEPTH = 256;
/** Operands of no more items come in whole: pieces of rows are copied one by one. */
const WHOLE = 131_072;
/** A packed strip of a, and a block of the result. */
const PACK_A = DEPTH * 4 + 16;

interface Tile {
  row: number;
  col: number;
  rows: number;
  cols: number;
}

/** Where the parts of one product lie in the module's memory, in items. */
interface Layout {
  bufA: number;
  bufB: number;
  a: number;
  b: number;
  c: number;
  end: number;
}

const up4 = (x: number): number => (x + 3) & ~3;

const depthOf = (m: number, k: number, n: number): number =>
  (m + n) * k <= WHOLE && m <= TILE && n <= TILE ? k : Math.min(k, DEPTH);

function layoutFor(m: number, k: number, n: number): Layout {
  const mt = up4(Math.min(m, TILE)), // the kernel reads up to three lines behind an operand
    kt = depthOf(m, k, n),
    nt = up4(Math.min(n, TILE));
  const bufA = HEAP / 8;
  const bufB = bufA + PACK_A;
  const a = bufB + Math.min(kt, DEPTH) * nt;
  const b = a + mt * kt;
  const c = b + kt * nt;
  return { bufA, bufB, a, b, c, end: c + mt * nt };
}

/** Bytes of the module's memory that matmulWasm needs. */
export const matmulBytes = (m: number, k: number, n: number): number => layoutFor(m, k, n).end * 8;

/** out (m, n) = a (m, k) @ b (k, n), tile by tile through the module's memory; `out` is dense, row-major, and not a or b. */
export function matmulWasm(
  wasm: KernelInstance,
  a: MatrixOperand,
  b: MatrixOperand,
  m: number,
  k: number,
  n: number,
  out: Float64Array,
): void {
  const at = layoutFor(m, k, n);
  const memory = wasm.floats;
  const depth = depthOf(m, k, n);
  for (let i = 0; i < m; i += TILE) {
    for (let j = 0; j < n; j += TILE) {
      const c = { row: i, col: j, rows: Math.min(TILE, m - i), cols: Math.min(TILE, n - j) };
      for (let p = 0; p < k; p += depth) addTile(wasm, memory, at, a, b, c, p, Math.min(depth, k - p));
      copyOut(wasm, at.c, out, n, c);
    }
  }
}

/** Tile c (+)= a[c.rows, p : p + depth] @ b[p : p + depth, c.cols]. */
function addTile(
  wasm: KernelInstance,
  memory: Float64Array,
  at: Layout,
  a: MatrixOperand,
  b: MatrixOperand,
  c: Tile,
  p: number,
  depth: number,
): void {
  const aByColumn = copyIn(memory, at.a, a, c.row, c.rows, p, depth);
  const bByColumn = copyIn(memory, at.b, b, p, depth, c.col, c.cols);
  wasm.kernels.gemm(
    at.a * 8,
    aByColumn ? 1 : depth,
    aByColumn ? c.rows : 1,
    at.b * 8,
    bByColumn ? 1 : c.cols,
    bByColumn ? depth : 1,
    at.c * 8,
    c.rows,
    depth,
    c.cols,
    p > 0 ? 1 : 0,
    at.bufA * 8,
    at.bufB * 8,
  );
}

/** Copies rows and columns of a matrix to `target`, densely, in the order in which they lie; true when that is column after column. */
function copyIn(
  memory: Float64Array,
  target: number,
  x: MatrixOperand,
  row: number,
  rows: number,
  col: number,
  cols: number,
): boolean {
  const start = x.offset + row * x.rowStride + col * x.colStride;
  const byColumn = x.colStride !== 1 && x.rowStride === 1;
  const lines = byColumn ? cols : rows,
    items = byColumn ? rows : cols;
  const lineStride = byColumn ? x.colStride : x.rowStride,
    itemStride = byColumn ? 1 : x.colStride;
  if (itemStride === 1 && (lineStride === items || lines === 1)) {
    const whole = x.data.length === lines * items;
    memory.set(whole ? x.data : x.data.subarray(start, start + lines * items), target);
    return byColumn;
  }
  for (let line = 0; line < lines; line++) {
    const from = start + line * lineStride,
      to = target + line * items;
    if (itemStride === 1 && items >= 64) memory.set(x.data.subarray(from, from + items), to);
    else for (let i = 0; i < items; i++) memory[to + i] = x.data[from + i * itemStride];
  }
  return byColumn;
}

function copyOut(wasm: KernelInstance, source: number, out: Float64Array, n: number, c: Tile): void {
  if (c.cols === n) {
    out.set(wasm.view(source * 8, c.rows * n), c.row * n);
    return;
  }
  for (let i = 0; i < c.rows; i++) out.set(wasm.view((source + i * c.cols) * 8, c.cols), (c.row + i) * n + c.col);
}
