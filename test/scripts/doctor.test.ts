import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

interface Result {
  name: string;
  status: 'ok' | 'warn' | 'fail';
  found: string;
  advice: string;
}

function doctor(root: string, ...args: string[]): { status: number | null; stdout: string; results: Result[] } {
  const { status, stdout } = spawnSync(process.execPath, [path.join(root, 'scripts/doctor.mjs'), ...args], { cwd: root, encoding: 'utf8' });
  return { status, stdout, results: args.includes('--json') && stdout.startsWith('[') ? (JSON.parse(stdout) as Result[]) : [] };
}

/** A folder with the pack's scripts and little else. */
function brokenPack(): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-doctor-'));
  for (const part of ['scripts', 'package.json', 'package-lock.json', 'requirements.txt', 'notebooks', 'datasets/moons', 'datasets/checksums.json', 'dist/pack'])
    if (fs.existsSync(path.join(ROOT, part))) fs.cpSync(path.join(ROOT, part), path.join(root, part), { recursive: true });
  return root;
}

test('an installation that works has no failure', () => {
  const { status, results } = doctor(ROOT, '--json');
  expect(results.filter((r) => r.status === 'fail')).toEqual([]);
  expect(status).toBe(0);
  const of = (name: string): string => results.find((r) => r.name === name)!.found;
  expect(of('the kernel')).toBe('starts, and answers 1 + 1 with 2');
  expect(of('npm packages')).toMatch(/^\d+ of the lock file, all as they should be$/);
  expect(of('TensorFlow')).toContain('comput');
  expect(of('data sets')).toMatch(/^\d+ data sets, all files as they were made$/);
});

test('what is missing or damaged is said, each with what to do', () => {
  const root = brokenPack();
  fs.rmSync(path.join(root, 'notebooks/02-optimization-methods.ipynb'));
  const worked = path.join(root, 'notebooks/01-regularization.ipynb');
  fs.writeFileSync(worked, fs.readFileSync(worked, 'utf8').replace('YOUR CODE HERE', 'mine'));
  const { status, stdout, results } = doctor(root, '--json');
  expect(status).toBe(1);
  expect(stdout).not.toContain('the check itself failed');
  const of = (name: string): Result => results.find((r) => r.name === name)!;
  expect(of('npm packages')).toMatchObject({ status: 'fail', advice: 'run `npm ci --ignore-scripts`, then `npm run setup`' });
  expect(of('the build').found).toBe('dist/ is missing');
  expect(of('TensorFlow').status).toBe('fail');
  expect(of('JupyterLab').found).toBe('is not installed in .venv');
  expect(of('the kernel').status).toBe('fail');
  expect(of('data sets')).toMatchObject({ status: 'fail', found: expect.stringContaining(' is missing'), advice: 'restore them: `git checkout -- datasets`' });
  expect(of('your notebooks')).toMatchObject({ status: 'fail', found: expect.stringMatching(/1 worked in.*: 02-optimization-methods\.ipynb$/) });
  for (const { status: s, advice } of results) expect(advice === '').toBe(s === 'ok');
});

test('a damaged data file is told from a whole one', () => {
  const root = brokenPack();
  const [name] = Object.keys(JSON.parse(fs.readFileSync(path.join(ROOT, 'datasets/checksums.json'), 'utf8')) as object);
  fs.cpSync(path.join(ROOT, 'datasets'), path.join(root, 'datasets'), { recursive: true, filter: (from) => !from.includes('downloads') });
  fs.appendFileSync(path.join(root, 'datasets', name), ' ');
  expect(doctor(root, '--json').results.find((r) => r.name === 'data sets')!.found).toBe(`datasets/${name} is damaged`);
});

test('an unknown option is refused, --help helps', () => {
  expect(doctor(ROOT, '--fix').status).toBe(2);
  expect(doctor(ROOT, '--help').stdout).toContain('Usage: npm run doctor');
});

test('the checksums are those of the data sets that are committed', () => {
  expect(spawnSync(process.execPath, ['scripts/checksums.mjs', '--check'], { cwd: ROOT, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});
