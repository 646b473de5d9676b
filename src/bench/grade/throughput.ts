import os from 'node:os';
import type { SandboxKind } from '../../graders';
import { median } from '../measure';
import { gradeInLanes } from './lanes';
import { slugOf, type Submissions } from './submissions';

export interface Throughput {
  assignments: string[];
  /** Submissions a second, medians of the rounds, with one process that grades and with two. */
  one: number;
  two: number;
  /** How many times as many two do, median of the rounds. */
  growth: number;
  target: number;
  /** Cores this machine has, and how many other work kept busy when it began. */
  cores: number;
  busy: number;
}

const TARGET = 1.8;

/** Submissions a second between the first that is done after the warm-up and the last. */
async function rate(files: readonly string[], warmUp: number, jobs: number, sandbox: SandboxKind): Promise<number> {
  const at: number[] = [];
  await gradeInLanes(files, jobs, sandbox, () => at.push(performance.now()));
  return (at.length - 1 - warmUp) / ((at[at.length - 1] - at[warmUp]) / 1000);
}

/** Grades a list of `count` submissions with one job and with two, in turns; each process warms up on `warmUp` more. */
export async function measureThroughput(numbers: readonly string[], count: number, rounds: number, warmUp: number, sandbox: SandboxKind, made: Submissions): Promise<Throughput> {
  const slugs = numbers.map(slugOf);
  const busy = os.loadavg()[0];
  const list = (length: number): string[] => Array.from({ length }, (_, i) => made.make(slugs[i % slugs.length]));
  const one: number[] = [];
  const two: number[] = [];
  for (let round = 0; round < rounds; round++) {
    one.push(await rate(list(count + warmUp), warmUp, 1, sandbox));
    two.push(await rate(list(count + 2 * warmUp), 2 * warmUp, 2, sandbox));
  }
  return { assignments: slugs, one: median(one), two: median(two), growth: median(two.map((rate, i) => rate / one[i])), target: TARGET, cores: os.availableParallelism(), busy };
}
