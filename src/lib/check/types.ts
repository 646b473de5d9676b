/**
 * What a test of a graded function looks like. Public tests (in src/lib/check/public/NN-slug.ts) are shown by `check()` in the
 * notebook and counted by the grader as visible ones; hidden tests (in src/graders/assignments/NN-slug.ts) add to them.
 */
export interface Tolerance {
  /** Relative tolerance, NumPy's allclose default. */
  rtol?: number;
  /** Absolute tolerance, NumPy's allclose default. */
  atol?: number;
}

/** Call the learner's function once with `args` and compare its result with `expected`. */
export interface CallTest extends Tolerance {
  /** What the test looks at, e.g. "two examples, three layers". */
  name: string;
  /** The property that holds when it passes, in the learner's terms: "every row sums to 1". Shown when the test fails. */
  property: string;
  /** Fresh arguments on every call: numbers, strings, booleans, null, arrays, plain objects, NDArrays, and tensors as `TensorValue`. */
  args: () => unknown[];
  /**
   * Name of a probe in src/lib/check/probes/NN-slug.ts, for functions whose arguments or results are no plain values (models, layers, classes). The test is then
   * about `probe(fn, ...args)`.
   */
  probe?: string;
  /** The right result: same kinds as arguments; tuples are arrays. */
  expected: () => unknown;
  /** One step towards the solution, for the learner. Never gives the answer away in a hidden test. */
  hint?: string;
}

/** The public tests of one graded function. */
export interface PublicTask {
  /** Task id, `'1.2'`: assignment number, dot, exercise number. */
  task: string;
  /** Name of the graded function or class. */
  fn: string;
  tests: CallTest[];
}

/** The default export of src/lib/check/public/NN-slug.ts. */
export interface PublicAssignment {
  slug: string;
  tasks: PublicTask[];
}
