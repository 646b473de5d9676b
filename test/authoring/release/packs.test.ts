import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Result } from '../../../src/graders';
import { detail } from '../../../src/graders/report/terminal';
import { installPack, packFolder, runRelease } from '../../support/packs';

const ROOT = path.resolve(__dirname, '../../..');
const SUBMISSIONS = path.join(ROOT, 'test/fixtures/submissions');
const OUT = packFolder();
const LEARNER = path.join(OUT, 'gradus-learner');
const AUTOGRADER = path.join(OUT, 'gradus-autograder');
const manifestOf = (pack: string) => JSON.parse(fs.readFileSync(path.join(pack, 'manifest.json'), 'utf8')) as { assignments: string[]; files: Record<string, string> };
const sha256 = (file: string): string => createHash('sha256').update(fs.readFileSync(file)).digest('hex');

beforeAll(() => {
  const run = runRelease(['--out', OUT]);
  if (run.status !== 0) throw new Error(run.stderr);
  for (const pack of [LEARNER, AUTOGRADER]) installPack(pack);
}, 300_000);
afterAll(() => fs.rmSync(OUT, { recursive: true, force: true }));

/** `npm run grade` of a pack, after the set-up. */
function grade(pack: string, args: string[]) {
  const out = path.join(OUT, 'results');
  const run = spawnSync(process.execPath, ['dist/graders/cli/main.js', '--out', out, ...args], { cwd: pack, encoding: 'utf8' });
  return { ...run, results: (): Result[] => JSON.parse(run.stdout) as Result[] };
}

describe("the learners' pack", () => {
  test('gives away no solution and no hidden test; and there is much that it could', () => {
    const found = spawnSync(process.execPath, [path.join(ROOT, 'test/support/leaks.cjs'), LEARNER], { encoding: 'utf8', maxBuffer: 1 << 26 });
    const { secrets, files, leaks } = JSON.parse(found.stdout) as { secrets: Record<string, number>; files: number; leaks: string[] };
    expect(leaks).toEqual([]);
    expect(files).toBe(Object.keys(manifestOf(LEARNER).files).length + 1); // and the manifest
    const tasks = Object.keys(secrets).map((kind) => kind.split(' ')[1]);
    for (const task of new Set(tasks)) expect([task, (secrets[`solution ${task}`] ?? 0) + (secrets[`hidden ${task}`] ?? 0) > 3]).toEqual([task, true]);
    expect(new Set(tasks.map((task) => task.split('.')[0])).size).toBe(manifestOf(LEARNER).assignments.length);
  });

  test('has no folder of authors, graders or solutions', () => {
    expect(fs.readdirSync(path.join(LEARNER, 'dist')).sort()).toEqual(['datasets', 'graders', 'kernel', 'lib', 'pack']);
    expect(fs.readdirSync(path.join(LEARNER, 'dist/graders'))).not.toContain('assignments');
    expect(fs.existsSync(path.join(LEARNER, 'src'))).toBe(false);
  });

  // Starters of an assignment with np and of one with networks; `npm run release -- --check` does all.
  const starters = ['01-regularization', '08-emojify'];

  test('grades starters and a solution with the public tests alone, and says so', () => {
    const files = [...starters.map((slug) => `notebooks/${slug}.ipynb`), path.join(SUBMISSIONS, 'right/01-regularization.ipynb')];
    const results = grade(LEARNER, [...files, '--sandbox=process', '--json']).results();
    for (const r of results) {
      expect([r.publicOnly, r.hidden.tests, r.public.tests > 0]).toEqual([true, 0, true]);
      expect(r.maxScore).toBeCloseTo(r.public.maxScore, 2);
      expect(r.notes.at(-1)).toMatch(/^Public tests only: they are worth [\d.]+ of the assignment's \d+ points\. Hidden tests count as well/);
      expect(detail(r)).toMatch(/public subtotal .*hidden tests count too, your teacher runs them/);
    }
    expect(results.map((r) => [r.assignment, r.score])).toEqual([...starters.map((slug) => [slug, 0]), ['01-regularization', results[2].maxScore]]);
    expect(results[2].maxScore).toBeLessThan(100);
  });

  test('has what the library asks for when it is used: a plot is drawn', () => {
    const code = "const { figure } = require('gradus/plot'); process.stdout.write(figure().plot([1, 2], [3, 4]).svg())";
    const run = spawnSync(process.execPath, ['-e', code], { cwd: LEARNER, encoding: 'utf8' });
    expect([run.status, run.stdout.slice(0, 4)]).toEqual([0, '<svg']);
  });

  test('its set-up finds the packages and builds nothing', () => {
    const run = spawnSync(process.execPath, ['scripts/setup.mjs', '--for=grade'], { cwd: LEARNER, encoding: 'utf8' });
    expect([run.status, run.stderr]).toEqual([0, expect.not.stringContaining('the build')]);
    const again = spawnSync(process.execPath, ['scripts/setup.mjs', '--for=grade'], { cwd: LEARNER, encoding: 'utf8' });
    expect([again.status, again.stderr]).toEqual([0, '']);
  });
});

describe("the autograder's pack", () => {
  test('grades right, blank, wrong and hostile submissions with the hidden tests', () => {
    const names = ['right', 'blank', 'wrong-shape', 'forged-json'];
    const results = grade(AUTOGRADER, [...names.map((name) => path.join(SUBMISSIONS, name, '01-regularization.ipynb')), '--json']).results();
    for (const r of results) expect([r.publicOnly, r.hidden.tests > 0]).toEqual([undefined, true]);
    const [right, blank, wrong, hostile] = results;
    expect([right.score, blank.score]).toEqual([right.maxScore, 0]);
    for (const r of [wrong, hostile]) expect(r.score).toBeLessThan(r.maxScore);
  });

  test('without a path it says what it expects', () => {
    const run = grade(AUTOGRADER, []);
    expect([run.status, run.stderr]).toEqual([2, expect.stringContaining('expected the path of a submission')]);
  });

  test('without its hidden tests it does not fall back to the public ones', () => {
    const folder = path.join(AUTOGRADER, 'dist/graders/assignments');
    fs.renameSync(folder, `${folder}-away`);
    const run = grade(AUTOGRADER, [path.join(SUBMISSIONS, 'right/01-regularization.ipynb')]);
    fs.renameSync(`${folder}-away`, folder);
    expect([run.status, run.stderr]).toEqual([70, expect.stringContaining('the pack is not whole')]);
  });
});

test('every assignment is in both, with its outline and its public tests', () => {
  const slugs = fs.readdirSync(path.join(ROOT, 'dist/pack')).map((name) => name.replace('.ipynb', ''));
  for (const pack of [LEARNER, AUTOGRADER]) expect(manifestOf(pack).assignments).toEqual(slugs);
  for (const slug of slugs) {
    const outline = JSON.parse(fs.readFileSync(path.join(LEARNER, 'dist/graders/outlines', `${slug}.json`), 'utf8')) as { tasks: { points: number; publicPoints: number }[] };
    for (const { points, publicPoints } of outline.tasks) expect(publicPoints > 0 && publicPoints < points).toBe(true);
    expect(fs.existsSync(path.join(LEARNER, 'dist/lib/check/public', `${slug}.js`))).toBe(true);
  }
});

describe('both packs', () => {
  test.each([LEARNER, AUTOGRADER])('npm takes the lock file of %s', (pack) => {
    const run = spawnSync('npm', ['ci', '--dry-run', '--ignore-scripts', '--offline', '--no-audit', '--no-fund'], { cwd: pack, encoding: 'utf8' });
    expect([run.status, run.stderr.replace(/^npm warn.*\n/gm, '')]).toEqual([0, '']);
  });

  test.each([LEARNER, AUTOGRADER])('the manifest of %s holds every file and its sha256', (pack) => {
    for (const [name, hash] of Object.entries(manifestOf(pack).files)) expect([name, sha256(path.join(pack, name))]).toEqual([name, hash]);
  });

  test.each([LEARNER, AUTOGRADER])('links in the pages of %s lead somewhere', (pack) => {
    for (const page of ['README.md', ...fs.readdirSync(path.join(pack, 'docs')).map((name) => `docs/${name}`)]) {
      const links = [...fs.readFileSync(path.join(pack, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((m) => m[1]);
      for (const link of links) expect([page, link, fs.existsSync(path.join(pack, path.dirname(page), link))]).toEqual([page, link, true]);
    }
  });

  test('SHA256SUMS fits the zips', () => {
    const lines = fs.readFileSync(path.join(OUT, 'SHA256SUMS'), 'utf8').trim().split('\n'); // prettier-ignore
    expect(lines.map((line) => line.split('  ')[0])).toEqual(lines.map((line) => sha256(path.join(OUT, line.split('  ')[1]))));
    expect(lines).toHaveLength(2);
  });
});

describe('a release', () => {
  test('of some assignments has those alone', () => {
    const out = path.join(OUT, 'some');
    expect(runRelease(['--out', out, '--only', '02', '--target', 'autograder']).status).toBe(0);
    const files = Object.keys(manifestOf(path.join(out, 'gradus-autograder')).files);
    expect(files.filter((name) => /\/(0[13-9]|10)-/.test(name))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['dist/solutions/02-optimization-methods.js', 'dist/graders/assignments/02-optimization-methods.js']));
  });

  test.each([
    [['--target', 'all'], 2, "--target: expected learner, autograder, gradescope, got 'all'"],
    [['--target', 'gradescope'], 2, 'expected --assignment NN as well'],
    [['--only', '77'], 1, '--only: there is no assignment 77; there are 01, 02'],
    [['--verbose'], 2, '--help'],
  ])('%j is refused in words', (args, status, message) => {
    const run = runRelease([...args, '--out', path.join(OUT, 'none')]);
    expect([run.status, run.stderr]).toEqual([status, expect.stringContaining(message)]);
    expect(fs.existsSync(path.join(OUT, 'none'))).toBe(false);
  });

  test('does not replace a folder that it did not make', () => {
    const out = path.join(OUT, 'mine');
    fs.mkdirSync(path.join(out, 'gradus-autograder'), { recursive: true });
    fs.writeFileSync(path.join(out, 'gradus-autograder/notes.txt'), 'mine');
    const run = runRelease(['--out', out, '--only', '01', '--target', 'autograder']);
    expect([run.status, run.stderr]).toEqual([1, expect.stringContaining('was not made by a release')]);
    expect(fs.readFileSync(path.join(out, 'gradus-autograder/notes.txt'), 'utf8')).toBe('mine');
  });
});
