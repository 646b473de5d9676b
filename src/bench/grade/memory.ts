import type { SandboxKind } from '../../graders';
import { median } from '../measure';
import { gradeInLanes } from './lanes';
import { slugOf, type Submissions } from './submissions';
import { checkerOf, memoryMb, slope } from './usage';

/** Resident memory of one process over many submissions. */
export interface MemoryOf {
  process: 'grader' | 'type checker';
  /** Median after the warm-up, in MB. */
  mb: number;
  /** How much 1,000 submissions add by the fitted line, and the standard error of that, in MB. */
  growth: number;
  error: number;
  flat: boolean;
}

export interface Memory {
  assignments: string[];
  submissions: number;
  processes: MemoryOf[];
}

/** The share of the submissions in which caches fill and code is optimized. */
const WARM_UP = 0.25;
/** What 1,000 submissions may add: a tenth. */
const FLAT = 0.1;

/** The line through all but the first quarter of the measurements, one a submission. Not flat: it surely grows by more than a tenth in 1,000. */
export function fit(process: MemoryOf['process'], measured: readonly number[]): MemoryOf {
  const first = Math.floor(measured.length * WARM_UP);
  const y = measured.slice(first);
  const line = slope(y.map((_, i) => first + i), y); // prettier-ignore
  const [mb, growth, error] = [median(y), 1000 * line.slope, 1000 * line.error];
  return { process, mb, growth, error, flat: growth - 2 * error <= FLAT * mb };
}

/** Grades `count` submissions, no two the same, in one process and looks at its memory and its type checker's after each. */
export async function measureMemory(numbers: readonly string[], count: number, sandbox: SandboxKind, made: Submissions, progress: (done: number) => void): Promise<Memory> {
  const slugs = numbers.map(slugOf);
  const files = Array.from({ length: count }, (_, i) => made.make(slugs[i % slugs.length]));
  const grader: number[] = [];
  const checker: number[] = [];
  await gradeInLanes(files, 1, sandbox, (pid) => {
    grader.push(memoryMb(pid));
    checker.push(memoryMb(checkerOf(pid)!));
    progress(grader.length);
  });
  return { assignments: slugs, submissions: count, processes: [fit('grader', grader), fit('type checker', checker)] };
}
