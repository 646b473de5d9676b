import { BLOCK, BLOCK_ITEMS, HEAP, type KernelInstance } from './instance';

const WORDS = 624;
/** Bytes of the module's memory that uniformWasm needs. */
export const UNIFORM_BYTES = HEAP + WORDS * 4;

/** Fills `out` with uniform numbers from an MT19937 of 624 words, of which the next is number `pos`; moves `key` on and returns the position after. */
export function uniformWasm(wasm: KernelInstance, key: Uint32Array, pos: number, out: Float64Array): number {
  const words = wasm.byteView(HEAP, WORDS * 4);
  const own = new Uint8Array(key.buffer, key.byteOffset, WORDS * 4);
  words.set(own);
  for (let start = 0; start < out.length; start += BLOCK_ITEMS) {
    const count = Math.min(BLOCK_ITEMS, out.length - start);
    pos = wasm.kernels.uniform(HEAP, pos, BLOCK, count);
    out.set(wasm.view(BLOCK, count), start);
  }
  own.set(words);
  return pos;
}
