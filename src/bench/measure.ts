import type { Work } from './suite';

/** The middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Milliseconds for one run, from `repeat` runs one after the other; `cpu`, if given, gets those of the processor, all threads added up. */
export async function sample(work: Work, repeat: number, cpu?: number[]): Promise<number> {
  const busy = process.cpuUsage();
  const start = process.hrtime.bigint();
  for (let i = 0; i < repeat; i++) {
    const pending = work.run();
    if (pending) await pending; // not otherwise: waiting for nothing takes time, too
  }
  const ms = Number(process.hrtime.bigint() - start) / 1e6 / repeat;
  const { user, system } = process.cpuUsage(busy);
  cpu?.push((user + system) / 1e3 / repeat);
  return ms;
}

/** Whether two lists of results are the same up to a relative difference, one for all or one each; NaN and infinities only equal themselves. */
export function agree(a: readonly number[], b: readonly number[], tolerance: number | readonly number[]): boolean {
  const close = (x: number, y: number, i: number): boolean => {
    if (Object.is(x, y) || x === y) return true;
    return Number.isFinite(x - y) && Math.abs(x - y) <= (typeof tolerance === 'number' ? tolerance : tolerance[i]) * Math.max(Math.abs(x), Math.abs(y));
  };
  return a.length === b.length && a.every((x, i) => close(x, b[i], i));
}
