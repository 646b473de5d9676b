import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { unpack } from '../../../src/authoring/release/prove';
import { userSandboxWorks } from '../../../src/graders/sandbox/user';
import { installPack, packFolder, runRelease } from '../../support/packs';
import { describeIf, hasBwrap } from '../../support/requires';

const ROOT = path.resolve(__dirname, '../../..');
const OUT = packFolder();
/** Stands for /autograder. */
const AUTOGRADER = path.join(OUT, 'autograder');
const PACK = path.join(AUTOGRADER, 'source/pack');
const SUBMISSION = path.join(AUTOGRADER, 'submission');
const fixture = (name: string): string => path.join(ROOT, 'test/fixtures/submissions', name, '01-regularization.ipynb');

interface Results {
  score: number;
  output: string;
  stdout_visibility: string;
  tests?: { status: string; visibility: string; score: number }[];
  extra_data: { graderFailed?: boolean };
}

beforeAll(() => {
  const run = runRelease(['--target', 'gradescope', '--assignment', '01', '--out', OUT]);
  if (run.status !== 0) throw new Error(run.stderr);
  unpack(path.join(OUT, fs.readdirSync(OUT).find((name) => name.endsWith('.zip'))!), path.join(AUTOGRADER, 'source'));
  installPack(PACK);
  // as setup.sh does
  execFileSync('chmod', ['-R', 'go=', path.join(PACK, 'dist/graders/assignments'), path.join(PACK, 'dist/solutions')]);
}, 120_000);
afterAll(() => fs.rmSync(OUT, { recursive: true, force: true }));

/** What Gradescope does with one submission: fresh folders, run_autograder, results.json. */
function submit(files: Record<string, string>, env: NodeJS.ProcessEnv = {}) {
  for (const folder of ['submission', 'results']) fs.rmSync(path.join(AUTOGRADER, folder), { recursive: true, force: true });
  fs.mkdirSync(SUBMISSION);
  for (const [name, from] of Object.entries(files)) fs.copyFileSync(from, path.join(SUBMISSION, name));
  const run = spawnSync('bash', [path.join(AUTOGRADER, 'source/run_autograder')], { encoding: 'utf8', env: { ...process.env, GRADUS_AUTOGRADER_ROOT: AUTOGRADER, GRADUS_NODE: process.execPath, ...env } });
  return { log: run.stdout + run.stderr, results: JSON.parse(fs.readFileSync(path.join(AUTOGRADER, 'results/results.json'), 'utf8')) as Results };
}

describe('the zip', () => {
  test('has what Gradescope looks for at its top, and can be run', () => {
    expect(fs.readdirSync(path.join(AUTOGRADER, 'source')).sort()).toEqual(['manifest.json', 'pack', 'results.mjs', 'run_autograder', 'setup.sh']);
    const zip = path.join(OUT, fs.readdirSync(OUT).find((name) => name.endsWith('.zip'))!);
    const listed = execFileSync('python3', ['-c', 'import sys, zipfile; print([oct(i.external_attr >> 16) for i in zipfile.ZipFile(sys.argv[1]).infolist() if i.filename in ("setup.sh", "run_autograder")])', zip], { encoding: 'utf8' });
    expect(listed.trim()).toBe("['0o100755', '0o100755']");
  });

  test('grades one assignment only', () => expect(fs.readdirSync(path.join(PACK, 'dist/solutions'))).toEqual(['01-regularization.js']));
});

describeIf(hasBwrap(), 'bubblewrap')('run_autograder under bubblewrap', () => {
  test('a right submission has all points, whatever its name; its hidden tests are hidden', () => {
    const { results, log } = submit({ 'my homework (2).ipynb': fixture('right') });
    expect(results.score).toBe(100);
    expect(results.tests!.every(({ status }) => status === 'passed')).toBe(true);
    expect(new Set(results.tests!.map(({ visibility }) => visibility))).toEqual(new Set(['visible', 'hidden']));
    expect(log).toContain('sandbox: bubblewrap');
  });

  test('a blank one has none, and that is no failure of the grader', () => {
    const { results } = submit({ '01-regularization.ipynb': fixture('blank') });
    expect([results.score, results.extra_data.graderFailed ?? false]).toEqual([0, false]);
    expect(results.tests!.length).toBeGreaterThan(30);
  });

  test.each(['forged-json', 'reads-files'])('a hostile one (%s) gains nothing', (name) => {
    const { results } = submit({ '01-regularization.ipynb': fixture(name) });
    expect(results.score).toBeLessThan(100);
    expect(results.extra_data.graderFailed ?? false).toBe(false);
  });
});

describeIf(userSandboxWorks(OUT, PACK).why !== 'it is for Linux, and the grader must be started as root', 'root')('run_autograder without bubblewrap', () => {
  const alone = { GRADUS_NO_BWRAP: '1' };

  test('grades as the user nobody', () => {
    const { results, log } = submit({ '01-regularization.ipynb': fixture('right') }, alone);
    expect(log).toContain('sandbox: the user nobody');
    expect(results.score).toBe(100);
  });

  test('learners\' code reads no test, no solution, no submission, and writes no result', () => {
    const spy = path.join(OUT, 'spy.ts');
    const paths = [path.join(PACK, 'dist/solutions/01-regularization.js'), path.join(PACK, 'dist/graders/assignments/01-regularization.js'), path.join(SUBMISSION, '01-regularization.ts')];
    fs.writeFileSync(
      spy,
      `const fs = require('fs');
const seen: string[] = ${JSON.stringify(paths)}.filter((file) => { try { fs.readFileSync(file); return true; } catch { return false; } });
try { fs.writeFileSync(${JSON.stringify(path.join(AUTOGRADER, 'results/results.json'))}, '{"score":100}'); seen.push('results'); } catch {}
export function computeCostWithRegularization(): number { throw new Error('seen ' + seen.length + ' as ' + process.getuid!()); }
`,
    );
    const { log, results } = submit({ '01-regularization.ts': spy }, alone);
    expect(log).toContain('seen 0 as 65534');
    expect(results.score).toBe(0);
  });

  test('is refused when everybody can read the solutions: 0 points, and the log says what to do', () => {
    const solutions = path.join(PACK, 'dist/solutions');
    execFileSync('chmod', ['-R', 'go+rX', solutions]);
    const { results, log } = submit({ '01-regularization.ipynb': fixture('right') }, alone);
    execFileSync('chmod', ['-R', 'go=', solutions]);
    expect([results.score, results.extra_data.graderFailed]).toEqual([0, true]);
    expect(log).toContain(`every user can read ${solutions}: \`chmod -R go= ${solutions}\``);
  });
});

describe('run_autograder fails closed', () => {
  test.each([
    ['no file', {}, 'There is no notebook in this submission: hand in the file 01-regularization.ipynb.'],
    ['two files', { 'a.ipynb': fixture('right'), 'b.ipynb': fixture('right') }, 'This submission has 2 files that could be graded (a.ipynb, b.ipynb): hand in 01-regularization.ipynb alone.'],
  ])('%s', (_, files, output) => {
    const { results } = submit(files);
    expect(results).toMatchObject({ score: 0, output, extra_data: { graderFailed: false } });
  });

  test('a grader that breaks down gives 0 points and takes the blame; the reason is in the log alone', () => {
    const main = path.join(PACK, 'dist/graders/cli/main.js');
    fs.renameSync(main, `${main}.away`);
    fs.writeFileSync(main, "throw new Error('out of order')");
    const { results, log } = submit({ '01-regularization.ipynb': fixture('right') });
    fs.renameSync(`${main}.away`, main);
    expect(results).toMatchObject({ score: 0, stdout_visibility: 'hidden', extra_data: { graderFailed: true } });
    expect(results.output).toMatch(/^The autograder itself broke down.*say nothing about your work/);
    expect(results.output).not.toContain('out of order');
    expect(log).toContain('out of order');
  });

  test('so does one that takes too long', () => {
    const { results, log } = submit({ '01-regularization.ipynb': fixture('right') }, { GRADUS_TIMEOUT_S: '0.05' });
    expect([results.score, results.extra_data.graderFailed]).toEqual([0, true]);
    expect(log).toContain('the grader was stopped');
  });
});
