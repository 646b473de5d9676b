import type { Data } from './dtype';

/** Folds n items, from `at` in steps of `step`, to one. */
export type Fold = (items: Data, at: number, step: number, n: number) => number;

const PAIRWISE_BLOCK = 128;

/** NumPy's pairwise sum: eight running sums within blocks of 128, halves above, so that the rounding error grows with log n and the digits agree. */
export function pairwise(items: Data, at: number, step: number, n: number): number {
  if (n < 8) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += items[at + i * step];
    return n === 0 ? 0 : sum;
  }
  if (n <= PAIRWISE_BLOCK) return blockSum(items, at, step, n);
  let half = n >> 1;
  half -= half % 8;
  return pairwise(items, at, step, half) + pairwise(items, at + half * step, step, n - half);
}

function blockSum(x: Data, at: number, s: number, n: number): number {
  let [r0, r1, r2, r3] = [x[at], x[at + s], x[at + 2 * s], x[at + 3 * s]];
  let [r4, r5, r6, r7] = [x[at + 4 * s], x[at + 5 * s], x[at + 6 * s], x[at + 7 * s]];
  let i = 8;
  for (; i + 8 <= n; i += 8) {
    const p = at + i * s;
    r0 += x[p];
    r1 += x[p + s];
    r2 += x[p + 2 * s];
    r3 += x[p + 3 * s];
    r4 += x[p + 4 * s];
    r5 += x[p + 5 * s];
    r6 += x[p + 6 * s];
    r7 += x[p + 7 * s];
  }
  let sum = r0 + r1 + (r2 + r3) + (r4 + r5 + (r6 + r7));
  for (; i < n; i++) sum += x[at + i * s];
  return sum;
}

function plainSum(items: Data, at: number, step: number, n: number): number {
  let sum = 0;
  for (let i = 0, p = at; i < n; i++, p += step) sum += items[p];
  return sum;
}

/** out[j] = the sum of column j of n rows, row by row as NumPy adds them and as memory lies; four rows at a time, so that out is loaded and stored n/4 times. */
export function sumColumns(x: Data, n: number, out: Data): void {
  const width = out.length;
  out.fill(0);
  let i = 0,
    p = 0;
  for (; i + 4 <= n; i += 4, p += 4 * width) {
    const q = p + width,
      r = q + width,
      s = r + width;
    for (let j = 0; j < width; j++) out[j] = out[j] + x[p + j] + x[q + j] + x[r + j] + x[s + j];
  }
  for (; i < n; i++, p += width) for (let j = 0; j < width; j++) out[j] += x[p + j];
}

/** Along the innermost axis NumPy adds pairwise; along others row by row. */
export const sumFold: Fold = (items, at, step, n) => (step === 1 ? pairwise(items, at, 1, n) : plainSum(items, at, step, n));
