import type { Status, TestResult } from '../schemas/result';

/** Where the values of a sample lie. `null` where there are too few values to say. */
export interface Distribution {
  /** Number of values. */
  n: number;
  mean: number | null;
  median: number | null;
  /** Standard deviation of a sample (divided by n - 1); null below two values. */
  sd: number | null;
  min: number | null;
  max: number | null;
}

/** How often each status came; statuses that never came are left out. */
export type StatusCounts = Partial<Record<Status, number>>;

/** What the tests and the tasks have in common: n submissions, of which some passed. */
export interface ItemStatistics {
  /** Submissions that were graded on it. */
  n: number;
  /** Share of them that passed, 0 to 1 (the item's difficulty index); null when n is 0. */
  passed: number | null;
  statuses: StatusCounts;
  /**
   * Point-biserial correlation of passing with the rest of the score (all points of the assignment but this item's), -1 to 1: high when those who are good at
   * the rest pass. null when everybody or nobody passed, when all have the same rest, or below three submissions.
   */
  discrimination: number | null;
}

export interface TestStatistics extends ItemStatistics {
  task: string;
  name: string;
  visibility: TestResult['visibility'];
  maxPoints: number;
}

/** One question: a task of an assignment. */
export interface TaskStatistics extends ItemStatistics {
  id: string;
  fn: string;
  title: string;
  maxScore: number;
  /** Points. */
  score: Distribution;
  tests: TestStatistics[];
}

export interface AssignmentStatistics {
  /** NN-slug. */
  assignment: string;
  title: string;
  maxScore: number;
  /** Learners with a graded submission. All numbers below are about these. */
  graded: number;
  /** Files that could not be read: they have 0 points. */
  unreadable: number;
  /** Learners on the roster who handed in nothing. */
  missing: number;
  /** Submissions that the grader itself could not grade. */
  failures: number;
  /** Of the graded ones, those that came late. */
  late: number;
  /** Points before what being late cost. */
  score: Distribution;
  /** Points after it. */
  finalScore: Distribution;
  /** Graded submissions with 0-10 %, 10-20 %, ... 90-100 % of the points before lateness; 100 % is in the last. */
  histogram: number[];
  tasks: TaskStatistics[];
  /** The tests that the fewest passed, hardest first; at most ten, none that everybody passed. */
  hardestTests: TestStatistics[];
}

export interface ClassStatistics {
  /** Different learners among the results. */
  learners: number;
  /** Sorted by NN-slug. */
  assignments: AssignmentStatistics[];
}
