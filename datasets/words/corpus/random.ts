import { RandomState } from '../../../src/lib/np/random';

/** Seeded choices, drawn in blocks: one at a time would be most of the work. */
export class Choices {
  private block: ArrayLike<number> = [];
  private used = 0;
  private readonly state: RandomState;

  constructor(seed: number) {
    this.state = new RandomState(seed);
  }

  /** Uniform in [0, 1). */
  next(): number {
    if (this.used === this.block.length) {
      this.block = this.state.rand(1 << 16).data as Float64Array;
      this.used = 0;
    }
    return this.block[this.used++];
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)];
  }
}
