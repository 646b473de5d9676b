import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Person } from '../course/course';
import type { Result } from '../schemas/result';
import type { GradebookDb } from './open';
import type { Grades, Tables } from './tables';

/** What the course knows beside the results. */
export interface CourseFacts {
  people?: readonly Person[];
  /** Due date of an assignment without extensions. */
  dueOf?: (assignment: string) => Date | null;
}

/** What became of the results. */
export interface Recorded {
  recorded: number;
  /** Left out: no learner or assignment, a fault of the grader, or only some tasks were graded. */
  leftOut: number;
}

type Tx = Transaction<Tables>;

/** Below the number of values that one statement may carry, in either database. */
const ROWS = 500;

/**
 * Makes each result the current grade of its learner and assignment; earlier ones stay as history. Recording a result again changes nothing. Others may record at
 * the same time: each result is one transaction, in which the learner's row is locked first.
 */
export async function recordResults(db: GradebookDb, results: readonly Result[], facts: CourseFacts = {}): Promise<Recorded> {
  await recordPeople(db, facts.people ?? []);
  let recorded = 0;
  for (const result of results) {
    const { learner, assignment } = result;
    if (learner === null || assignment === null || result.status === 'grader-failure' || result.provenance.tasks) continue;
    await db.transaction().execute((tx) => recordOne(tx, { ...result, learner, assignment }, facts));
    recorded++;
  }
  return { recorded, leftOut: results.length - recorded };
}

async function recordPeople(db: GradebookDb, people: readonly Person[]): Promise<void> {
  for (const { id, name = null, email = null } of people) {
    await db.insertInto('learners').values({ id, name, email }).onConflict((c) => c.column('id').doUpdateSet({ name, email })).execute(); // prettier-ignore
  }
}

type OwnedResult = Result & { learner: string; assignment: string };

async function recordOne(tx: Tx, result: OwnedResult, facts: CourseFacts): Promise<void> {
  const { learner, assignment, title, maxScore } = result;
  // This comes first: an update that changes nothing locks the row in PostgreSQL all the same, and takes SQLite's write lock, for which a transaction that has read
  // before could not wait.
  await tx.insertInto('learners').values({ id: learner, name: null, email: null }).onConflict((c) => c.column('id').doUpdateSet({ id: learner })).execute(); // prettier-ignore
  const due = facts.dueOf?.(assignment)?.toISOString() ?? null;
  await tx.insertInto('assignments').values({ slug: assignment, title, max_score: maxScore, due }).onConflict((c) => c.column('slug').doUpdateSet({ title, max_score: maxScore, ...(due ? { due } : {}) })).execute(); // prettier-ignore
  const current = await tx.selectFrom('grades').select(['id', 'status']).where('learner', '=', learner).where('assignment', '=', assignment).where('is_current', '=', 1).executeTakeFirst(); // prettier-ignore
  if (result.status === 'missing' && current && current.status !== 'missing') return; // something was handed in to another run
  const grade = gradeRow(result, await recordSubmission(tx, result));
  if (current?.id === grade.id) return;
  if (current) await tx.updateTable('grades').set({ is_current: 0 }).where('id', '=', current.id).execute();
  const again = await tx.updateTable('grades').set({ is_current: 1, recorded_at: grade.recorded_at }).where('id', '=', grade.id).executeTakeFirst();
  if (again.numUpdatedRows > 0n) return;
  await tx.insertInto('grades').values(grade).execute();
  await recordDetails(tx, grade.id, result);
}

const keyOf = (...parts: unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

async function recordSubmission(tx: Tx, { learner, assignment, status, file, provenance }: OwnedResult): Promise<string | null> {
  if (status === 'missing') return null;
  const { submissionSha256, submittedAt = null, submittedAtSource = null } = provenance;
  const id = keyOf(learner, assignment, submissionSha256 ?? file);
  const when = { file, submitted_at: submittedAt, submitted_at_source: submittedAtSource };
  await tx.insertInto('submissions').values({ id, learner, assignment, file_sha256: submissionSha256, ...when }).onConflict((c) => c.column('id').doUpdateSet(when)).execute(); // prettier-ignore
  return id;
}

function gradeRow(result: OwnedResult, submission: string | null): Grades {
  const { learner, assignment, status, message, score, maxScore, late, provenance } = result;
  const counts = { score, max_score: maxScore, late_seconds: late?.seconds ?? 0, penalty: late?.penalty ?? 0, final_score: late?.finalScore ?? score, due: late?.due ?? null };
  return {
    // somebody who handed in nothing is missing once, however often the class is graded
    id: keyOf(learner, assignment, submission, status, counts, status === 'missing' ? null : provenance.gradedAt),
    learner,
    assignment,
    submission,
    status,
    message,
    ...counts,
    pack: provenance.pack,
    tests_sha256: provenance.testsSha256 ?? null,
    graded_at: provenance.gradedAt,
    recorded_at: new Date().toISOString(),
    is_current: 1,
  };
}

async function recordDetails(tx: Tx, grade: string, { tasks }: OwnedResult): Promise<void> {
  const taskRows = tasks.map(({ id, fn, title, status, score, maxScore }, position) => ({ grade, task: id, position, fn, title, status, score, max_score: maxScore }));
  const testRows = tasks.flatMap((task) =>
    task.tests.map(({ name, visibility, status, points, maxPoints, message, ms }, position) => ({ grade, task: task.id, position, name, visibility, status, points, max_points: maxPoints, message: printable(message), ms })),
  );
  if (taskRows.length > 0) await tx.insertInto('task_grades').values(taskRows).execute();
  for (let at = 0; at < testRows.length; at += ROWS) await tx.insertInto('test_results').values(testRows.slice(at, at + ROWS)).execute(); // prettier-ignore
}

/** PostgreSQL's text has no zero character, and learners' errors may. */
const printable = (text: string): string => text.replaceAll('\0', '\uFFFD');
