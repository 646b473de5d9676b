import fs from 'node:fs';
import { processTree, treeMemoryMb } from '../../graders/sandbox/watch';

/** CPU time of processes so far, all their threads together, in milliseconds; 0 for those that have ended. */
export function cpuMs(pids: readonly number[]): number {
  let nanoseconds = 0;
  for (const pid of pids) {
    try {
      for (const thread of fs.readdirSync(`/proc/${pid}/task`)) nanoseconds += Number(fs.readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      // it has ended
    }
  }
  return nanoseconds / 1e6;
}

/** What keeps CPU times and memory from being measured here; null if nothing does. */
export function cannotMeasure(): string | null {
  return fs.existsSync('/proc/self/schedstat') ? null : 'bench grade: expected Linux with /proc/PID/schedstat, which tells the CPU time of other processes';
}

/** Resident memory of a process alone, in MB. */
export const memoryMb = (pid: number): number => treeMemoryMb([pid]);

/** The type checker that a grading process keeps. */
export function checkerOf(pid: number): number | null {
  return processTree(pid).slice(1).find((child) => commandLine(child).includes('compile/checker.js')) ?? null; // prettier-ignore
}

function commandLine(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Slope of the line through points by least squares, and its standard error. */
export function slope(x: readonly number[], y: readonly number[]): { slope: number; error: number } {
  const n = x.length;
  if (n < 3 || y.length !== n) throw new RangeError(`slope: expected two lists of one length, at least 3, got ${n} and ${y.length}`);
  const mean = (v: readonly number[]): number => v.reduce((s, a) => s + a, 0) / n;
  const [mx, my] = [mean(x), mean(y)];
  const sxx = x.reduce((s, a) => s + (a - mx) ** 2, 0);
  const b = x.reduce((s, a, i) => s + (a - mx) * (y[i] - my), 0) / sxx;
  const rest = y.reduce((s, a, i) => s + (a - my - b * (x[i] - mx)) ** 2, 0);
  return { slope: b, error: Math.sqrt(rest / (n - 2) / sxx) };
}
