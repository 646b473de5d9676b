/**
 * Memory for results. Making an ArrayBuffer costs about as much as adding two rows of a small net, so arrays of middling size share one: they are cut, one
 * after the other, from slabs, as Node does for small Buffers. A slab lives as long as one array on it, so a slab is only some times as large as what is cut
 * from it. What shares a buffer must be read through its own view: `data`, never `data.buffer` alone.
 */
interface Slab {
  readonly bytes: number;
  /** Arrays from here on are cut from other slabs. */
  readonly below: number;
  buffer: ArrayBuffer;
  used: number;
}

/** Below this many bytes an array of its own is cheap, and would pin too much. */
const SLAB_FROM = 512;
const SMALL: Slab = { bytes: 64 * 1024, below: 4 * 1024, buffer: new ArrayBuffer(0), used: 0 };
const LARGE: Slab = { bytes: 1024 * 1024, below: 128 * 1024, buffer: new ArrayBuffer(0), used: 0 };

/** Whether memory has been asked for before. */
let asked = false;

/**
 * Memory from the C library, not zeroed. It returns large blocks to the system when they are freed, and getting them back, page by page, costs more than
 * adding what is in them. glibc stops that for blocks up to the largest it has seen freed (up to 32 MiB), so the first call shows it one, which is
 * never touched and so takes no memory. Elsewhere that does nothing.
 */
function block(bytes: number): ArrayBuffer {
  if (!asked) {
    asked = true;
    Buffer.allocUnsafeSlow(31 * 2 ** 20);
  }
  return Buffer.allocUnsafeSlow(bytes).buffer as ArrayBuffer;
}

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

/** A Float64Array of n items for results: what is in it is undefined until all of it has been written. */
export function emptyF64(n: number): Float64Array {
  const bytes = n * 8;
  if (bytes < SLAB_FROM) return new Float64Array(n);
  if (bytes >= LARGE.below) return new Float64Array(block(bytes), 0, n);
  const slab = bytes < SMALL.below ? SMALL : LARGE;
  const start = cut(slab, bytes);
  return new Float64Array(slab.buffer, start, n);
}

/** A Uint8Array of n items for results, like emptyF64. */
export function emptyU8(n: number): Uint8Array {
  if (n < SLAB_FROM) return new Uint8Array(n);
  if (n >= LARGE.below) return new Uint8Array(block(n), 0, n);
  const slab = n < SMALL.below ? SMALL : LARGE;
  const start = cut(slab, n);
  return new Uint8Array(slab.buffer, start, n);
}
