// The natural logarithm by the method of fdlibm's e_log.c (Sun Microsystems, 1993), which JavaScript engines use for Math.log: x = 2^k (1 + f), and with
// s = f / (2 + f) a polynomial in s^2 for log(1 + f). The operations come in its order, so that every bit is the same; its branches are choices here.

const LN2_HI: f64 = 6.93147180369123816490e-01, LN2_LO: f64 = 1.90821492927058770002e-10;
const LG1: f64 = 6.666666666666735130e-01, LG2: f64 = 3.999999999940941908e-01, LG3: f64 = 2.857142874366239149e-01;
const LG4: f64 = 2.222219843214978396e-01, LG5: f64 = 1.818357216161805012e-01, LG6: f64 = 1.531383769920937332e-01;
const LG7: f64 = 1.479819860511658591e-01;

// @ts-ignore: decorator
@inline
function times(x: v128, y: f64): v128 {
  return f64x2.mul(x, f64x2.splat(y));
}

/** log of two lanes that are normal numbers above 0. */
// @ts-ignore: decorator
@inline
function log2lanes(x: v128): v128 {
  const bits = i64x2.shr_u(x, 32); // the upper halves
  const hx = v128.and(bits, i64x2.splat(0xfffff));
  const up = v128.and(i64x2.add(hx, i64x2.splat(0x95f64)), i64x2.splat(0x100000));
  const exponent = i64x2.add(i64x2.sub(i64x2.shr_u(bits, 20), i64x2.splat(1023)), i64x2.shr_u(up, 20));
  const low = v128.and(x, i64x2.splat(0xffffffff));
  const high = v128.or(hx, v128.xor(up, i64x2.splat(0x3ff00000)));
  const f = f64x2.sub(v128.or(i64x2.shl(high, 32), low), f64x2.splat(1));
  const k = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(exponent, exponent, 0, 2, 0, 2));
  const khi = times(k, LN2_HI), klo = times(k, LN2_LO);
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
  const z = f64x2.mul(s, s), w = f64x2.mul(z, z);
  const t1 = f64x2.mul(w, f64x2.add(f64x2.splat(LG2), f64x2.mul(w, f64x2.add(f64x2.splat(LG4), times(w, LG6)))));
  const t2 = f64x2.mul(z, f64x2.add(f64x2.splat(LG1), f64x2.mul(w, f64x2.add(f64x2.splat(LG3), f64x2.mul(w, f64x2.add(f64x2.splat(LG5), times(w, LG7)))))));
  const r = f64x2.add(t2, t1);
  // Near 1 (|f| below 2^-20), in the middle, and elsewhere.
  const near = i64x2.lt_s(v128.and(i64x2.add(hx, i64x2.splat(2)), i64x2.splat(0xfffff)), i64x2.splat(3));
  const middle = i64x2.gt_s(v128.or(i64x2.sub(hx, i64x2.splat(0x6147a)), i64x2.sub(i64x2.splat(0x6b851), hx)), i64x2.splat(0));
  const half = f64x2.mul(times(f, 0.5), f);
  const inMiddle = f64x2.sub(half, f64x2.add(f64x2.mul(s, f64x2.add(half, r)), klo));
  const elsewhere = f64x2.sub(f64x2.mul(s, f64x2.sub(f, r)), klo);
  const cubic = f64x2.mul(f64x2.mul(f, f), f64x2.sub(f64x2.splat(0.5), times(f, 0.33333333333333333)));
  const rest = v128.bitselect(f64x2.sub(cubic, klo), v128.bitselect(inMiddle, elsewhere, middle), near);
  return f64x2.sub(khi, f64x2.sub(rest, f));
}

/**
 * dst = log(src) for n items, n a multiple of 4 (in place is fine). Returns 1 when some item was not a normal number above 0: those results are wrong and
 * left to the caller.
 */
export function log(src: usize, dst: usize, n: i32): i32 {
  let odd = i64x2.splat(0);
  const smallest = f64x2.splat(2.2250738585072014e-308), largest = f64x2.splat(f64.MAX_VALUE);
  const end = src + (<usize>n << 3);
  while (src < end) {
    const x0 = v128.load(src), x1 = v128.load(src, 16);
    const fine = v128.and(v128.and(f64x2.ge(x0, smallest), f64x2.le(x0, largest)), v128.and(f64x2.ge(x1, smallest), f64x2.le(x1, largest)));
    odd = v128.or(odd, v128.not(fine));
    v128.store(dst, log2lanes(x0));
    v128.store(dst, log2lanes(x1), 16);
    src += 32; dst += 32;
  }
  return i32(v128.any_true(odd));
}
