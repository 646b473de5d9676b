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
  log(src: number, dst: number, n: number): number;
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
  uniform(key: number, pos: number, out: number, n: number): number;
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

/** How many views are kept: programs use few sizes, again and again. A power of two. */
const VIEWS = 1024;

/** The instantiated module, its memory, and views on it. */
export class KernelInstance {
  readonly kernels: Kernels;
  private readonly memory: WasmMemory;
  private all: Float64Array;
  private allBytes: Uint8Array;
  private views = new Array<Float64Array | undefined>(VIEWS).fill(undefined);
  private byteViews = new Array<Uint8Array | undefined>(VIEWS).fill(undefined);

  constructor(api: WasmApi) {
    this.memory = new api.Memory({ initial: Math.ceil(HEAP / PAGE) });
    const module = new api.Module(Buffer.from(WASM_BASE64, 'base64'));
    this.kernels = new api.Instance(module, { env: { memory: this.memory } }).exports as Kernels;
    writeExpTable(this.memory.buffer, TABLE);
    this.all = new Float64Array(this.memory.buffer);
    this.allBytes = new Uint8Array(this.memory.buffer);
  }

  /** Makes the memory at least `bytes` long; false when the system has none left. Views from before are void then. */
  reserve(bytes: number): boolean {
    if (this.all.byteLength >= bytes) return true;
    try {
      this.memory.grow(Math.ceil((bytes - this.all.byteLength) / PAGE));
    } catch {
      return false;
    }
    this.all = new Float64Array(this.memory.buffer);
    this.allBytes = new Uint8Array(this.memory.buffer);
    this.views.fill(undefined);
    this.byteViews.fill(undefined);
    return true;
  }

  /** The whole memory as float64. */
  get floats(): Float64Array {
    return this.all;
  }

  /** The whole memory as bytes. */
  get bytes(): Uint8Array {
    return this.allBytes;
  }

  /** `length` float64 at an address (a multiple of 8). Views are kept: making one costs as much as copying a thousand items. */
  view(address: number, length: number): Float64Array {
    const place = (length + (address >>> 3) * 31) & (VIEWS - 1);
    const kept = this.views[place];
    if (kept !== undefined && kept.length === length && kept.byteOffset === address) return kept;
    return (this.views[place] = new Float64Array(this.memory.buffer, address, length));
  }

  /** `length` bytes at an address, like view. */
  byteView(address: number, length: number): Uint8Array {
    const place = (length + (address >>> 3) * 31) & (VIEWS - 1);
    const kept = this.byteViews[place];
    if (kept !== undefined && kept.length === length && kept.byteOffset === address) return kept;
    return (this.byteViews[place] = new Uint8Array(this.memory.buffer, address, length));
  }
}

let instance: KernelInstance | null | undefined;

/**
 * The WebAssembly kernels, started on first use; null where WebAssembly or its SIMD is missing, where items are not little-endian, or with
 * GRADUS_WASM=0 in the environment. Callers then take the plain loops; so they do when there is no memory for `bytes`.
 */
export function kernelInstance(bytes = 0): KernelInstance | null {
  if (instance === undefined) instance = start();
  return instance?.reserve(bytes) ? instance : null;
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
