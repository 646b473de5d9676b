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
   * unreadable: the file could not be graded at all; message says why.
   */
  status: 'graded' | 'unreadable';
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
