import { arena, type Items, type ItemType } from './arena';
import { block } from './block';

/**
 * Memory for results. An ArrayBuffer costs as much as twenty small operations (it is calloc'ed, and the garbage collector keeps account of it), so
 * arrays share one: they are cut, one after the other, from slabs, as Node does for small Buffers. A slab lives as long as one array on it, so a slab
 * is only some times as large as what is cut from it. What shares a buffer must be read through its own view: `data`, never `data.buffer` alone.
 */
interface Slab {
  readonly bytes: number;
  /** Arrays from here on are cut from other slabs. */
  readonly below: number;
  buffer: ArrayBuffer;
  used: number;
}

/** Up to this many bytes V8 keeps the items of an array within its object. */
const IN_OBJECT = 64;
const TINY: Slab = { bytes: 8 * 1024, below: 512, buffer: new ArrayBuffer(0), used: 0 };
const SMALL: Slab = { bytes: 64 * 1024, below: 4 * 1024, buffer: new ArrayBuffer(0), used: 0 };
const LARGE: Slab = { bytes: 1024 * 1024, below: 128 * 1024, buffer: new ArrayBuffer(0), used: 0 };

/** Position of `bytes` bytes on the slab, which is renewed when it is full. */
function cut(slab: Slab, bytes: number): number {
  let start = slab.used;
  if (start + bytes > slab.buffer.byteLength) {
    slab.buffer = block(slab.bytes);
    start = 0;
  }
  slab.used = start + ((bytes + 63) & ~63); // a line of cache each
  return start;
}

const slabFor = (bytes: number): Slab => (bytes < TINY.below ? TINY : bytes < SMALL.below ? SMALL : LARGE);

/** An array of n items for results: what is in it is undefined until all of it has been written. */
function empty<T extends Items>(Type: ItemType<T>, n: number): T {
  if (arena.open) return arena.cut(Type, n);
  const bytes = n * Type.BYTES_PER_ELEMENT;
  if (bytes <= IN_OBJECT) return new Type(n);
  if (bytes >= LARGE.below) return new Type(block(bytes), 0, n);
  const slab = slabFor(bytes);
  const start = cut(slab, bytes);
  return new Type(slab.buffer, start, n);
}

export const emptyF64 = (n: number): Float64Array => empty(Float64Array, n);
export const emptyI32 = (n: number): Int32Array => empty(Int32Array, n);
export const emptyU8 = (n: number): Uint8Array => empty(Uint8Array, n);
