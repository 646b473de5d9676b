/**
 * The gradebook's tables, the same in SQLite and PostgreSQL. Times are ISO 8601 in UTC as text, so that they sort and compare alike in both; truth values are 0 and 1.
 */
import type { Result, Status, TestResult } from '../schemas/result';

export interface Learners {
  id: string;
  name: string | null;
  email: string | null;
}

export interface Assignments {
  slug: string;
  title: string;
  max_score: number;
  /** The course's due date, without extensions. */
  due: string | null;
}

/** A file that was handed in: the same file handed in again is the same submission. */
export interface Submissions {
  /** sha256 over learner, assignment and the file's sha256. */
  id: string;
  learner: string;
  assignment: string;
  file: string;
  file_sha256: string | null;
  submitted_at: string | null;
  submitted_at_source: string | null;
}

/** A grading. All are kept; of those of a learner and assignment one is current. */
export interface Grades {
  /** sha256 over what makes a grading: recorded twice it is one row. */
  id: string;
  learner: string;
  assignment: string;
  /** null for somebody who handed in nothing. */
  submission: string | null;
  status: Result['status'];
  message: string;
  score: number;
  max_score: number;
  late_seconds: number;
  penalty: number;
  /** What counts: score less penalty. */
  final_score: number;
  due: string | null;
  pack: string;
  tests_sha256: string | null;
  graded_at: string;
  recorded_at: string;
  is_current: number;
}

export interface TaskGrades {
  grade: string;
  task: string;
  /** Place within the assignment, from 0. */
  position: number;
  fn: string;
  title: string;
  status: Status;
  score: number;
  max_score: number;
}

export interface TestResults {
  grade: string;
  task: string;
  /** Place within the task, from 0. */
  position: number;
  name: string;
  visibility: TestResult['visibility'];
  status: Status;
  points: number;
  max_points: number;
  message: string;
  ms: number;
}

export interface Tables {
  learners: Learners;
  assignments: Assignments;
  submissions: Submissions;
  grades: Grades;
  task_grades: TaskGrades;
  test_results: TestResults;
}
