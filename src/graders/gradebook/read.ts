import { emptyResult, fillTotals } from '../run/result';
import { DEFAULT_LIMITS } from '../sandbox/command';
import type { Result, TaskResult, TestResult } from '../schemas/result';
import type { GradebookDb } from './open';
import type { Grades, Learners } from './tables';

/** A grade with whose it is. */
export type GradeRow = Grades & { name: string | null; email: string | null; title: string; submitted_at: string | null; file: string | null };

export interface GradeFilter {
  learner?: string;
  assignment?: string;
  /** Earlier gradings, too. */
  history?: boolean;
}

/** Grades by learner and assignment, latest first within one. */
export function readGrades(db: GradebookDb, filter: GradeFilter = {}): Promise<GradeRow[]> {
  let query = db
    .selectFrom('grades')
    .innerJoin('learners', 'learners.id', 'grades.learner')
    .innerJoin('assignments', 'assignments.slug', 'grades.assignment')
    .leftJoin('submissions', 'submissions.id', 'grades.submission')
    .selectAll('grades')
    .select(['learners.name', 'learners.email', 'assignments.title', 'submissions.submitted_at', 'submissions.file'])
    .orderBy('grades.learner')
    .orderBy('grades.assignment')
    .orderBy('grades.is_current', 'desc')
    .orderBy('grades.recorded_at', 'desc');
  if (filter.learner !== undefined) query = query.where('grades.learner', '=', filter.learner);
  if (filter.assignment !== undefined) query = query.where('grades.assignment', '=', filter.assignment);
  if (!filter.history) query = query.where('grades.is_current', '=', 1);
  return query.execute();
}

/** Learners whose id, name or address is this text or, if none is, contains it. */
export async function findLearners(db: GradebookDb, text: string): Promise<Learners[]> {
  const all = await db.selectFrom('learners').selectAll().orderBy('id').execute();
  const [wanted, names] = [text.toLowerCase(), ({ id, name, email }: Learners) => [id, name ?? '', email ?? ''].map((value) => value.toLowerCase())];
  const exact = all.filter((learner) => names(learner).includes(wanted));
  return exact.length > 0 ? exact : all.filter((learner) => names(learner).some((value) => value.includes(wanted)));
}

export const readLearners = (db: GradebookDb): Promise<Learners[]> => db.selectFrom('learners').selectAll().orderBy('id').execute();

/** Current grades as the results that they were made of, without what learners' code printed. */
export async function readResults(db: GradebookDb, filter: Omit<GradeFilter, 'history'> = {}): Promise<Result[]> {
  const grades = await readGrades(db, filter);
  const tasks = await tasksByGrade(db);
  return grades.map((grade) => toResult(grade, tasks.get(grade.id) ?? []));
}

/** Tasks and tests of the current grades. */
async function tasksByGrade(db: GradebookDb): Promise<Map<string, TaskResult[]>> {
  const current = db.selectFrom('grades').select('id').where('is_current', '=', 1);
  const taskRows = await db.selectFrom('task_grades').selectAll().where('grade', 'in', current).orderBy('position').execute();
  const testRows = await db.selectFrom('test_results').selectAll().where('grade', 'in', current).orderBy('position').execute();
  const tests = new Map<string, TestResult[]>();
  for (const { grade, task, name, status, visibility, points, max_points: maxPoints, message, ms } of testRows) {
    append(tests, `${grade}\0${task}`, { task, name, status, visibility, points, maxPoints, message, output: '', ms });
  }
  const tasks = new Map<string, TaskResult[]>();
  for (const { grade, task: id, fn, title, status, score, max_score: maxScore } of taskRows) {
    append(tasks, grade, { id, fn, title, status, score, maxScore, tests: tests.get(`${grade}\0${id}`) ?? [] });
  }
  return tasks;
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function toResult(grade: GradeRow, tasks: TaskResult[]): Result {
  const { learner, assignment, status, message, title, penalty, final_score: finalScore, late_seconds: seconds } = grade;
  const result: Result = { ...emptyResult(grade.file ?? '', learner, DEFAULT_LIMITS), assignment, title, status, message, tasks };
  fillTotals(result);
  if (grade.due !== null && grade.submitted_at !== null) result.late = { due: grade.due, submittedAt: grade.submitted_at, seconds, penalty, finalScore };
  Object.assign(result.provenance, { pack: grade.pack, gradedAt: grade.graded_at });
  return result;
}
