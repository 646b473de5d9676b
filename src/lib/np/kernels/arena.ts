import { block } from './block';

export type Items = Float64Array | Int32Array | Uint8Array;
export type ItemType<T extends Items> = { new (length: number): T; new (buffer: ArrayBuffer, offset: number, length: number): T; readonly BYTES_PER_ELEMENT: number };

const BLOCK_BYTES = 1024 * 1024;
/** Blocks beyond these are not kept for the next time. */
const KEPT_BYTES = 64 * BLOCK_BYTES;
const KEPT_VIEWS = 4096;

/**
 * Memory that is used again and again: results are cut from its blocks one after the other, and after `reset` from the first place on. It is still in the
 * processor's cache then, which memory that waits for the garbage collector has long left.
 */
export class Arena {
  /** Whether results are cut from here now. */
  open = false;
  private blocks: ArrayBuffer[] = [];
  private block = 0;
  private used = 0;
  /** What has been cut, in order: a step that does what the step before did gets its very views, and none has to be made. */
  private views: Items[] = [];
  private cuts = 0;

  /** Undefined items, until all of them have been written. */
  cut<T extends Items>(Type: ItemType<T>, n: number): T {
    const bytes = n * Type.BYTES_PER_ELEMENT;
    if (this.blocks.length === 0 || this.used + bytes > this.blocks[this.block].byteLength) this.goOn(bytes);
    const buffer = this.blocks[this.block];
    const start = this.used;
    this.used = start + ((bytes + 63) & ~63); // a line of cache each
    const before = this.views[this.cuts];
    const same = before instanceof Type && before.length === n && before.byteOffset === start && before.buffer === buffer;
    const view = same ? before : new Type(buffer, start, n);
    if (this.cuts < KEPT_VIEWS) this.views[this.cuts++] = view;
    return view;
  }

  /** To a block with room for `bytes`. */
  private goOn(bytes: number): void {
    const next = this.blocks.length === 0 ? 0 : this.block + 1;
    if (next === this.blocks.length || this.blocks[next].byteLength < bytes) this.blocks.splice(next, 0, block(Math.max(BLOCK_BYTES, bytes)));
    this.block = next;
    this.used = 0;
  }

  /** Whether an array lies here. */
  holds(data: ArrayBufferView): boolean {
    return this.blocks.includes(data.buffer as ArrayBuffer);
  }

  /** All that has been cut may be overwritten from now on. */
  reset(): void {
    let bytes = 0;
    const kept = this.blocks.filter((each) => (bytes += each.byteLength) <= KEPT_BYTES);
    if (kept.length < this.blocks.length) this.views = []; // they would hold the others
    this.blocks = kept;
    this.block = this.used = this.cuts = 0;
  }

  /** All that has been cut stays with those who have it. */
  forsake(): void {
    this.blocks = [];
    this.views = [];
    this.reset();
  }
}

/** The one of np.tidy. */
export const arena = new Arena();
