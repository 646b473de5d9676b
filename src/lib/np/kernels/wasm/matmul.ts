import type { MatrixOperand } from '../operand';
import { HEAP, type KernelInstance } from './instance';

/** Largest tile side: three tiles and the packed strips then take 27 MiB, however large the matrices are. */
const TILE = 1024;
const PACK_A = 256 * 4;
const PACK_DEPTH = 256;

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

function layoutFor(m: number, k: number, n: number): Layout {
  const mt = up4(Math.min(m, TILE)),
    kt = Math.min(k, TILE),
    nt = up4(Math.min(n, TILE));
  const bufA = HEAP / 8;
  const bufB = bufA + PACK_A;
  const a = bufB + Math.min(kt, PACK_DEPTH) * nt;
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
  for (let i = 0; i < m; i += TILE) {
    for (let j = 0; j < n; j += TILE) {
      const c = { row: i, col: j, rows: Math.min(TILE, m - i), cols: Math.min(TILE, n - j) };
      for (let p = 0; p < k; p += TILE) addTile(wasm, memory, at, a, b, c, p, Math.min(TILE, k - p));
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
  const aByColumn = copyIn(memory, at.a, a, { row: c.row, col: p, rows: c.rows, cols: depth }, up4(c.rows), depth);
  const bByColumn = copyIn(memory, at.b, b, { row: p, col: c.col, rows: depth, cols: c.cols }, depth, up4(c.cols));
  const m = up4(c.rows),
    n = up4(c.cols);
  wasm.kernels.gemm(
    at.a * 8,
    aByColumn ? 1 : depth,
    aByColumn ? m : 1,
    at.b * 8,
    bByColumn ? 1 : n,
    bByColumn ? depth : 1,
    at.c * 8,
    m,
    depth,
    n,
    p > 0 ? 1 : 0,
    at.bufA * 8,
    at.bufB * 8,
  );
}

/** Copies a tile to `target` in the order in which it lies; true when that is column after column. Padding is left as it was. */
function copyIn(
  memory: Float64Array,
  target: number,
  x: MatrixOperand,
  tile: Tile,
  rowPitch: number,
  colPitch: number,
): boolean {
  const start = x.offset + tile.row * x.rowStride + tile.col * x.colStride;
  const byColumn = x.colStride !== 1 && x.rowStride === 1;
  const lines = byColumn ? tile.cols : tile.rows,
    items = byColumn ? tile.rows : tile.cols;
  const lineStride = byColumn ? x.colStride : x.rowStride,
    itemStride = byColumn ? 1 : x.colStride;
  const pitch = byColumn ? rowPitch : colPitch;
  if (itemStride === 1 && lineStride === items && pitch === items) {
    const whole = x.data.length === lines * items;
    memory.set(whole ? x.data : x.data.subarray(start, start + lines * items), target);
    return byColumn;
  }
  for (let line = 0; line < lines; line++) {
    const from = start + line * lineStride,
      to = target + line * pitch;
    if (itemStride === 1 && items >= 64) memory.set(x.data.subarray(from, from + items), to);
    else for (let i = 0; i < items; i++) memory[to + i] = x.data[from + i * itemStride];
  }
  return byColumn;
}

function copyOut(wasm: KernelInstance, source: number, out: Float64Array, n: number, c: Tile): void {
  const pitch = up4(c.cols);
  if (c.cols === n && pitch === n) {
    out.set(wasm.view(source * 8, c.rows * n), c.row * n);
    return;
  }
  const memory = wasm.floats;
  for (let i = 0; i < c.rows; i++) {
    const from = source + i * pitch,
      to = (c.row + i) * n + c.col;
    if (c.cols >= 64) out.set(memory.subarray(from, from + c.cols), to);
    else for (let j = 0; j < c.cols; j++) out[to + j] = memory[from + j];
  }
}
