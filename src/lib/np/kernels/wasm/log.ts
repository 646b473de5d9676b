import { BLOCK, BLOCK_ITEMS, type KernelInstance } from './instance';

const SMALLEST_NORMAL = 2.2250738585072014e-308;

/** dst[i] = ln(src[i]), the bits of Math.log, block by block through the module's memory; `src` and `dst` may be the same array. */
export function logWasm(wasm: KernelInstance, src: Float64Array, dst: Float64Array): void {
  for (let start = 0; start < src.length; start += BLOCK_ITEMS) {
    const count = Math.min(BLOCK_ITEMS, src.length - start);
    const padded = (count + 3) & ~3;
    const part = count === src.length ? src : src.subarray(start, start + count);
    const block = wasm.view(BLOCK, count);
    block.set(part);
    if (padded > count) wasm.view(BLOCK, padded).fill(1, count);
    const odd = wasm.kernels.log(BLOCK, BLOCK, padded);
    if (odd) logOfOdd(part, block);
    dst.set(block, start);
  }
}

/** Puts right what the kernel leaves: 0, negative and subnormal numbers, infinities and NaN. */
function logOfOdd(src: Float64Array, dst: Float64Array): void {
  for (let i = 0; i < src.length; i++) {
    const x = src[i];
    if (!(x >= SMALLEST_NORMAL && x < Infinity)) dst[i] = Math.log(x);
  }
}
