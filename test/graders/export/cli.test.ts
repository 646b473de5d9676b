import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { listFormats } from '../../../src/graders/export';
import { loadResults } from '../../../src/graders/export/load';
import { writeResult } from '../../../src/graders/report/write';
import { classResults } from '../../support/classResults';
import { makeResult } from '../../support/makeResult';

const ROOT = path.resolve(__dirname, '../../..');
const saved = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-export-'));
const results = [...classResults().slice(0, 3), makeResult(null, '01-regularization', { '1.1': ['passed'] })];
beforeAll(() => results.forEach((result) => writeResult(result, saved)));
afterAll(() => fs.rmSync(saved, { recursive: true, force: true }));

const run = (main: string, ...args: string[]) => spawnSync(process.execPath, [path.join(ROOT, `dist/graders/${main}/main.js`), ...args], { cwd: ROOT, encoding: 'utf8' });

test('saved results are read back as they were, exports beside them are not', () => {
  const { status, stdout, stderr } = run('export', saved, '--format', 'csv,json', '--format=gradescope');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^4 results, 6 files in /);
  const byName = (list: typeof results) => [...list].sort((a, b) => String(a.learner).localeCompare(String(b.learner)));
  const expected = JSON.parse(JSON.stringify(byName(results))) as unknown;
  expect(byName(loadResults(saved))).toEqual(expected);
  expect(byName(loadResults(path.join(saved, 'results.json')))).toEqual(expected);
  expect(loadResults(path.join(saved, 'ada/02-optimization-methods.json'))).toHaveLength(1);
});

test('--help names every format; mistakes of the command line are told plainly', () => {
  const help = run('export', '--help');
  for (const name of listFormats()) expect(help.stdout).toContain(`\n  ${name} `);
  const wrong: [string[], string][] = [[[], 'expected one folder'], [[saved], '--format: expected at least one'], [[saved, '--format', 'pdf'], "got 'pdf'"], [['nowhere', '--format', 'csv'], 'there is no nowhere'], [[path.join(ROOT, 'docs'), '--format', 'csv'], 'holds no results'], [[saved, '--fromat', 'csv'], 'Unknown option']]; // prettier-ignore
  for (const [args, message] of wrong) {
    const { status, stderr } = run('export', ...args);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^export: .*\n {2}help: npm run export -- --help\n$/)]);
    expect(stderr).toContain(message);
  }
  const grade = run('cli', '--format', 'pdf');
  expect([grade.status, grade.stderr]).toEqual([2, expect.stringContaining("--format: expected all, or some of annotations,")]); // prettier-ignore
});

test('files that are no whole results are refused by name', () => {
  const file = path.join(saved, 'ada', 'broken.json');
  const reason = (text: string): string => {
    fs.writeFileSync(file, text);
    try {
      loadResults(saved);
      return 'taken';
    } catch (error) {
      return (error as Error).message;
    } finally {
      fs.rmSync(file);
    }
  };
  expect(reason('{"schema": "gradus/result/v1"')).toMatch(/broken\.json is no JSON .*grade that submission again/);
  expect(reason('{"schema": "gradus/result/v2"}')).toContain('expected a result of the form gradus/result/v1, got "gradus/result/v2"');
  expect(reason('{"schema": "gradus/result/v1", "score": -1}')).toMatch(/does not fit src\/graders\/schemas\/result\.schema\.json: .*must have required property 'learner'.* and \d+ more/);
  expect(reason('{"schema": 3}')).toBe('taken');
  expect(reason('[]')).toBe('taken');
  fs.writeFileSync(file, '[{}]');
  expect(() => loadResults(file)).toThrow('broken.json, result 1: expected a result of the form gradus/result/v1, got none');
  fs.rmSync(file);
});

test('grade --format writes exports below --out', () => {
  const out = path.join(saved, 'graded');
  const { status, stderr } = run('cli', path.join(ROOT, 'test/fixtures/submissions/not-a-notebook/01-regularization.ipynb'), '--sandbox=process', '--format', 'csv', '--format', 'junit,html', '--out', out);
  expect([status, stderr.includes('mistake')]).toEqual([0, false]);
  expect(fs.readdirSync(out).sort()).toEqual(['01-regularization.json', 'grades.csv', 'html', 'junit.xml']);
  expect(fs.readFileSync(path.join(out, 'grades.csv'), 'utf8')).toContain(',unreadable,');
});
