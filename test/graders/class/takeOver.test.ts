import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gradeClass } from '../../../src/graders/class/gradeClass';
import { plan } from '../../../src/graders/class/plan';
import { earlierResult, type Grading } from '../../../src/graders/class/takeOver';
import { CoursePlan, courseOf } from '../../../src/graders/course/load';
import { discover } from '../../../src/graders/cli/discover';
import { readResult, schemaErrors, writeResult } from '../../../src/graders/report/write';
import { testsSha256 } from '../../../src/graders/run/fingerprint';
import { DEFAULT_LIMITS } from '../../../src/graders/sandbox/command';
import type { Result } from '../../../src/graders/schemas/result';
import { makeResult } from '../../support/makeResult';

const A = '01-regularization';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-class-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const GRADING: Grading = { sandbox: 'process', limits: {} };

let n = 0;
/** Submissions of a class, changed at one time, and a folder for the results. */
function classOf(...names: string[]): { submissions: string; out: string } {
  const [submissions, out] = ['in', 'out'].map((name) => path.join(folder, `${++n}-${name}`));
  for (const name of names) {
    fs.mkdirSync(path.dirname(path.join(submissions, name)), { recursive: true });
    fs.writeFileSync(path.join(submissions, name), `export const name = '${name}';`);
    fs.utimesSync(path.join(submissions, name), new Date('2026-12-01T10:00:00Z'), new Date('2026-12-01T10:00:00Z'));
  }
  return { submissions, out };
}

describe('a result of an earlier run is taken over only if grading again could give nothing else', () => {
  const { submissions, out } = classOf(`anna/${A}.ts`);
  const [handIn] = plan(discover([submissions]), {}).handIns;
  const earlier = (change: (result: Result) => void = () => {}, grading = GRADING): Result | null => {
    const result = makeResult('anna', A, { '1.1': ['passed'] });
    Object.assign(result.provenance, { submissionSha256: handIn.sha256, testsSha256: testsSha256(A), tasks: null, sandbox: 'process' });
    change(result);
    writeResult(result, out);
    return earlierResult(handIn, grading, out);
  };

  test('the same file, pack, tests, limits and sandbox', () => expect(earlier()?.score).toBe(10));

  test.each<[string, (result: Result) => void]>([
    ['another file', (r) => (r.provenance.submissionSha256 = '0'.repeat(64))],
    ['another version of the pack', (r) => (r.provenance.pack = '0.0.1')],
    ['other tests', (r) => (r.provenance.testsSha256 = '0'.repeat(64))],
    ['a result that does not say its tests', (r) => delete r.provenance.testsSha256],
    ['another time limit', (r) => (r.provenance.limits.timeoutS = 4)],
    ['only some tasks', (r) => (r.provenance.tasks = ['1.1'])],
    ['another sandbox', (r) => (r.provenance.sandbox = 'bwrap')],
    ['unreadable then', (r) => (r.status = 'unreadable')],
    ['a failure of the grader', (r) => (r.status = 'grader-failure')],
  ])('not with %s', (_, change) => expect(earlier(change)).toBeNull());

  test('not with other options now, nor from a file that is cut off', () => {
    expect(earlier(() => {}, { ...GRADING, limits: { memoryMb: 99 } })).toBeNull();
    expect(earlier(() => {}, { ...GRADING, tasks: ['1.1'] })).toBeNull();
    fs.truncateSync(path.join(out, 'anna', `${A}.json`), 500);
    expect(earlierResult(handIn, GRADING, out)).toBeNull();
  });

  test('the tests\' hash belongs to the assignment', () => {
    expect(testsSha256(A)).toMatch(/^[0-9a-f]{64}$/);
    expect(testsSha256(A)).not.toBe(testsSha256('02-optimization-methods'));
  });

  test('late rules are applied anew', async () => {
    earlier();
    const options = { ...GRADING, out, jobs: 1, stallMs: 1000, reuse: true };
    const run = async (course?: CoursePlan) => (await gradeClass(plan(discover([submissions]), { course }), { ...options, course })).results[0];
    const late = await run(courseOf('2026-11-30T10:00:00Z', { perDay: { points: 3 } }));
    expect(late.late).toEqual({ due: '2026-11-30T10:00:00.000Z', submittedAt: '2026-12-01T10:00:00.000Z', seconds: 86_400, penalty: 3, finalScore: 7 });
    expect(late.notes).toEqual(["hand-in: 1.0 days late by the file's time of last change: 3 points off"]);
    expect(readResult(path.join(out, 'anna', `${A}.json`))).toEqual(late);
    const inTime = await run(courseOf('2026-12-24T10:00:00Z', { perDay: { points: 3 } }));
    expect([inTime.late, inTime.notes, inTime.provenance.submittedAtSource]).toEqual([null, [], 'file time']);
  });
});

describe('the plan of a class', () => {
  const course = (due: string) => new CoursePlan({ schema: 'gradus/course/v1', assignments: { '01': { due }, '03': { due } }, roster: [{ id: 'am1', name: 'Anna Meier' }, { id: 'bk7', name: 'Ben K' }], extensions: [] }); // prettier-ignore
  const now = new Date('2026-12-01T00:00:00Z');

  test('results go by the roster\'s ids; who is not on it is noted; who handed in nothing is missing, of what others handed in', () => {
    const { submissions } = classOf(`Meier Anna/${A}.ts`, `zoe/${A}.ts`);
    const planned = plan(discover([submissions]), { course: course('2026-11-30T00:00:00Z'), now });
    expect(planned.handIns.map(({ learner, notes }) => [learner, notes])).toEqual([['am1', []], ['zoe', ['zoe is not on the roster']]]); // prettier-ignore
    expect(planned.missing).toEqual([{ learner: 'bk7', assignment: A }]);
  });

  test('nobody is missing before it is due, or when one learner\'s folder is graded', () => {
    const { submissions } = classOf(`Anna Meier/${A}.ts`);
    expect(plan(discover([submissions]), { course: course('2026-12-30T00:00:00Z'), now }).missing).toEqual([]);
    expect(plan(discover([path.join(submissions, 'Anna Meier')]), { course: course('2026-11-30T00:00:00Z'), now }).missing).toEqual([]);
  });

  test('two folders of one person are one learner\'s', () => {
    const { submissions } = classOf(`Anna Meier/${A}.ts`, `am1/${A}.ts`);
    expect(plan(discover([submissions]), { course: course('2026-11-30T00:00:00Z'), now }).handIns).toHaveLength(1);
  });
});

test('a submission on which the grader breaks down is reported, never lost and never a grade; the missing get 0', async () => {
  const { submissions, out } = classOf(`anna/dies-${A}.ts`, `ben/throws-${A}.ts`);
  const course = new CoursePlan({ schema: 'gradus/course/v1', roster: [{ id: 'anna' }, { id: 'ben' }, { id: 'cleo' }] }); // prettier-ignore
  const worker = path.join(__dirname, '../pool/workers/fake.cjs');
  const { results, left, takenOver } = await gradeClass(plan(discover([submissions]), { course }), { ...GRADING, out, jobs: 2, stallMs: 5000, reuse: true, worker, course });
  expect([left, takenOver]).toEqual([0, 0]);
  expect(results.map(({ learner, status, score, maxScore }) => [learner, status, score, maxScore])).toEqual([['anna', 'grader-failure', 0, 100], ['ben', 'grader-failure', 0, 100], ['cleo', 'missing', 0, 100]]); // prettier-ignore
  expect(results.map(({ message }) => message)).toEqual([expect.stringContaining('out of luck'), expect.stringContaining('a mistake in the tests'), 'nothing was handed in']);
  for (const result of results) expect([schemaErrors(result), readResult(path.join(out, result.learner!, `${A}.json`))]).toEqual([[], result]);
  expect(results[0].provenance.limits).toEqual(DEFAULT_LIMITS);
});

test('who handed in something to an earlier run is not missing in this one', async () => {
  const { submissions, out } = classOf(`anna/dies-${A}.ts`);
  writeResult(makeResult('ben', A, { '1.1': ['passed'] }), out);
  const course = new CoursePlan({ schema: 'gradus/course/v1', roster: [{ id: 'anna' }, { id: 'ben' }] }); // prettier-ignore
  const worker = path.join(__dirname, '../pool/workers/fake.cjs');
  const { results } = await gradeClass(plan(discover([submissions]), { course }), { ...GRADING, out, jobs: 1, stallMs: 5000, reuse: true, worker, course });
  expect(results.map(({ learner }) => learner)).toEqual(['anna']);
  expect(readResult(path.join(out, 'ben', `${A}.json`))?.score).toBe(10);
});
