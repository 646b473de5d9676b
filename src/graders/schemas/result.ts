/** Made from result.schema.json by `node scripts/schemas.mjs`; do not edit. */

export type Status =
  | 'passed'
  | 'failed'
  | 'timeout'
  | 'crashed'
  | 'out-of-memory'
  | 'no-reply'
  | 'compile-error'
  | 'not-implemented'
  | 'missing';

/**
 * One submission of one assignment, graded. Written by `npm run grade`.
 */
export interface Result {
  schema: 'gradus/result/v1';
  /**
   * Name of the learner's folder; null for one's own notebooks.
   */
  learner: string | null;
  /**
   * NN-slug; null when the file does not tell.
   */
  assignment: string | null;
  title: string;
  /**
   * Path of the submission, relative to where the grader was started.
   */
  file: string;
  /**
   * unreadable: the file could not be graded at all; missing: this learner of the roster handed in nothing; grader-failure: the grader itself broke down twice on it, so that the score says nothing. message says why.
   */
  status: 'graded' | 'unreadable' | 'missing' | 'grader-failure';
  message: string;
  /**
   * There when a learner's pack graded, which has no hidden tests: score and maxScore are those of the public tests alone.
   */
  publicOnly?: true;
  score: number;
  maxScore: number;
  public: Subtotal;
  hidden: Subtotal;
  /**
   * What being late cost; null when it came in time, or when nobody gave a due date. `score` is before the penalty.
   */
  late: Late | null;
  tasks: TaskResult[];
  /**
   * What the grader noticed: changed locked cells, duplicates, names that the pack gives.
   */
  notes: string[];
  provenance: Provenance;
}
export interface Subtotal {
  score: number;
  maxScore: number;
  passed: number;
  tests: number;
}
export interface Late {
  /**
   * ISO 8601, UTC.
   */
  due: string;
  /**
   * ISO 8601, UTC.
   */
  submittedAt: string;
  /**
   * How much too late.
   */
  seconds: number;
  /**
   * Points taken off.
   */
  penalty: number;
  /**
   * score less penalty, not below 0.
   */
  finalScore: number;
}
export interface TaskResult {
  id: string;
  fn: string;
  title: string;
  /**
   * passed, or the status of the first test that did not pass.
   */
  status:
    | 'passed'
    | 'failed'
    | 'timeout'
    | 'crashed'
    | 'out-of-memory'
    | 'no-reply'
    | 'compile-error'
    | 'not-implemented'
    | 'missing';
  score: number;
  maxScore: number;
  tests: TestResult[];
  where?: Where;
}
export interface TestResult {
  task: string;
  name: string;
  status: Status;
  visibility: 'hidden' | 'after_due_date' | 'after_published' | 'visible';
  points: number;
  maxPoints: number;
  /**
   * For hidden tests the property that does not hold, never the expected value.
   */
  message: string;
  /**
   * What the learner's code printed during the test, capped.
   */
  output: string;
  ms: number;
  where?: Where;
  /**
   * What the learner's code threw, in its own words. Like output, it may hold the inputs of a hidden test.
   */
  thrown?: string;
}
/**
 * A place in the submission (a .ts file counts as one cell). Of a test: the line that does not compile, or that threw. Of a task: where the learner declares its function. Left out when not known.
 */
export interface Where {
  /**
   * Number among all cells of the notebook.
   */
  cell: number;
  /**
   * Line in that cell.
   */
  line: number;
}
export interface Provenance {
  /**
   * Version of the pack.
   */
  pack: string;
  node: string;
  platform: string;
  /**
   * ISO 8601, UTC.
   */
  gradedAt: string;
  ms: number;
  submissionSha256: string | null;
  /**
   * When it was handed in, ISO 8601, UTC.
   */
  submittedAt?: string;
  /**
   * Where submittedAt was read: a manifest, the name of a file or folder, or the file's time of last change.
   */
  submittedAtSource?: 'manifest' | 'name' | 'file time';
  /**
   * Over the tests, the given cells and the reference solution that it was graded with.
   */
  testsSha256?: string;
  /**
   * The tasks that were asked for with --task; null: all.
   */
  tasks?: string[] | null;
  sandbox?: 'bwrap' | 'user' | 'process';
  limits: {
    timeoutS: number;
    memoryMb: number;
    outputChars: number;
  };
  /**
   * What stood between the learner's code and the machine.
   */
  layers: string[];
}
