import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Result } from '../../../src/graders/schemas/result';

/** A class from its folder to the gradebook, with the commands that a teacher types. Needs the build. */
const ROOT = path.resolve(__dirname, '../../..');
const FIXTURES = path.join(ROOT, 'test/fixtures/submissions');
const A = '01-regularization';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-teacher-'));
const [submissions, out, courseFile] = ['submissions', 'results', 'course.json'].map((name) => path.join(folder, name));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const CLI = (name: string): string => path.join(ROOT, 'dist/graders', name);
const run = (script: string, ...args: string[]) => spawnSync(process.execPath, [CLI(script), ...args], { cwd: folder, encoding: 'utf8' });
const ARGS = [submissions, '--course', courseFile, '--out', out, '--sandbox', 'process', '--jobs', '2'];
const grade = (...more: string[]) => run('cli/main.js', ...ARGS, ...more);
const gradebook = (...args: string[]) => run('gradebook/cli/main.js', ...args, '--gradebook', path.join(out, 'gradebook.sqlite'));
const read = (learner: string): Result => JSON.parse(fs.readFileSync(path.join(out, learner, `${A}.json`), 'utf8')) as Result;

/** Hands in a fixture as a learner's file, changed at a time. */
function handIn(fixture: string, name: string, time: string): void {
  const file = path.join(submissions, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.copyFileSync(path.join(FIXTURES, fixture, `${A}.ipynb`), file);
  fs.utimesSync(file, new Date(time), new Date(time));
}

beforeAll(() => {
  handIn('right', `Anna Meier_7_assignsubmission_file_/${A}.ipynb`, '2025-11-29T10:00:00Z');
  handIn('blank', `ben/${A}.ipynb`, '2025-11-20T10:00:00Z');
  handIn('syntax-error', `ben/${A} (1).ipynb`, '2025-12-01T12:00:00Z');
  const roster = [{ id: 'anna', name: 'Anna Meier', email: 'anna@example.org' }, { id: 'ben' }, { id: 'cleo', name: 'Cleo Roy' }]; // prettier-ignore
  fs.writeFileSync(courseFile, JSON.stringify({ schema: 'gradus/course/v1', late: { perDay: { percent: 10 } }, assignments: { '01': { due: '2025-11-30T10:00:00Z' } }, roster }));
});

let first: ReturnType<typeof grade>;

test('a folder as Moodle makes it: scores, the latest of duplicates, lateness, who is missing', () => {
  first = grade();
  expect([first.status, first.stderr.split('\n').filter((line) => line && !line.startsWith('grading: '))]).toEqual([0, []]);
  expect(read('anna')).toMatchObject({ score: 100, late: null, provenance: { submittedAt: '2025-11-29T10:00:00.000Z', sandbox: 'process' } });
  expect(read('ben')).toMatchObject({ score: 75, file: `submissions/ben/${A} (1).ipynb`, late: { penalty: 20, finalScore: 55, seconds: 93_600 } });
  expect(read('ben').notes.join('\n')).toMatch(/2 files were handed in[\s\S]*passed over: 01-regularization\.ipynb[\s\S]*1\.1 days late .* 20 points off/);
  expect(read('cleo')).toMatchObject({ status: 'missing', score: 0, maxScore: 100 });
  expect(first.stdout).toMatch(/anna +01-regularization +100 \/ 100[\s\S]*2 graded, 1 late, 1 missing[\s\S]*1\.2 backward\w+ +2 [\s\S]*gradebook: results\/gradebook\.sqlite \(3 grades\)/);
  expect(JSON.parse(fs.readFileSync(path.join(out, 'statistics.json'), 'utf8'))).toMatchObject({ learners: 3, assignments: [{ assignment: A, graded: 2, score: { mean: 87.5 } }] });
});

test('the gradebook answers: list, show, stats, export', () => {
  expect(gradebook('list').stdout).toMatch(/anna +Anna Meier +01-regularization +100 +100 +100  graded +2025-11-29 10:00\nben +01-regularization +75 +-20 +55 +100  graded.*\ncleo +Cleo Roy +01-regularization +0 +0 +100  missing/);
  expect(gradebook('show', 'Meier').stdout).toMatch(/1\.4 backwardPropagationWithDropout +25 \/ 25/);
  expect(gradebook('stats').stdout).toContain('2 graded, 1 late, 1 missing');
  expect(gradebook('export', '--csv').stdout).toBe(`learner,name,email,${A},total\nanna,Anna Meier,anna@example.org,100,100\nben,,,55,55\ncleo,Cleo Roy,,0,0\n`);
  expect(JSON.parse(gradebook('list', '--json').stdout)).toHaveLength(3);
});

test('the gradebook\'s usage errors say what to do', () => {
  expect(gradebook('show', 'zoe')).toMatchObject({ status: 2, stderr: expect.stringContaining('nobody is called zoe') });
  expect(gradebook('show', 'n').stderr).toContain("'n' may be anna, ben");
  expect(run('gradebook/cli/main.js', 'list', '--gradebook', 'none.sqlite')).toMatchObject({ status: 2, stderr: expect.stringContaining('there is no gradebook none.sqlite') });
  expect(fs.existsSync(path.join(folder, 'none.sqlite'))).toBe(false);
  expect(run('gradebook/cli/main.js', 'lst').stderr).toContain('expected list, show, stats, export');
  expect(run('gradebook/cli/main.js', '--help').stdout).toContain('npm run gradebook -- list');
});

test('again: nothing has changed, nothing is graded', () => {
  const before = read('anna');
  const again = grade();
  expect([again.status, again.stderr]).toEqual([0, '']);
  expect(again.stdout).toContain('2 of 3 results taken over');
  expect(read('anna')).toEqual(before);
  expect(gradebook('list', '--history').stdout.trim().split('\n')).toHaveLength(4);
});

test('one file has changed: that one is graded, and the gradebook keeps the earlier grade', () => {
  const before = read('anna');
  handIn('blank', `ben/${A} (2).ipynb`, '2025-12-01T13:00:00Z');
  const again = grade();
  expect(again.stderr).toContain('grading: 1 of 1 submissions, done in ');
  expect([read('anna'), read('ben').score]).toEqual([before, 0]);
  expect(gradebook('show', 'ben', '--history').stdout).toMatch(/ben +01-\S+ +0 .*current\nben +01-\S+ +75 .*earlier/);
});

test('Ctrl-C keeps what is done, leaves no process behind, and the same command goes on', async () => {
  for (const name of ['dan', 'eva', 'fay']) {
    fs.mkdirSync(path.join(submissions, name));
    fs.copyFileSync(path.join(FIXTURES, 'infinite-loop', `${A}.ipynb`), path.join(submissions, name, `${A}.ipynb`));
  }
  handIn('right', `aaa/${A}.ipynb`, '2025-11-29T10:00:00Z');
  const child = spawn(process.execPath, [CLI('cli/main.js'), ...ARGS, '--jobs', '1', '--json'], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += String(chunk)));
  while (!fs.existsSync(path.join(out, 'aaa', `${A}.json`))) await new Promise((resolve) => setTimeout(resolve, 50));
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([130, null]);
  expect((JSON.parse(stdout) as Result[]).map(({ learner }) => learner)).toEqual(['aaa', 'anna', 'ben']);
  expect(fs.existsSync(path.join(out, 'dan'))).toBe(false);
  const mine = (): string => execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n').filter((line) => line.includes(path.join(ROOT, 'dist/graders/'))).join('\n'); // prettier-ignore
  while (mine() !== '') await new Promise((resolve) => setTimeout(resolve, 50)); // the processes were told to end; the test's limit tells if they do not
  for (const name of ['dan', 'eva', 'fay']) fs.rmSync(path.join(submissions, name), { recursive: true });
  expect(grade().stdout).toContain('3 of 4 results taken over');
});

test.each([
  [['--due', 'tomorrow'], /--due: expected a time with its offset/],
  [['--late-per-day', '5%'], /need --due/],
  [['--due', '2025-11-30T10:00:00Z', '--course', 'c.json'], /cannot go together/],
  [['--jobs', '1.5'], /--jobs: expected a whole number/],
  [['--layout', 'tree'], /--layout: expected folders, flat, learner or auto/],
  [['--force', '--resume'], /say one of them/],
  [['--course', 'none.json'], /--course none.json/],
  [['--manifest', 'none.csv'], /--manifest none.csv/],
  [['--gradebook', 'mysql://x/y'], /expected a file or a postgres:\/\/ address/],
])('%j: usage error', (args, message) => {
  const { status, stderr } = run('cli/main.js', submissions, '--sandbox', 'process', ...args);
  expect([status, stderr]).toEqual([2, expect.stringMatching(message)]);
});
