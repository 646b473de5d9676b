/** Half-precision numbers (IEEE 754 binary16): 1 sign, 5 exponent and 10 fraction bits. */

const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** The 16 bits of the half nearest to a number, ties to even; beyond 65504 infinity. */
export function toHalf(x: number): number {
  single[0] = x;
  const [sign, exponent, fraction] = [(bits[0] >>> 16) & 0x8000, (bits[0] >>> 23) & 255, bits[0] & 0x7fffff];
  if (exponent === 255) return sign | 0x7c00 | (fraction ? 0x200 : 0);
  const e = exponent - 112;
  if (e >= 31) return sign | 0x7c00;
  if (e < -10) return sign;
  const significand = fraction | 0x800000;
  const shift = e <= 0 ? 14 - e : 13; // below 2^-14 halves have no leading 1
  const [kept, rest, middle] = [significand >>> shift, significand & ((1 << shift) - 1), 1 << (shift - 1)];
  const up = rest > middle || (rest === middle && (kept & 1) === 1) ? 1 : 0;
  return e <= 0 ? sign | (kept + up) : (sign | (e << 10)) + (kept & 0x3ff) + up; // a carry goes into the exponent
}

/** The number that 16 bits stand for. */
export function fromHalf(h: number): number {
  const sign = h & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(h >>> 10) & 31, h & 0x3ff];
  if (exponent === 31) return fraction ? Number.NaN : sign * Infinity;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}
