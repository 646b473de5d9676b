import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { WRONG } from '../../src/authoring/mutants/wrong';
import { schemaErrors } from '../../src/graders/report/write';
import type { Result } from '../../src/graders/schemas/result';
import { makeFixtures, makeWrong, writeFixtures } from '../fixtures/make-submissions/generate';
import { OUTCOMES } from '../fixtures/make-submissions/outcomes';
import { describeIf, hasBwrap } from '../support/requires';

const ROOT = path.resolve(__dirname, '../..');
const FIXTURES = path.join(ROOT, 'test/fixtures/submissions');
const CLI = path.join(ROOT, 'dist/graders/cli/main.js');

const grade = (args: string[], env: NodeJS.ProcessEnv = {}) => spawnSync(process.execPath, [CLI, ...args], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, SECRET_TOKEN: 'grader-only', ...env } });

interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

const gradeAsync = (args: string[]): Promise<Run> => start([CLI, ...args]);

async function start(args: string[]): Promise<Run> {
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, SECRET_TOKEN: 'grader-only' }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => text(stream));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, stdout: await stdout, stderr: await stderr };
}

test('the committed fixtures are what their script makes', () => {
  for (const [folder, files] of Object.entries(makeFixtures())) for (const [name, content] of Object.entries(files)) expect({ folder, name, content: fs.readFileSync(path.join(FIXTURES, folder, name), 'utf8') }).toEqual({ folder, name, content });
  expect(fs.readdirSync(FIXTURES).sort()).toEqual(Object.keys(makeFixtures()).sort());
});

describeIf(hasBwrap(), 'bubblewrap')('grading all fixture submissions under bubblewrap', () => {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-test-'));
  let runs: Run[];
  const read = (name: string): Result => {
    const folder = path.join(out, name);
    return JSON.parse(fs.readFileSync(path.join(folder, fs.readdirSync(folder)[0]), 'utf8')) as Result;
  };

  // two at a time, as there are many of them
  beforeAll(async () => {
    const folders = fs.readdirSync(FIXTURES).map((name) => path.join(FIXTURES, name));
    const halves = [0, 1].map((half) => folders.filter((_, i) => i % 2 === half));
    runs = await Promise.all(halves.map((half) => gradeAsync([...half, '--out', out, '--timeout', '4', '--memory', '512'])));
  }, 900_000);
  afterAll(() => fs.rmSync(out, { recursive: true, force: true }));

  test('exits with 0, prints a line for each and writes nothing else', () => {
    for (const run of runs) expect(run.stderr.split('\n').filter((line) => line && !line.startsWith('grading: '))).toEqual([]);
    expect(runs.map((run) => run.status)).toEqual([0, 0]);
    expect(fs.readdirSync(out).sort()).toEqual([...fs.readdirSync(FIXTURES), 'gradebook.sqlite', 'statistics.json'].sort());
    for (const name of fs.readdirSync(FIXTURES)) expect(runs.map((run) => run.stdout).join('')).toContain(`${name} `);
  });

  test.each(fs.readdirSync(FIXTURES))('%s: the result fits the schema and its own sums', (name) => {
    const result = read(name);
    expect(schemaErrors(result)).toEqual([]);
    const tests = result.tasks.flatMap((task) => task.tests);
    expect(tests.length).toBe(result.public.tests + result.hidden.tests);
    expect(result.public.score + result.hidden.score).toBeCloseTo(result.score, 2);
    for (const t of tests.filter((x) => x.status !== 'passed')) expect(t.points).toBe(0);
  });

  test.each(OUTCOMES.map((o) => [o.name, o] as const))('%s: statuses, score and notes', (name, { expected, slug }) => {
    const result = read(name);
    expect(result.assignment).toBe(slug);
    expect(result.status).toBe(expected.status ?? 'graded');
    expect(Object.fromEntries(result.tasks.map((task) => [task.id, task.status]))).toEqual(expected.tasks);
    // a wrong function may pass single tests (its points count), the others have all of theirs
    for (const task of result.tasks) if (task.status === 'passed') expect(task.score).toBe(task.maxScore);
    const single = result.tasks.filter((task) => task.status !== 'passed').reduce((sum, task) => sum + task.score, 0);
    expect(result.score - single).toBeCloseTo(expected.score, 3);
    for (const note of expected.notes ?? []) expect(result.notes.join('\n')).toContain(note);
  });

  test.each(['throws', 'infinite-loop', 'never-resolves', 'out-of-memory', 'process-exit', 'forged-json', 'reads-files', 'replaces-every', 'returns-nan'])('%s: not a single point on the task it attacks', (name) => {
    expect(read(name).tasks[0].score).toBe(0);
  });

  test('reads-files finds no file of the pack and no secret of the grader', () => {
    const output = read('reads-files').tasks[0].tests.map((t) => t.output).join('');
    expect(output).toContain('FOUND 0 0');
  });

  test('hidden failures name a property and never a value', () => {
    for (const name of ['returns-nan', 'wrong-shape']) {
      const hidden = read(name).tasks.flatMap((t) => t.tests).filter((t) => t.visibility === 'hidden' && t.status === 'failed');
      expect(hidden.length).toBeGreaterThan(0);
      for (const t of hidden) expect(t.message).not.toMatch(/\d\.\d{3}|expected .* got/);
    }
  });

  test('the layers are named, nothing is left running', () => {
    expect(read('right').provenance.layers.join()).toContain('bubblewrap');
    expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain(path.join(ROOT, 'dist/graders/sandbox/child.js'));
  });
});

/** What each of them fails is shown by test/authoring/wrong.test.ts; here some go all the way, or all of them with GRADUS_FULL=1. */
const SOME = WRONG.filter((_, i) => process.env.GRADUS_FULL === '1' || i % 12 === 0);

describeIf(hasBwrap(), 'bubblewrap')('wrong solutions that learners write, in the sandbox', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-wrong-'));
  const results: Record<string, Result> = {};

  beforeAll(async () => {
    writeFixtures(makeWrong(SOME), folder);
    const halves = [0, 1].map((half) => SOME.filter((_, i) => i % 2 === half).map(({ name }) => name));
    const runs = await Promise.all(halves.map((names) => start([path.join(ROOT, 'test/support/gradeWrong.cjs'), folder, ...names])));
    for (const run of runs) Object.assign(results, JSON.parse(run.stdout));
  }, 900_000);
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  test.each(SOME.map((w) => [w.name, w] as const))('%s: fails the test that is there to catch it', (name, wrong) => {
    expect(results[name].tasks.map((t) => t.id)).toEqual([wrong.task]);
    const target = results[name].tasks[0].tests.find((t) => t.name === wrong.caughtBy && t.visibility === 'hidden');
    expect(target).toMatchObject({ status: 'failed', points: 0 });
  });
});

describe('without bubblewrap', () => {
  const none = { GRADUS_NO_BWRAP: '1' };

  test('other people\'s submissions are refused, with what to do', () => {
    const run = grade([path.join(FIXTURES, 'right')], none);
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(/apt-get install bubblewrap[\s\S]*--sandbox=process/);
  });

  test('--sandbox=process grades them, and the report says so', () => {
    const out = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-test-'));
    const run = grade([path.join(FIXTURES, 'right'), '--sandbox=process', '--out', out], none);
    expect(run.status).toBe(0);
    const result = JSON.parse(fs.readFileSync(path.join(out, 'right', '01-regularization.json'), 'utf8')) as Result;
    expect(result.score).toBe(100);
    expect(result.provenance.layers.join()).not.toContain('bubblewrap');
  });
});

test('on the pure-JavaScript backend both assignments score the same: the solution all, a wrong one what it should', () => {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-test-'));
  const files = [path.join(ROOT, 'dist/solved/01-regularization.ipynb'), path.join(ROOT, 'dist/solved/03-car-detection.ipynb')];
  const run = grade([...files, '--sandbox=process', '--out', out, '--json'], { GRADUS_TF_BACKEND: 'cpu' });
  expect((JSON.parse(run.stdout) as Result[]).map((r) => r.score)).toEqual([100, 100]);
  const wrong = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-wrong-'));
  writeFixtures(makeWrong(WRONG.filter(({ name }) => name === 'wrong-03-greater-not-equal')), wrong);
  const caught = grade([path.join(wrong, 'wrong-03-greater-not-equal'), '--sandbox=process', '--out', out, '--json'], { GRADUS_TF_BACKEND: 'cpu' });
  const failed = (JSON.parse(caught.stdout) as Result[])[0].tasks.flatMap((t) => t.tests).filter((t) => t.status !== 'passed' && t.visibility === 'hidden');
  expect(failed.map((t) => t.name)).toEqual(['a score equal to the threshold']);
});

describe('the command line', () => {
  test.each([[['nowhere.ipynb'], /there is no nowhere.ipynb/], [['--timeout', 'soon'], /--timeout: expected a number/], [['--what'], /--what/], [['--sandbox', 'magic', '.'], /--sandbox: expected/]])('%j: usage error', (args, message) => {
    const run = grade(args);
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(message);
  });

  test('--help lists the options', () => expect(grade(['--help']).stdout).toContain('--sandbox bwrap|user|process'));
});
