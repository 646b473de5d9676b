import type { Work } from './suite';

/** The middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Milliseconds for one run, from `repeat` runs one after the other. */
export async function sample(work: Work, repeat: number): Promise<number> {
  const start = process.hrtime.bigint();
  for (let i = 0; i < repeat; i++) {
    const pending = work.run();
    if (pending) await pending; // not otherwise: waiting for nothing takes time, too
  }
  return Number(process.hrtime.bigint() - start) / 1e6 / repeat;
}

/** Whether two lists of results are the same up to a relative difference; NaN and infinities only equal themselves. */
export function agree(a: readonly number[], b: readonly number[], tolerance: number): boolean {
  const close = (x: number, y: number): boolean => {
    if (Object.is(x, y) || x === y) return true;
    return Number.isFinite(x - y) && Math.abs(x - y) <= tolerance * Math.max(Math.abs(x), Math.abs(y));
  };
  return a.length === b.length && a.every((x, i) => close(x, b[i]));
}
