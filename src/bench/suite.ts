import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentName } from './environment';

/** How much work a case does: for tests, for every day (some seconds a side), or as much as the notebook. */
export type Size = 'tiny' | 'usual' | 'full';

/** One piece of work, done the same way here and in the Python file beside the suite. */
export interface BenchCase {
  /** A short name, the same in the Python file's CASES. */
  name: string;
  /** What is measured, for the table. */
  title: string;
  /** How often the work is repeated within one sample, so that a sample takes some milliseconds. */
  repeat: number;
  /** The ratio Gradus / Python that has to be kept, if there is one. */
  target?: number;
  /** The work takes seconds: it is measured three times (or `rounds` times), after one run as a warm-up. */
  slow?: boolean;
  rounds?: number;
  /** `setup` knows sizes: tests run the case at the tiny one. */
  sized?: boolean;
  /** Makes the data, outside the measured time. */
  setup(size?: Size): Work;
  /** The same work by TensorFlow.js as it comes, a column of its own; after `setup`, whose data it takes. */
  tfjs?(size?: Size): Work;
}

/** What is timed, and the numbers that prove afterwards that both sides did the same: they must agree to `tolerance` (relative, 1e-9 unless told; one for all numbers, or one each). */
export interface Work {
  run(): void | Promise<void>;
  result(): number[];
  tolerance?: number | readonly number[];
  /** The most memory (MB) that a process of its own takes for the work; Python's is that of its process, which is new for each suite. */
  peakMb?(): number | null;
}

/** A suite: src/bench/suites/NAME.ts default-exports one, src/bench/suites/NAME.py is its counterpart. */
export interface BenchSuite {
  title: string;
  /** How many threads this side uses. */
  threads: string;
  /** What it is compared with: NumPy unless told. */
  other?: string;
  /** What Python has to have installed: NumPy alone unless told. */
  environment?: EnvironmentName;
  cases: BenchCase[];
}

const folder = join(__dirname, 'suites');

/** The names of all suites, by listing the folder of the built ones. */
export function suiteNames(): string[] {
  return readdirSync(folder)
    .filter((file) => /^[\w-]+\.(js|ts)$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => file.replace(/\.\w+$/, ''))
    .sort();
}

/** Loads one suite. */
export function loadSuite(name: string): BenchSuite {
  return (require(join(folder, name)) as { default: BenchSuite }).default;
}
