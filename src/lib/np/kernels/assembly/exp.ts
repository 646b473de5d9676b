// e^x by a table of 2^(j/2048): x = k ln2/2048 + r with |r| <= ln2/4096, e^x = 2^(k>>11) * 2^((k&2047)/2048) * e^r,
// where a cubic is enough for e^r. The method is P. T. P. Tang's, "Table-driven implementation of the exponential function" (1989).

const LN2: f64 = 0.6931471805599453;
const LN2_TAIL: f64 = 2.3190468138462996e-17;
const STEP: f64 = LN2 / 2048;
/** The leading 24 bits of STEP: k * STEP_HI is then exact for every |k| < 2^20. */
const STEP_HI: f64 = reinterpret<f64>(reinterpret<u64>(STEP) & 0xffffffffe0000000);
const STEP_LO: f64 = STEP - STEP_HI + LN2_TAIL / 2048;
/** Adding it rounds to an integer, which then stands in the low bits, moved up by 2^20 so that it is not negative. */
const ROUNDER: f64 = 6755399441055744.0 + 1048576.0;
const ROUNDER_BITS: i64 = 0x4338000000000000;
/** 1/2, moved a little so that it makes up for the missing r^4/24 on |r| <= ln2/4096. */
const HALF: f64 = 0.5 + 0.8284271247461903 * (STEP / 2) * (STEP / 2) / 24;

/** x in steps of ln2/2048, rounded, plus ROUNDER. */
// @ts-ignore: decorator
@inline
function rounded(x: v128): v128 {
  return f64x2.add(f64x2.mul(x, f64x2.splat(1 / STEP)), f64x2.splat(ROUNDER));
}

/** e^x for two lanes, where `d` is rounded(x) and its low bits `v` are also at `spill`: addresses come from memory, not from lanes. */
// @ts-ignore: decorator
@inline
function finish(x: v128, d: v128, v: v128, table: usize, spill: usize): v128 {
  const k = f64x2.sub(d, f64x2.splat(ROUNDER));
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(k, f64x2.splat(STEP_HI))), f64x2.mul(k, f64x2.splat(STEP_LO)));
  const t0 = v128.load(table + <usize>((load<u32>(spill) & 2047) << 4));
  const t1 = v128.load(table + <usize>((load<u32>(spill, 8) & 2047) << 4));
  const tail = v128.shuffle<f64>(t0, t1, 0, 2), head = v128.shuffle<f64>(t0, t1, 1, 3);
  const s = i64x2.add(head, i64x2.shl(v, 41));
  const p = f64x2.add(f64x2.mul(r, f64x2.splat(1.0 / 6)), f64x2.splat(HALF));
  const q = f64x2.add(f64x2.add(f64x2.mul(f64x2.mul(r, r), p), tail), r);
  return f64x2.add(f64x2.mul(s, q), s);
}

/**
 * dst = e^src for n items, n a multiple of 8 (in place is fine). `table` holds 2048 pairs: relative tail, and head, of 2^(j/2048), with the
 * head's bits less j << 41 and less 512 << 52, so that adding k << 41 sets the exponent. `spill` is 64 bytes of scratch.
 * Returns 1 when some |x| was past 2^20 ln2/2048 (about 354) or not a number: those results are wrong and left to the caller.
 */
export function exp(src: usize, dst: usize, n: i32, table: usize, spill: usize): i32 {
  let seen = i64x2.splat(0);
  const end = src + (<usize>n << 3);
  while (src < end) {
    const x0 = v128.load(src), x1 = v128.load(src, 16), x2 = v128.load(src, 32), x3 = v128.load(src, 48);
    const d0 = rounded(x0), d1 = rounded(x1), d2 = rounded(x2), d3 = rounded(x3);
    const v0 = v128.xor(d0, i64x2.splat(ROUNDER_BITS)), v1 = v128.xor(d1, i64x2.splat(ROUNDER_BITS));
    const v2 = v128.xor(d2, i64x2.splat(ROUNDER_BITS)), v3 = v128.xor(d3, i64x2.splat(ROUNDER_BITS));
    v128.store(spill, v0); v128.store(spill, v1, 16); v128.store(spill, v2, 32); v128.store(spill, v3, 48);
    seen = v128.or(seen, v128.or(v128.or(v0, v1), v128.or(v2, v3)));
    v128.store(dst, finish(x0, d0, v0, table, spill));
    v128.store(dst, finish(x1, d1, v1, table, spill + 16), 16);
    v128.store(dst, finish(x2, d2, v2, table, spill + 32), 32);
    v128.store(dst, finish(x3, d3, v3, table, spill + 48), 48);
    src += 64; dst += 64;
  }
  return i32((i64x2.extract_lane(seen, 0) | i64x2.extract_lane(seen, 1)) >> 21 != 0);
}
