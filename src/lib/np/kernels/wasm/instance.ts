import { WASM_BASE64 } from './binary';
import { writeExpTable, TABLE_BYTES } from './expTable';

/** What the compiled module exports; see ../assembly for each argument. Addresses and lengths are plain numbers. */
export interface Kernels {
  gemm(
    a: number,
    aRow: number,
    aCol: number,
    b: number,
    bRow: number,
    bCol: number,
    c: number,
    m: number,
    k: number,
    n: number,
    accumulate: number,
    bufA: number,
    bufB: number,
  ): void;
  exp(src: number, dst: number, n: number, table: number, spill: number): number;
  elementwise(
    op: number,
    a: number,
    aRow: number,
    aStep: number,
    b: number,
    bRow: number,
    bStep: number,
    out: number,
    m: number,
    n: number,
    pair: number,
  ): void;
  widen(src: number, dst: number, n: number): void;
  sumRows(src: number, dst: number, m: number, n: number): void;
}

/** Layout of the module's memory: scratch, the table of exp, one block of items for exp, and behind them what a product needs. */
export const SPILL = 64;
export const TABLE = 1024;
export const BLOCK = TABLE + TABLE_BYTES;
export const BLOCK_ITEMS = 4096;
export const HEAP = BLOCK + BLOCK_ITEMS * 8;

const PAGE = 65536;

/** The part of the WebAssembly interface in use; the compiler's own types for it come only with those of the browser. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
interface WasmApi {
  Memory: new (limits: { initial: number }) => WasmMemory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: { env: { memory: WasmMemory } }) => { exports: unknown };
}

/** The instantiated module, its memory, and views on it that are renewed when the memory grows. */
export class KernelInstance {
  readonly kernels: Kernels;
  private readonly memory: WasmMemory;
  private view: Float64Array;
  private blockView: Float64Array;
  private byteView: Uint8Array;

  constructor(api: WasmApi) {
    this.memory = new api.Memory({ initial: Math.ceil(HEAP / PAGE) });
    const module = new api.Module(Buffer.from(WASM_BASE64, 'base64'));
    this.kernels = new api.Instance(module, { env: { memory: this.memory } }).exports as Kernels;
    writeExpTable(this.memory.buffer, TABLE);
    this.view = new Float64Array(this.memory.buffer);
    this.byteView = new Uint8Array(this.memory.buffer);
    this.blockView = this.view.subarray(BLOCK / 8, BLOCK / 8 + BLOCK_ITEMS);
  }

  /** The block of BLOCK_ITEMS float64 that exp works in. */
  get block(): Float64Array {
    return this.blockView;
  }

  /** The whole memory as bytes: taken after `floats`, which may make it grow. */
  get bytes(): Uint8Array {
    return this.byteView;
  }

  /** The whole memory as float64, at least `bytes` long. Throws RangeError when the system has no memory left. */
  floats(bytes: number): Float64Array {
    if (this.view.byteLength < bytes) {
      this.memory.grow(Math.ceil((bytes - this.view.byteLength) / PAGE));
      this.view = new Float64Array(this.memory.buffer);
      this.byteView = new Uint8Array(this.memory.buffer);
      this.blockView = this.view.subarray(BLOCK / 8, BLOCK / 8 + BLOCK_ITEMS);
    }
    return this.view;
  }
}

let instance: KernelInstance | null | undefined;

/**
 * The WebAssembly kernels, started on first use; null where WebAssembly or its SIMD is missing, where items are not little-endian, or with
 * GRADUS_WASM=0 in the environment. Callers then take the plain loops.
 */
export function kernelInstance(): KernelInstance | null {
  if (instance === undefined) instance = start();
  return instance;
}

function start(): KernelInstance | null {
  const api = (globalThis as { WebAssembly?: WasmApi }).WebAssembly;
  if (process.env.GRADUS_WASM === '0' || !api) return null;
  if (new Uint8Array(Uint16Array.of(1).buffer)[0] !== 1) return null;
  try {
    return new KernelInstance(api);
  } catch {
    // No SIMD (a CompileError), or no memory to start with: the plain loops give the same results, more slowly.
    return null;
  }
}
