import { uniformF64 } from '../kernels';

const N = 624;
const M = 397;

/** The generator's whole state: 624 words and the position of the next one (624: a new round is due). */
export interface Mt19937State {
  key: Uint32Array;
  pos: number;
}

/**
 * The Mersenne Twister MT19937 of M. Matsumoto and T. Nishimura (1998), the source of all numbers of NumPy's RandomState.
 * The same seed gives the same words on every machine.
 */
export class Mt19937 {
  private key = new Uint32Array(N);
  private pos = N;

  /** Fills the state from one number, 0 <= seed < 2^32. */
  seed(seed: number): void {
    const key = this.key;
    key[0] = seed;
    for (let i = 1; i < N; i++) key[i] = Math.imul(1812433253, key[i - 1] ^ (key[i - 1] >>> 30)) + i;
    this.pos = N;
  }

  /** Fills the state from an array of such numbers, at least one. */
  seedByArray(seeds: ArrayLike<number>): void {
    this.seed(19650218);
    const key = this.key;
    let i = 1;
    for (let step = 0, j = 0; step < Math.max(N, seeds.length); step++) {
      key[i] = (key[i] ^ Math.imul(key[i - 1] ^ (key[i - 1] >>> 30), 1664525)) + seeds[j] + j;
      i = next(key, i);
      j = (j + 1) % seeds.length;
    }
    for (let step = 0; step < N - 1; step++) {
      key[i] = (key[i] ^ Math.imul(key[i - 1] ^ (key[i - 1] >>> 30), 1566083941)) - i;
      i = next(key, i);
    }
    key[0] = 0x80000000;
    this.pos = N;
  }

  /** The next word: an integer, 0 <= x < 2^32. */
  uint32(): number {
    if (this.pos === N) this.refill();
    return tempered(this.key[this.pos++]) >>> 0;
  }

  /** 0 <= x < 1 with 53 random bits, of two words. */
  double(): number {
    const high = this.uint32() >>> 5,
      low = this.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** Fills `out` as `double` would, one after the other. */
  doubles(out: Float64Array): void {
    const pos = uniformF64(this.key, this.pos, out);
    if (pos >= 0) this.pos = pos;
    else for (let i = 0; i < out.length; i++) out[i] = this.double();
  }

  getState(): Mt19937State {
    return { key: this.key.slice(), pos: this.pos };
  }

  setState(state: Mt19937State): void {
    this.key = Uint32Array.from(state.key);
    this.pos = state.pos;
  }

  private refill(): void {
    const key = this.key;
    // Three loops where one with remainders (i + 1) % N and (i + M) % N would do: remainders take three times as long.
    for (let i = 0; i < N - M; i++) key[i] = key[i + M] ^ twisted(key[i], key[i + 1]);
    for (let i = N - M; i < N - 1; i++) key[i] = key[i + M - N] ^ twisted(key[i], key[i + 1]);
    key[N - 1] = key[M - 1] ^ twisted(key[N - 1], key[0]);
    this.pos = 0;
  }
}

/** A word of the state as it is given out, as a signed integer. */
function tempered(word: number): number {
  let y = word;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return y ^ (y >>> 18);
}

/** The upper bit of one word with the lower ones of the next, moved on by one: without a branch, which random bits would mispredict. */
function twisted(upper: number, lower: number): number {
  const y = (upper & 0x80000000) | (lower & 0x7fffffff);
  return (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
}

/** The index after i in the rounds of seedByArray, which begin again at 1 and take the last word along. */
function next(key: Uint32Array, i: number): number {
  if (i + 1 < N) return i + 1;
  key[0] = key[N - 1];
  return 1;
}
