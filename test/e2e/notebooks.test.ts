import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { listSlugs } from '../../src/authoring/paths';

const ROOT = path.resolve(__dirname, '../..');
const PYTHON = path.join(ROOT, '.venv/bin/python');
const RUNNER = path.join(__dirname, 'run_notebook.py');

interface Shown {
  svg: number;
  images: number;
  tables: number;
  checks: boolean[];
  text: string;
  errors: string;
}

function run(notebook: string, kernel = 'tslab', env: NodeJS.ProcessEnv = {}): Shown {
  const out = execFileSync(PYTHON, [RUNNER, notebook, path.join(ROOT, 'notebooks'), kernel], { encoding: 'utf8', env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  return JSON.parse(out.trim().split('\n').pop()!) as Shown;
}

const WANTED: Record<string, { svg: number; images: number; tasks: number }> = {
  '01-regularization': { svg: 8, images: 0, tasks: 4 },
  '03-car-detection': { svg: 1, images: 10, tasks: 4 },
};

test('every assignment is run here', () => expect(Object.keys(WANTED)).toEqual(listSlugs(ROOT)));

test.each(listSlugs(ROOT))('%s with solutions runs in the kernel: all checks pass, pictures and tables are there, nothing on stderr', (slug) => {
  const shown = run(path.join(ROOT, 'dist/solved', `${slug}.ipynb`));
  expect(shown.errors).toBe('');
  expect(shown.checks).toEqual(new Array(WANTED[slug].tasks).fill(true));
  expect(shown.svg).toBeGreaterThanOrEqual(WANTED[slug].svg);
  expect(shown.images).toBeGreaterThanOrEqual(WANTED[slug].images);
  expect(shown.tables).toBeGreaterThan(WANTED[slug].tasks);
}, 300_000);

test('the training of assignment 1 tells its lesson: regularization narrows the gap between training and test', () => {
  const text = run(path.join(ROOT, 'dist/solved/01-regularization.ipynb')).text;
  const accuracies = [...text.matchAll(/Accuracy: ([\d.]+)/g)].map((m) => Number(m[1]));
  expect(accuracies).toHaveLength(6);
  const [plainTrain, plainTest, l2Train, l2Test, dropTrain, dropTest] = accuracies;
  expect(plainTrain).toBeGreaterThan(0.98);
  expect(l2Test).toBeGreaterThan(plainTest);
  expect(dropTest).toBeGreaterThan(plainTest);
  expect(plainTrain - plainTest).toBeGreaterThan(2 * Math.abs(l2Train - l2Test));
  expect(dropTrain).toBeLessThan(plainTrain);
}, 300_000);

test('a failing cell stops nbclient with the compiler\'s words', () => {
  const notebook = JSON.parse(fs.readFileSync(path.join(ROOT, 'dist/pack/01-regularization.ipynb'), 'utf8')) as { cells: { source: string | string[]; cell_type: string }[] };
  notebook.cells = [{ ...notebook.cells.find((c) => c.cell_type === 'code')!, source: "const n: number = 'five';" }];
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-e2e-')), 'broken.ipynb');
  fs.writeFileSync(file, JSON.stringify(notebook));
  const { status, stderr } = spawnSync(PYTHON, [RUNNER, file, path.join(ROOT, 'notebooks'), 'tslab'], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain("Type 'string' is not assignable to type 'number'");
}, 60_000);

test('notebooks also run on tslab as its own `tslab install` sets it up', () => {
  const prefix = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-tslab-'));
  const spec = path.join(prefix, 'share/jupyter/kernels/plain-tslab');
  fs.mkdirSync(spec, { recursive: true });
  const argv = [process.execPath, path.join(ROOT, 'node_modules/tslab/bin/tslab'), 'kernel', '--config-path', '{connection_file}']; // what tslab's install.py writes
  fs.writeFileSync(path.join(spec, 'kernel.json'), JSON.stringify({ argv, display_name: 'TypeScript', language: 'typescript' }));
  const source = JSON.parse(fs.readFileSync(path.join(ROOT, 'dist/solved/03-car-detection.ipynb'), 'utf8')) as { cells: { cell_type: string; metadata: { gradus: { role: string } } }[] };
  source.cells = source.cells.filter((c) => c.cell_type === 'markdown' || c.metadata.gradus.role !== 'run');
  const file = path.join(prefix, 'short.ipynb');
  fs.writeFileSync(file, JSON.stringify(source));
  expect(run(file, 'plain-tslab', { JUPYTER_PATH: path.join(prefix, 'share/jupyter') }).checks).toEqual([true, true, true, true]);
}, 120_000);
