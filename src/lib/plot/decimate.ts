/** Shorter lines are drawn as they are. */
const MIN_POINTS = 4000;

/**
 * Fewer points for a line that looks the same. A curve of 30,000 costs would be half a megabyte of SVG; per column of pixels its first, lowest,
 * highest and last point draw the same picture (M4 aggregation). Lines whose x does not rise stay whole.
 * @returns indices of the points to draw, rising
 */
export function decimate(x: readonly number[], y: readonly number[], pixels: number): number[] {
  const all = Array.from(x, (_, i) => i);
  if (x.length <= MIN_POINTS || !x.every((v, i) => Number.isFinite(v) && (i === 0 || v >= x[i - 1]))) return all;
  const [start, span] = [x[0], x[x.length - 1] - x[0]];
  if (!(span > 0)) return all;
  const column = (i: number): number => Math.min(pixels - 1, Math.floor(((x[i] - start) / span) * pixels));
  const kept: number[] = [];
  for (let from = 0; from < x.length; ) {
    let to = from + 1;
    while (to < x.length && column(to) === column(from)) to++;
    kept.push(...extremes(y, from, to));
    from = to;
  }
  return kept;
}

/** First, lowest, highest and last index of [from, to), and any that is not finite, where the line is broken. */
function extremes(y: readonly number[], from: number, to: number): number[] {
  let [low, high, gap] = [from, from, -1];
  for (let i = from; i < to; i++) {
    if (!Number.isFinite(y[i])) gap = i;
    if (y[i] < y[low] || !Number.isFinite(y[low])) low = i;
    if (y[i] > y[high] || !Number.isFinite(y[high])) high = i;
  }
  return [...new Set([from, low, high, to - 1, ...(gap >= 0 ? [gap] : [])])].sort((a, b) => a - b);
}
