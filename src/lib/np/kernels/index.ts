import type { MatrixOperand } from './operand';
import { expPlain, logPlain, matmulPlain } from './plain';
import { expWasm } from './wasm/exp';
import { logWasm } from './wasm/log';
import {
  ELEMENTWISE_BYTES,
  elementwiseWasm,
  MAX_ROW,
  MAX_SUM,
  SUM_BYTES,
  sumRowsWasm,
  type GridOperand,
  type Operation,
} from './wasm/elementwise';
import { kernelInstance } from './wasm/instance';
import { matmulBytes, matmulWasm } from './wasm/matmul';
import { UNIFORM_BYTES, uniformWasm } from './wasm/uniform';

export { arena } from './arena';
export { emptyF64, emptyI32, emptyU8 } from './memory';
export { isComparison, OPERATIONS, type GridOperand, type Operation } from './wasm/elementwise';
export type { MatrixOperand } from './operand';

/** Below this many items, or multiplications, copying into the WebAssembly memory and back costs more than it saves (measured). */
const EXP_FROM = 48;
const LOG_FROM = 48;
const UNIFORM_FROM = 128;
const MATMUL_FROM = 256;
export const ELEMENTWISE_FROM = 512;
const SUM_FROM = 256;

/** dst[i] = e^src[i] for arrays of one length, within 1 ulp of the true value; in place is fine. */
export function expF64(src: Float64Array, dst: Float64Array): void {
  if (src.length !== dst.length)
    throw new RangeError(`expF64: expected dst of length ${src.length}, got ${dst.length}`);
  const wasm = src.length >= EXP_FROM ? kernelInstance() : null;
  if (wasm) expWasm(wasm, src, dst);
  else expPlain(src, dst);
}

/** dst[i] = ln(src[i]) for arrays of one length, the bits of Math.log; in place is fine. */
export function logF64(src: Float64Array, dst: Float64Array): void {
  if (src.length !== dst.length)
    throw new RangeError(`logF64: expected dst of length ${src.length}, got ${dst.length}`);
  const wasm = src.length >= LOG_FROM ? kernelInstance() : null;
  if (wasm) logWasm(wasm, src, dst);
  else logPlain(src, dst);
}

/** out (m, n) = a (m, k) @ b (k, n), all dense and row-major; `out` is overwritten and must not be a or b. */
export function matmulF64(a: Float64Array, b: Float64Array, m: number, k: number, n: number, out: Float64Array): void {
  matmulStridedF64(
    { data: a, offset: 0, rowStride: k, colStride: 1 },
    { data: b, offset: 0, rowStride: n, colStride: 1 },
    m,
    k,
    n,
    out,
  );
}

/** Like matmulF64, for operands that lie in memory in any way: transposed or sliced views need no copy first. */
export function matmulStridedF64(
  a: MatrixOperand,
  b: MatrixOperand,
  m: number,
  k: number,
  n: number,
  out: Float64Array,
): void {
  if (out.length < m * n) throw new RangeError(`matmulF64: expected out of at least ${m * n} items, got ${out.length}`);
  const wasm = m * k * n >= MATMUL_FROM ? kernelInstance(matmulBytes(m, k, n)) : null;
  if (wasm) matmulWasm(wasm, a, b, m, k, n, out);
  else matmulPlain(a, b, m, k, n, out);
}

/**
 * out (m, n) = a op b, where operands may hold one item a row, one row for all, or one number. False where plain loops are as fast (few items, long
 * rows, no WebAssembly): nothing has been written then.
 */
export function elementwiseF64(
  op: Operation,
  a: GridOperand,
  b: GridOperand,
  m: number,
  n: number,
  out: Float64Array | Uint8Array,
): boolean {
  if (m * n < ELEMENTWISE_FROM || (m > 1 && n > MAX_ROW)) return false;
  const wasm = kernelInstance(ELEMENTWISE_BYTES);
  if (wasm) elementwiseWasm(wasm, op, a, b, m, n, out);
  return wasm !== null;
}

/** out[i] = the sum of row i of `data` (m, n), in NumPy's order of additions. False where it does not apply, like elementwiseF64. */
export function sumRowsF64(data: Float64Array, m: number, n: number, out: Float64Array): boolean {
  if (m * n < SUM_FROM || m * n > MAX_SUM) return false;
  const wasm = kernelInstance(SUM_BYTES);
  if (wasm) sumRowsWasm(wasm, data, m, n, out);
  return wasm !== null;
}

/**
 * Fills `out` with uniform numbers in [0, 1) from an MT19937 whose 624 words are `key`, the next being number `pos`. Returns the position after, with `key` moved
 * on; -1 where it does not apply (few items, no WebAssembly): nothing has been done then.
 */
export function uniformF64(key: Uint32Array, pos: number, out: Float64Array): number {
  const wasm = out.length >= UNIFORM_FROM ? kernelInstance(UNIFORM_BYTES) : null;
  return wasm ? uniformWasm(wasm, key, pos, out) : -1;
}
