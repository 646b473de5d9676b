import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { check } from '../../../src/lib/check';
import { standings, startPage, submit, writeStartPage } from '../../../src/lib/learner';
import { readRecord, updateRecord } from '../../../src/lib/learner/record';

const ROOT = path.resolve(__dirname, '../../..');
const SLUG = '01-regularization';

function folder(kind: 'pack' | 'solved' = 'pack', name = `${SLUG}.ipynb`): { dir: string; file: string } {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-learner-'));
  const file = path.join(dir, name);
  fs.copyFileSync(path.join(ROOT, 'dist', kind, `${SLUG}.ipynb`), file);
  return { dir, file };
}

let log: jest.SpyInstance;
beforeEach(() => (log = jest.spyOn(console, 'log').mockImplementation(() => undefined)));
afterEach(() => {
  log.mockRestore();
  delete process.env.JPY_SESSION_NAME;
});
const said = (): string => log.mock.calls.join('\n');

describe('checks are remembered', () => {
  test('beside the notebook whose kernel it is, and the start page is written', () => {
    const { dir, file } = folder();
    process.env.JPY_SESSION_NAME = file;
    check('1.1', () => 1);
    expect(readRecord(dir, SLUG).tasks['1.1']).toMatchObject({ passed: 0, tests: 2 });
    expect(fs.readFileSync(path.join(dir, 'START.md'), 'utf8')).toContain('**Go on with** [1 Regularization](01-regularization.ipynb)');
    check('2.8', () => 1); // of another notebook
    expect(fs.readdirSync(path.join(dir, '.gradus'))).toEqual([`${SLUG}.json`]);
  });

  test('nowhere else', () => {
    const { dir } = folder();
    check('1.1', () => 1);
    expect(fs.readdirSync(dir)).toEqual([`${SLUG}.ipynb`]);
  });

  test('a damaged record is made anew', () => {
    const { dir } = folder();
    fs.mkdirSync(path.join(dir, '.gradus'));
    fs.writeFileSync(path.join(dir, '.gradus', `${SLUG}.json`), '{"version": 1, "ta');
    updateRecord(dir, SLUG, (r) => (r.tasks['1.1'] = { passed: 2, tests: 2, at: 'now' }));
    expect(readRecord(dir, SLUG).tasks).toEqual({ '1.1': { passed: 2, tests: 2, at: 'now' } });
    expect(fs.readdirSync(path.join(dir, '.gradus'))).toEqual([`${SLUG}.json`]); // no parts left
  });
});

test('the start page lists the ten with minutes, state, hand-ins and scores', () => {
  const { dir } = folder();
  updateRecord(dir, SLUG, (r) => {
    r.tasks = { '1.1': { passed: 2, tests: 2, at: '2026-01-02T03:04:05Z' }, '1.2': { passed: 1, tests: 2, at: '2026-01-02T03:05:05Z' } };
    r.submitted = { at: '2026-01-03T10:20:30Z', sha256: 'x', score: 3.25, maxScore: 13.1 };
  });
  const pack = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-pack-'));
  fs.mkdirSync(path.join(pack, 'dist'));
  fs.symlinkSync(path.join(ROOT, 'dist/pack'), path.join(pack, 'dist/pack'));
  fs.mkdirSync(path.join(pack, 'results'));
  fs.writeFileSync(path.join(pack, 'results', `${SLUG}.json`), JSON.stringify({ score: 45, maxScore: 100, late: null, provenance: { gradedAt: 'x' } }));
  const lines = fs.readFileSync(writeStartPage(dir, pack), 'utf8').split('\n').filter((line) => line.startsWith('| [')); // prettier-ignore
  expect(lines).toHaveLength(10);
  expect(lines[0]).toBe('| [1 Regularization](01-regularization.ipynb) | 60 | ■□□□ 1 of 4 | 2026-01-03 10:20, public tests 3.3 of 13.1 | 45 of 100 |');
  expect(lines[1]).toBe('| [2 Optimization methods](02-optimization-methods.ipynb) | 75 | not begun |  |  |');
  const done = standings(dir, pack).map((s) => ({ ...s, passing: s.tasks.length }));
  expect(startPage(done)).toContain('All exercises pass their public tests.');
});

describe('submit', () => {
  test('copies the saved notebook, shows the public score and what is blank, and remembers it', async () => {
    const { dir, file } = folder('pack', 'renamed.ipynb');
    await submit({ notebook: file });
    const copy = fs.readFileSync(path.join(dir, 'submissions', `${SLUG}.ipynb`));
    const sha256 = createHash('sha256').update(fs.readFileSync(file)).digest('hex');
    expect(copy.equals(fs.readFileSync(file))).toBe(true);
    expect(said()).toMatch(/1 Regularization: 0 of [\d.]+ points in the public tests/);
    expect(said()).toContain('Still blank: 1.1, 1.2, 1.3, 1.4.');
    expect(said()).toContain(sha256);
    expect(readRecord(dir, SLUG).submitted).toMatchObject({ sha256, score: 0 });
  });

  test('a cell that is gone is named; what is there counts', async () => {
    const { file } = folder('solved');
    const notebook = JSON.parse(fs.readFileSync(file, 'utf8')) as { cells: { metadata: { gradus?: { task?: string } } }[] };
    notebook.cells = notebook.cells.filter((cell) => cell.metadata.gradus?.task !== '1.3');
    fs.writeFileSync(file, JSON.stringify(notebook));
    await submit({ notebook: file });
    expect(said()).toMatch(/1\.1 .*✔ passes/);
    expect(said()).toMatch(/1\.3 .*the function is missing/);
    expect(said()).toContain('The cell of 1.3 is not in this notebook any more');
  });

  test('a notebook older than the last check waits to be saved, then says so', async () => {
    const { dir, file } = folder();
    fs.utimesSync(file, new Date(0), new Date(0));
    process.env.JPY_SESSION_NAME = file;
    check('1.1', () => 1);
    await submit({ waitS: 0.1 });
    expect(said()).toContain('Save it now: Ctrl+S');
    expect(said()).toContain('✘ Not handed in: the notebook on disk is older than your last check');
    expect(fs.existsSync(path.join(dir, 'submissions'))).toBe(false);
    fs.utimesSync(file, new Date(), new Date(Date.now() + 1000));
    await submit({ waitS: 0.1 });
    expect(said()).toContain('✔ Handed in: submissions/01-regularization.ipynb');
  });

  test.each([
    ['half a notebook', '{"cells": [', 'is not a whole notebook: save it again'],
    ['another notebook', '{"cells": [], "metadata": {}}', 'is no notebook of this pack'],
  ])('%s is refused', async (_, content, message) => {
    const { dir, file } = folder();
    fs.writeFileSync(file, content);
    fs.utimesSync(file, new Date(), new Date(Date.now() + 5000));
    await submit({ notebook: file });
    expect(said()).toContain(message);
    expect(fs.readdirSync(dir)).toEqual([`${SLUG}.ipynb`]);
  });

  test('outside JupyterLab it asks for the path', async () => {
    await submit();
    expect(said()).toContain("give its path, await submit({ notebook: '...' })");
  });
});
