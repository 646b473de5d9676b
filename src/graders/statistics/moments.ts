import type { Distribution } from './types';

const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0);

const meanOf = (values: readonly number[]): number => sum(values) / values.length;

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Mean, median and spread of a sample. */
export function distribution(values: readonly number[]): Distribution {
  const n = values.length;
  if (n === 0) return { n, mean: null, median: null, sd: null, min: null, max: null };
  const mean = meanOf(values);
  const sd = n < 2 ? null : Math.sqrt(sum(values.map((x) => (x - mean) ** 2)) / (n - 1));
  return { n, mean, median: median(values), sd, min: Math.min(...values), max: Math.max(...values) };
}

/** Below this a correlation says nothing: two points always lie on a line. */
const MIN_PAIRS = 3;
/** Sums of points differ in their last digits only, when they are the same points. */
const SAME = 1e-9;

/** Pearson's correlation; with one side of zeros and ones it is the point-biserial one. null where it is not defined. */
export function correlation(xs: readonly number[], ys: readonly number[]): number | null {
  if (xs.length < MIN_PAIRS) return null;
  const [mx, my] = [meanOf(xs), meanOf(ys)];
  const [dx, dy] = [xs.map((x) => x - mx), ys.map((y) => y - my)];
  const [vx, vy] = [sum(dx.map((x) => x * x)), sum(dy.map((y) => y * y))];
  if (vx < SAME || vy < SAME) return null;
  return Math.max(-1, Math.min(1, sum(dx.map((x, i) => x * dy[i])) / Math.sqrt(vx * vy)));
}
