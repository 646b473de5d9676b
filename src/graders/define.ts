/** How an assignment's hidden tests are written. Each src/graders/assignments/NN-slug.ts default-exports one `Assignment`. */
import type { CallTest, Tolerance } from '../lib/check/types';

/** Gradescope's four words. Public tests are `visible`; hidden tests are `hidden` unless they say otherwise. */
export type Visibility = 'hidden' | 'after_due_date' | 'after_published' | 'visible';

/** The learner's module, seen from the grader's process: it answers calls with plain values, and nothing else. */
export interface Learner {
  /** Calls an exported function by name in the sandboxed child. Rejects with `LearnerError` when it throws there. */
  call(fn: string, ...args: unknown[]): Promise<unknown>;
  /** Calls `probe(fn, ...args)` there, a probe of src/lib/check/probes/NN-slug.ts. */
  probe(probe: string, fn: string, ...args: unknown[]): Promise<unknown>;
}

/** Comparisons for scripted tests. Each throws `TestFailure` with the test's property when it does not hold. */
export interface Expect {
  /** Same structure, kind, shape, then every number within `atol + rtol * |expected|`; NaN never passes. */
  close(actual: unknown, expected: unknown, tolerance?: Tolerance & { what?: string }): void;
  /** Same structure and exactly equal values. */
  equal(actual: unknown, expected: unknown, what?: string): void;
  /** A condition in words. */
  that(condition: boolean, property: string): void;
}

/** The given and graded functions of the reference solution, by name (dist/solutions/NN-slug.js), for computing expected values. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Solution = Record<string, any>;

interface TestBase {
  name: string;
  /** What failed, in the learner's terms, never the expected value. */
  property: string;
  visibility?: Visibility;
  /** Share of the task's points; the shares of a task's tests are normalized. Default 1. */
  weight?: number;
  /** Wall-clock limit of this test in seconds. Default: the grader's. */
  timeout?: number;
}

/** One call, one comparison. */
export interface HiddenCallTest extends TestBase, Tolerance, Pick<CallTest, 'args' | 'probe'> {
  /** The right result; what the reference solution gives for the same call, if left out. */
  expected?: (solution: Solution) => unknown;
}

/** Several calls. */
export interface ScriptedTest extends TestBase {
  run: (learner: Learner, expect: Expect, solution: Solution) => Promise<void>;
}

export type HiddenTest = HiddenCallTest | ScriptedTest;

export interface Task {
  /** `'1.2'` */
  id: string;
  /** Name of the graded function or class. */
  fn: string;
  title: string;
  points: number;
  tests: HiddenTest[];
}

export interface Assignment {
  /** `'01-regularization'`: the names of its notebook, source and solution. */
  slug: string;
  title: string;
  tasks: Task[];
}

/** Gives the literal its type; the grader validates it when it loads. */
export function defineAssignment(assignment: Assignment): Assignment {
  return assignment;
}

export type { CallTest };
