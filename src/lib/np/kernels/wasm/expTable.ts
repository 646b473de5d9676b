/** The table of the exp kernel: for each of 2048 steps j, the pair (tail, head) of 2^(j/2048). */
const STEPS = 2048;
export const TABLE_BYTES = STEPS * 16;

/** Fixed-point numbers with 120 bits behind the point. */
const POINT = 120n;

/**
 * Writes the table at `address`. The head is 2^(j/2048) rounded, its bits less j << 41 and less 512 << 52 (the kernel adds k << 41, where k counts
 * steps of ln2/2048 from -2^20 on); the tail is what rounding left, relative to the head.
 */
export function writeExpTable(buffer: ArrayBuffer, address: number): void {
  const floats = new Float64Array(buffer, address, STEPS * 2);
  const bits = new BigInt64Array(buffer, address, STEPS * 2);
  const step = rootOfTwo();
  let power = 1n << POINT;
  for (let j = 0; j < STEPS; j++) {
    const head = Number(power) / 2 ** Number(POINT);
    const left = power - BigInt(head * 2 ** Number(POINT));
    floats[2 * j] = Number(left) / 2 ** Number(POINT) / head;
    floats[2 * j + 1] = head;
    bits[2 * j + 1] -= (BigInt(j) << 41n) + (512n << 52n);
    power = (power * step) >> POINT;
  }
}

/** 2^(1/2048): eleven square roots. */
function rootOfTwo(): bigint {
  let x = 2n << POINT;
  for (let i = 0; i < 11; i++) x = integerSqrt(x << POINT);
  return x;
}

/** The integer part of the square root, by Newton's method from above. */
function integerSqrt(n: bigint): bigint {
  let x = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}
