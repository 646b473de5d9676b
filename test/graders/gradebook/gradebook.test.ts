import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { gradesCsv } from '../../../src/graders/gradebook/csv';
import { openGradebook, type GradebookDb } from '../../../src/graders/gradebook/open';
import { findLearners, readGrades, readLearners, readResults } from '../../../src/graders/gradebook/read';
import { recordResults } from '../../../src/graders/gradebook/record';
import type { Result } from '../../../src/graders/schemas/result';
import { classStatistics } from '../../../src/graders/statistics';
import { makeResult } from '../../support/makeResult';
import { hasPostgres, startPostgres, type TestServer } from '../../support/postgres';
import { describeIf } from '../../support/requires';

const ROOT = path.resolve(__dirname, '../../..');
const A = '01-regularization';
const B = '02-optimization-methods';
const p = 'passed' as const;
const f = 'failed' as const;

/** Enough for four processes to get in each other's way. */
const ROUNDS = 4;

const graded = (learner: string, gradedAt: string, passes: boolean, more: Partial<Result> = {}): Result => {
  const result = makeResult(learner, A, { '1.1': [p, p], '1.2': [p, passes ? p : f] }, more);
  Object.assign(result.provenance, { gradedAt, submissionSha256: `${learner}-${passes}`, submittedAt: '2026-11-29T10:00:00.000Z', submittedAtSource: 'manifest', testsSha256: 'f'.repeat(64) });
  return result;
};
const FIRST = graded('anna', '2026-11-30T10:00:00.000Z', false);
const SECOND = graded('anna', '2026-12-01T10:00:00.000Z', true);
const LATE = { due: '2026-11-28T00:00:00.000Z', submittedAt: '2026-11-29T10:00:00.000Z', seconds: 122_400, penalty: 4, finalScore: 16 };

/** The same tests over each database; `fresh` gives an empty one. */
function suite(fresh: () => string): void {
  const opened: GradebookDb[] = [];
  const open = async (where = fresh()): Promise<GradebookDb> => {
    const db = await openGradebook(where);
    opened.push(db);
    return db;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((db) => db.destroy()));
  });
  const rows = async (db: GradebookDb) => {
    const counts: Record<string, number> = {};
    for (const table of ['learners', 'assignments', 'submissions', 'grades', 'task_grades', 'test_results'] as const) counts[table] = (await db.selectFrom(table).selectAll().execute()).length;
    return counts;
  };

  test('a result comes back as it went in', async () => {
    const db = await open();
    const late = { ...SECOND, late: LATE };
    expect(await recordResults(db, [late])).toEqual({ recorded: 1, leftOut: 0 });
    const [back] = await readResults(db);
    expect(back).toMatchObject({ learner: 'anna', assignment: A, title: 'An assignment', score: 20, maxScore: 20, late: LATE, public: late.public, hidden: late.hidden, tasks: late.tasks });
    expect(classStatistics([back])).toEqual(classStatistics([late]));
  });

  test('recorded twice, nothing changes; graded again, one grade is current and the other stays', async () => {
    const db = await open();
    await recordResults(db, [FIRST]);
    const before = await rows(db);
    await recordResults(db, [FIRST]);
    expect(await rows(db)).toEqual(before);
    expect(before).toEqual({ learners: 1, assignments: 1, submissions: 1, grades: 1, task_grades: 2, test_results: 4 });
    await recordResults(db, [SECOND]);
    expect((await readGrades(db)).map(({ score }) => score)).toEqual([20]);
    const history = await readGrades(db, { history: true });
    expect(history.map(({ score, is_current }) => [score, is_current])).toEqual([[20, 1], [15, 0]]); // prettier-ignore
    expect(await rows(db)).toMatchObject({ submissions: 2, grades: 2, task_grades: 4, test_results: 8 });
  });

  test('another due date makes another grade, the first one again makes the first current', async () => {
    const db = await open();
    await recordResults(db, [SECOND]);
    await recordResults(db, [{ ...SECOND, late: LATE }]);
    expect((await readGrades(db))[0]).toMatchObject({ score: 20, penalty: 4, final_score: 16, late_seconds: 122_400 });
    await recordResults(db, [SECOND]);
    expect((await readGrades(db))[0]).toMatchObject({ final_score: 20, penalty: 0 });
    expect(await rows(db)).toMatchObject({ grades: 2, submissions: 1 });
  });

  test('missing counts 0, and never replaces a grade', async () => {
    const db = await open();
    const absent = (learner: string) => makeResult(learner, A, { '1.1': ['missing', 'missing'] }, { status: 'missing', message: 'nothing was handed in' });
    await recordResults(db, [SECOND, absent('anna'), absent('ben')]);
    await recordResults(db, [absent('ben')]);
    expect((await readGrades(db, { history: true })).map(({ learner, status, final_score }) => [learner, status, final_score])).toEqual([['anna', 'graded', 20], ['ben', 'missing', 0]]); // prettier-ignore
    await recordResults(db, [graded('ben', '2026-12-02T00:00:00.000Z', false)]);
    expect((await readGrades(db, { learner: 'ben' })).map(({ status }) => status)).toEqual(['graded']);
  });

  test('what says nothing about a learner is left out', async () => {
    const db = await open();
    const some = makeResult('anna', A, { '1.1': [p] });
    some.provenance.tasks = ['1.1'];
    const all = [makeResult(null, A, { '1.1': [p] }), makeResult('anna', A, {}, { status: 'grader-failure' }), { ...makeResult('anna', A, {}), assignment: null }, some];
    expect(await recordResults(db, all)).toEqual({ recorded: 0, leftOut: 4 });
    expect(await rows(db)).toMatchObject({ learners: 0, grades: 0 });
  });

  test('people and due dates of the course, hostile text, a spreadsheet', async () => {
    const db = await open();
    const people = [{ id: 'anna', name: 'Meier, "Anna"', email: 'a@x.org' }, { id: 'ben', name: '=1+1' }]; // prettier-ignore
    const odd = graded('anna', '2026-12-01T10:00:00.000Z', false);
    odd.tasks[1].tests[1].message = `it's \0 "; drop table grades; --`;
    const other = makeResult('anna', B, { '1.1': [p] });
    await recordResults(db, [odd, other], { people, dueOf: (slug) => (slug === A ? new Date('2026-11-28T00:00:00Z') : null) });
    expect(await readLearners(db)).toEqual([{ id: 'anna', name: 'Meier, "Anna"', email: 'a@x.org' }, { id: 'ben', name: '=1+1', email: null }]); // prettier-ignore
    expect((await db.selectFrom('assignments').select('due').orderBy('slug').execute()).map(({ due }) => due)).toEqual(['2026-11-28T00:00:00.000Z', null]);
    expect((await readResults(db, { assignment: A }))[0].tasks[1].tests[1].message).toContain('drop table grades');
    expect((await findLearners(db, 'meier')).map(({ id }) => id)).toEqual(['anna']);
    expect(gradesCsv(await readLearners(db), await readGrades(db), false)).toBe(`learner,name,email,${A},${B},total\nanna,"Meier, ""Anna""",a@x.org,15,10,25\nben,'=1+1,,,,0\n`);
  });

  test('two gradebooks opened at once on an empty database, four processes that write the same grades', async () => {
    const where = fresh();
    const script = path.join(ROOT, 'test/support/recordGrades.cjs');
    const children = [1, 2, 3, 4].map((n) => spawn(process.execPath, [script, where, String(n), String(ROUNDS)], { stdio: ['pipe', 'pipe', 'pipe'] }));
    const stderr: string[] = [];
    for (const child of children) child.stderr.on('data', (chunk: Buffer) => stderr.push(String(chunk)));
    const closed = children.map(async (child) => (await once(child, 'close'))[0] as number);
    await Promise.all(children.map((child) => once(child.stdout, 'data')));
    for (const child of children) child.stdin.end('go');
    expect([await Promise.all(closed), stderr.join('')]).toEqual([[0, 0, 0, 0], '']);
    const db = await open(where);
    const current = await readGrades(db);
    expect(current.map(({ learner }) => learner)).toEqual(['learner-0', 'learner-1', 'learner-2', 'learner-3', 'learner-4']);
    expect(await readGrades(db, { history: true })).toHaveLength(4 * 5 * ROUNDS);
  });
}

describe('SQLite', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-gradebook-'));
  let n = 0;
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  suite(() => path.join(folder, `${++n}.sqlite`));

  test('a file that is none, and an address of another kind', async () => {
    fs.writeFileSync(path.join(folder, 'text.sqlite'), 'this is no database'.repeat(100));
    await expect(openGradebook(path.join(folder, 'text.sqlite'))).rejects.toThrow(/--gradebook .*text\.sqlite: .*not a database/);
    await expect(openGradebook('mysql://u:secret@h/d')).rejects.toThrow('expected a file or a postgres:// address');
  });

  test('one that a newer version of the pack has written is left alone', async () => {
    const where = path.join(folder, 'newer.sqlite');
    const db = await openGradebook(where);
    await (db as unknown as import('kysely').Kysely<{ gradus_migration: { name: string; timestamp: string } }>).insertInto('gradus_migration').values({ name: '9999-future', timestamp: '2030' }).execute();
    await db.destroy();
    await expect(openGradebook(where)).rejects.toThrow(/newer version of the pack/);
  });
});

describeIf(hasPostgres(), 'PostgreSQL (apt-get install postgresql)')('PostgreSQL', () => {
  let server: TestServer;
  let n = 0;
  beforeAll(() => {
    server = startPostgres();
  });
  afterAll(() => server?.stop());
  suite(() => server.fresh(`book${++n}`));

  test('two gradebooks in schemas of one database do not see each other', async () => {
    const url = server.fresh('schemas');
    const one = await openGradebook(url);
    await recordResults(one, [FIRST]);
    await expect(openGradebook(`${url}?options=-csearch_path%3Dother`)).rejects.toThrow('create it first');
    await sql`create schema other`.execute(one);
    const other = await openGradebook(`${url}?options=-csearch_path%3Dother`);
    expect([(await readGrades(one)).length, (await readGrades(other)).length]).toEqual([1, 0]);
    await Promise.all([one.destroy(), other.destroy()]);
  });

  test('a server that is not there: what is wrong, without the password', async () => {
    const failed = openGradebook('postgres://u:secret@127.0.0.1:1/d');
    await expect(failed).rejects.toThrow(/postgres:\/\/u:\*\*\*@127\.0\.0\.1:1\/d: .*ECONNREFUSED/);
  });
});
