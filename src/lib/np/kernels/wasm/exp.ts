import { BLOCK, BLOCK_ITEMS, SPILL, TABLE, type KernelInstance } from './instance';

/** Past this the kernel's table does not reach (2^20 steps of ln2/2048, a little less): Math.exp does those items. */
const REACH = 354;

/** dst[i] = e^src[i], block by block through the module's memory; `src` and `dst` may be the same array. */
export function expWasm(wasm: KernelInstance, src: Float64Array, dst: Float64Array): void {
  for (let start = 0; start < src.length; start += BLOCK_ITEMS) {
    const count = Math.min(BLOCK_ITEMS, src.length - start);
    const padded = (count + 7) & ~7;
    const block = wasm.view(BLOCK, count);
    const part = count === src.length ? src : src.subarray(start, start + count);
    block.set(part);
    if (padded > count) wasm.view(BLOCK, padded).fill(0, count);
    const beyond = wasm.kernels.exp(BLOCK, BLOCK, padded, TABLE, SPILL);
    if (beyond) expBeyond(part, block);
    dst.set(block, start);
  }
}

/** Puts right what the kernel's table does not reach: large arguments, infinities and NaN. */
function expBeyond(src: Float64Array, dst: Float64Array): void {
  for (let i = 0; i < src.length; i++) {
    const x = src[i];
    if (!(Math.abs(x) < REACH)) dst[i] = Math.exp(x);
  }
}
