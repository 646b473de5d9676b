// MT19937 four words at a time: its words depend on the next one and on the 397th after, so that four neighbours can be made together.

const N: i32 = 624, M: i32 = 397;

// @ts-ignore: decorator
@inline
function twisted(upper: u32, lower: u32): u32 {
  const y = (upper & 0x80000000) | (lower & 0x7fffffff);
  return (y >> 1) ^ ((0 - (y & 1)) & 0x9908b0df);
}

/** The next words at `at` from those `far` bytes away. */
// @ts-ignore: decorator
@inline
function four(at: usize, far: usize): void {
  const y = v128.or(v128.and(v128.load(at), i32x4.splat(0x80000000)), v128.and(v128.load(at, 4), i32x4.splat(0x7fffffff)));
  const odd = v128.and(i32x4.neg(v128.and(y, i32x4.splat(1))), i32x4.splat(0x9908b0df));
  v128.store(at, v128.xor(v128.load(far), v128.xor(i32x4.shr_u(y, 1), odd)));
}

function refill(key: usize): void {
  let at = key;
  const end = key + (N << 2);
  for (; at < key + (224 << 2); at += 16) four(at, at + (M << 2));
  for (; at < key + ((N - M) << 2); at += 4) store<u32>(at, load<u32>(at + (M << 2)) ^ twisted(load<u32>(at), load<u32>(at, 4)));
  for (; at < end - 4; at += 16) four(at, at - ((N - M) << 2));
  store<u32>(at, load<u32>(at - ((N - M) << 2)) ^ twisted(load<u32>(at), load<u32>(key)));
}

// @ts-ignore: decorator
@inline
function tempered(x: v128): v128 {
  x = v128.xor(x, i32x4.shr_u(x, 11));
  x = v128.xor(x, v128.and(i32x4.shl(x, 7), i32x4.splat(0x9d2c5680)));
  x = v128.xor(x, v128.and(i32x4.shl(x, 15), i32x4.splat(0xefc60000)));
  return v128.xor(x, i32x4.shr_u(x, 18));
}

/** Two numbers in [0, 1) of 53 bits from four words: the upper 27 bits of one with the upper 26 of the next. */
// @ts-ignore: decorator
@inline
function doubles(words: v128): v128 {
  const y = tempered(words);
  const high = f64x2.convert_low_i32x4_u(i32x4.shr_u(v128.shuffle<i32>(y, y, 0, 2, 0, 2), 5));
  const low = f64x2.convert_low_i32x4_u(i32x4.shr_u(v128.shuffle<i32>(y, y, 1, 3, 1, 3), 6));
  return f64x2.mul(f64x2.add(f64x2.mul(high, f64x2.splat(67108864)), low), f64x2.splat(1.0 / 9007199254740992));
}

/** n numbers in [0, 1) to `out`, from 624 words at `key`, of which the next is number `pos`. Returns the position after. */
export function uniform(key: usize, pos: i32, out: usize, n: i32): i32 {
  while (n > 0) {
    if (pos == N) { refill(key); pos = 0; }
    if (pos == N - 1) { // a number of which one word is left
      const first = load<u32>(key + ((N - 1) << 2));
      refill(key);
      f64.store(out, f64x2.extract_lane(doubles(i32x4.replace_lane(i32x4.splat(first), 1, load<u32>(key))), 0));
      out += 8; n--; pos = 1;
      continue;
    }
    let count = min(n, (N - pos) >> 1);
    n -= count;
    let at = key + (<usize>pos << 2);
    pos += count << 1;
    for (; count > 1; count -= 2, at += 16, out += 16) v128.store(out, doubles(v128.load(at)));
    if (count > 0) { f64.store(out, f64x2.extract_lane(doubles(v128.load64_zero(at)), 0)); out += 8; }
  }
  return pos;
}
