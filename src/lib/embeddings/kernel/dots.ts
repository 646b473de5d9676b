import { WASM_BASE64 } from './binary';

const PAGE = 65536;
/** Rows are worked on in blocks that stay in the processor's cache. */
const BLOCK_BYTES = 1 << 18;

interface WasmMemory {
  readonly buffer: ArrayBuffer;
}
interface WasmApi {
  Memory: new (limits: { initial: number }) => WasmMemory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: { env: { memory: WasmMemory } }) => { exports: unknown };
}
interface Kernel {
  dots(rows: number, query: number, out: number, n: number, dim: number): void;
}

/** Called for each block: products[i] belongs to row from + i, for i < rows. */
export type OnBlock = (from: number, rows: number, products: Float32Array) => void;

/** The products of all rows of `vectors` (rows, dim) with `query` (dim,), block by block, in float32. */
export function eachBlock(vectors: Float32Array, query: Float32Array, onBlock: OnBlock): void {
  const dim = query.length;
  const all = vectors.length / dim;
  const block = Math.max(1, Math.min(all, Math.floor(BLOCK_BYTES / (4 * dim))));
  (start() ?? plainBlocks)(vectors, query, dim, block, onBlock);
}

type Blocks = (vectors: Float32Array, query: Float32Array, dim: number, block: number, onBlock: OnBlock) => void;

/** Without WebAssembly: two columns of four rows at a time, so that the processor has independent sums to work on. */
export const plainBlocks: Blocks = (v, q, dim, block, onBlock) => {
  const out = new Float32Array(block);
  const all = v.length / dim;
  for (let from = 0; from < all; from += block) {
    const rows = Math.min(block, all - from);
    let row = 0;
    for (let at = from * dim; row + 4 <= rows; row += 4, at += 4 * dim) {
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let k = 0, i = at; k < dim; k++, i++) {
        const x = q[k];
        a += v[i] * x;
        b += v[i + dim] * x;
        c += v[i + 2 * dim] * x;
        d += v[i + 3 * dim] * x;
      }
      out[row] = a;
      out[row + 1] = b;
      out[row + 2] = c;
      out[row + 3] = d;
    }
    for (; row < rows; row++) {
      let sum = 0;
      for (let k = 0, i = (from + row) * dim; k < dim; k++) sum += v[i + k] * q[k];
      out[row] = sum;
    }
    onBlock(from, rows, out);
  }
};

let wasm: Blocks | null | undefined;

/** The kernel, compiled on first use; null without WebAssembly or its SIMD, where numbers are not little-endian, and with GRADUS_WASM=0. */
function start(): Blocks | null {
  if (wasm !== undefined) return wasm;
  const api = (globalThis as { WebAssembly?: WasmApi }).WebAssembly;
  if (process.env.GRADUS_WASM === '0' || !api || new Uint8Array(Uint16Array.of(1).buffer)[0] !== 1) return (wasm = null);
  try {
    wasm = wasmBlocks(api, new api.Module(Buffer.from(WASM_BASE64, 'base64')));
  } catch {
    wasm = null; // no SIMD: the plain loop gives the same, more slowly
  }
  return wasm;
}

function wasmBlocks(api: WasmApi, module: object): Blocks {
  let memory = new api.Memory({ initial: 1 });
  let kernel = new api.Instance(module, { env: { memory } }).exports as Kernel;
  return (vectors, query, dim, block, onBlock) => {
    const [queryAt, outAt] = [0, (4 * dim + 15) & ~15];
    const rowsAt = (outAt + 4 * block + 15) & ~15;
    const bytes = rowsAt + 4 * dim * block;
    if (memory.buffer.byteLength < bytes) {
      memory = new api.Memory({ initial: Math.ceil(bytes / PAGE) });
      kernel = new api.Instance(module, { env: { memory } }).exports as Kernel;
    }
    const floats = new Float32Array(memory.buffer);
    floats.set(query, queryAt);
    const out = floats.subarray(outAt / 4, outAt / 4 + block);
    const all = vectors.length / dim;
    for (let from = 0; from < all; from += block) {
      const rows = Math.min(block, all - from);
      floats.set(vectors.subarray(from * dim, (from + rows) * dim), rowsAt / 4);
      kernel.dots(rowsAt, queryAt, outAt, rows, dim);
      onBlock(from, rows, out);
    }
  };
}
