/** How time grows with size: time = c * size^exponent. */
export interface Fit {
  exponent: number;
  /** Share of the variance of log time that the line explains, 0 to 1. */
  r2: number;
}

/** The line through (log size, log time) by least squares. Throws RangeError unless there are two lists of one length, at least 3, of numbers above 0. */
export function fitPower(sizes: readonly number[], times: readonly number[]): Fit {
  const n = sizes.length;
  if (n < 3 || times.length !== n)
    throw new RangeError(`fitPower: expected two lists of one length, at least 3, got ${n} and ${times.length}`);
  if (![...sizes, ...times].every((x) => x > 0 && Number.isFinite(x)))
    throw new RangeError('fitPower: expected numbers above 0');
  const [x, y] = [sizes.map(Math.log), times.map(Math.log)];
  const mean = (v: readonly number[]): number => v.reduce((s, a) => s + a, 0) / n;
  const [mx, my] = [mean(x), mean(y)];
  const sxx = x.reduce((s, a) => s + (a - mx) ** 2, 0);
  const sxy = x.reduce((s, a, i) => s + (a - mx) * (y[i] - my), 0);
  const syy = y.reduce((s, a) => s + (a - my) ** 2, 0);
  if (sxx === 0) throw new RangeError('fitPower: expected different sizes');
  return { exponent: sxy / sxx, r2: syy === 0 ? 1 : sxy ** 2 / (sxx * syy) };
}

/** The orders that algorithms have here. */
export const ORDERS = {
  n: (n: number): number => n,
  'n log n': (n: number): number => n * Math.log2(n),
  'n^2': (n: number): number => n ** 2,
  'n^3': (n: number): number => n ** 3,
} as const;
export type Order = keyof typeof ORDERS;

/** The exponent that an order itself shows over these sizes: a little above 1 for n log n. */
export const exponentOf = (order: Order, sizes: readonly number[]): number =>
  fitPower(sizes, sizes.map(ORDERS[order])).exponent;

/** How much a fitted exponent may be above its order's: caches that a larger size no longer fits into, and what else runs. */
export const TOLERANCE = 0.2;

/** Whether time grows no faster than the order says. */
export const withinOrder = (exponent: number, order: Order, sizes: readonly number[]): boolean =>
  exponent <= exponentOf(order, sizes) + TOLERANCE;
