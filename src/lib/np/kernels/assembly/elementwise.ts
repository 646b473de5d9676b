// out = a op b, item by item, two at a time. Which operation is decided outside the loops: the compiler makes one loop of each.

export const ADD: i32 = 0, SUBTRACT: i32 = 1, MULTIPLY: i32 = 2, DIVIDE: i32 = 3, MAXIMUM: i32 = 4, MINIMUM: i32 = 5;
export const GREATER: i32 = 6, GREATER_EQUAL: i32 = 7, LESS: i32 = 8, LESS_EQUAL: i32 = 9, EQUAL: i32 = 10, NOT_EQUAL: i32 = 11;

// @ts-ignore: decorator
@inline
function apply(op: i32, x: v128, y: v128): v128 {
  if (op == ADD) return f64x2.add(x, y);
  if (op == SUBTRACT) return f64x2.sub(x, y);
  if (op == MULTIPLY) return f64x2.mul(x, y);
  if (op == DIVIDE) return f64x2.div(x, y);
  // y where it is larger (smaller), or NaN; else x, which may be NaN: pmax(x, y) is y where x < y, else x.
  if (op == MAXIMUM) return v128.bitselect(y, f64x2.pmax(x, y), f64x2.ne(y, y));
  if (op == MINIMUM) return v128.bitselect(y, f64x2.pmin(x, y), f64x2.ne(y, y));
  if (op == GREATER) return f64x2.gt(x, y);
  if (op == GREATER_EQUAL) return f64x2.ge(x, y);
  if (op == LESS) return f64x2.lt(x, y);
  if (op == LESS_EQUAL) return f64x2.le(x, y);
  return op == EQUAL ? f64x2.eq(x, y) : f64x2.ne(x, y);
}

/** n numbers; `as` and `bs` are the bytes to step over after two items: 16, or 0 for one number that stands twice. */
// @ts-ignore: decorator
@inline
function row(op: i32, a: usize, as: usize, b: usize, bs: usize, out: usize, n: i32): void {
  const end = out + (<usize>(n & ~3) << 3);
  while (out < end) {
    v128.store(out, apply(op, v128.load(a), v128.load(b)));
    v128.store(out, apply(op, v128.load(a + as), v128.load(b + bs)), 16);
    a += as << 1; b += bs << 1; out += 32;
  }
  for (let left = n & 3; left > 0; left--) {
    v128.store64_lane(out, apply(op, v128.load64_zero(a), v128.load64_zero(b)), 0);
    a += as >> 1; b += bs >> 1; out += 8;
  }
}

/** n bytes of 0 or 1. */
// @ts-ignore: decorator
@inline
function compareRow(op: i32, a: usize, as: usize, b: usize, bs: usize, out: usize, n: i32): void {
  const end = out + <usize>(n & ~7);
  while (out < end) {
    const m0 = apply(op, v128.load(a), v128.load(b));
    const m1 = apply(op, v128.load(a + as), v128.load(b + bs));
    const m2 = apply(op, v128.load(a + 2 * as), v128.load(b + 2 * bs));
    const m3 = apply(op, v128.load(a + 3 * as), v128.load(b + 3 * bs));
    const low = v128.shuffle<i32>(m0, m1, 0, 2, 4, 6), high = v128.shuffle<i32>(m2, m3, 0, 2, 4, 6);
    const bytes = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(low, high), i16x8.splat(0));
    v128.store64_lane(out, v128.and(bytes, i8x16.splat(1)), 0);
    a += as << 2; b += bs << 2; out += 8;
  }
  for (let left = n & 7; left > 0; left--) {
    store<u8>(out, <u8>(i64x2.extract_lane(apply(op, v128.load64_zero(a), v128.load64_zero(b)), 0) & 1));
    a += as >> 1; b += bs >> 1; out += 1;
  }
}

/**
 * out (m, n) = a op b. `ar` and `br` are the bytes between rows of a and b; `as` and `bs` are 16 where a row has n items and 0 where it has one, for all n.
 * Comparisons write bytes, the others float64. `pair` is 32 bytes of scratch.
 */
export function elementwise(op: i32, a: usize, ar: usize, as: usize, b: usize, br: usize, bs: usize, out: usize, m: i32, n: i32, pair: usize): void {
  const step = <usize>n << (op < GREATER ? 3 : 0);
  for (let i = 0; i < m; i++) {
    let x = a, y = b;
    if (as == 0) { v128.store(pair, v128.load64_splat(a)); x = pair; }
    if (bs == 0) { v128.store(pair, v128.load64_splat(b), 16); y = pair + 16; }
    switch (op) {
      case ADD: row(ADD, x, as, y, bs, out, n); break;
      case SUBTRACT: row(SUBTRACT, x, as, y, bs, out, n); break;
      case MULTIPLY: row(MULTIPLY, x, as, y, bs, out, n); break;
      case DIVIDE: row(DIVIDE, x, as, y, bs, out, n); break;
      case MAXIMUM: row(MAXIMUM, x, as, y, bs, out, n); break;
      case MINIMUM: row(MINIMUM, x, as, y, bs, out, n); break;
      case GREATER: compareRow(GREATER, x, as, y, bs, out, n); break;
      case GREATER_EQUAL: compareRow(GREATER_EQUAL, x, as, y, bs, out, n); break;
      case LESS: compareRow(LESS, x, as, y, bs, out, n); break;
      case LESS_EQUAL: compareRow(LESS_EQUAL, x, as, y, bs, out, n); break;
      case EQUAL: compareRow(EQUAL, x, as, y, bs, out, n); break;
      default: compareRow(NOT_EQUAL, x, as, y, bs, out, n);
    }
    a += ar; b += br; out += step;
  }
}

/** n bytes as n numbers. */
export function widen(src: usize, dst: usize, n: i32): void {
  const end = dst + (<usize>(n & ~7) << 3);
  while (dst < end) {
    const words = i16x8.extend_low_i8x16_u(v128.load64_zero(src));
    const low = i32x4.extend_low_i16x8_u(words), high = i32x4.extend_high_i16x8_u(words);
    v128.store(dst, f64x2.convert_low_i32x4_u(low));
    v128.store(dst, f64x2.convert_low_i32x4_u(v128.shuffle<i64>(low, low, 1, 1)), 16);
    v128.store(dst, f64x2.convert_low_i32x4_u(high), 32);
    v128.store(dst, f64x2.convert_low_i32x4_u(v128.shuffle<i64>(high, high, 1, 1)), 48);
    src += 8; dst += 64;
  }
  for (let left = n & 7; left > 0; left--) { f64.store(dst, <f64>load<u8>(src)); src++; dst += 8; }
}
