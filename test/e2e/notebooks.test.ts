import { execFile, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { readSource } from '../../src/authoring/build/build';
import { listSlugs } from '../../src/authoring/paths';

const ROOT = path.resolve(__dirname, '../..');
const PYTHON = path.join(ROOT, '.venv/bin/python');
const RUNNER = path.join(__dirname, 'run_notebook.py');

/** `npm run test:full` runs the notebooks as learners get them; otherwise the long trainings are cut short. */
const FULL = process.env.GRADUS_FULL === '1';

/** What is cut short, by assignment: pieces of the notebook's text, each there once. */
const SHORTER: Record<string, [text: string, shorter: string][]> = {
  '04-unet': [['scenes: 1000, epochs: 16', 'scenes: 240, epochs: 4']],
  '06-jazz': [['await train(model, X, Y, 100)', 'await train(model, X, Y, 30)']],
  '10-transformer': [['const EPOCHS = 4;', 'const EPOCHS = 1;']],
};

interface Shown {
  svg: number;
  images: number;
  tables: number;
  checks: boolean[];
  text: string;
  errors: string;
}

/** Those that take longest: they begin first. */
const LONG = ['04-unet', '09-date-translation', '10-transformer', '06-jazz'];

/** What each assignment's notebook with solutions shows, or why it could not be run. */
const solved = new Map<string, Shown | Error>();

/** All, two at a time: most of a notebook's work is done by one thread. */
beforeAll(async () => {
  const waiting = [...LONG, ...listSlugs(ROOT).filter((slug) => !LONG.includes(slug))];
  const runOneByOne = async (): Promise<void> => {
    for (let slug = waiting.shift(); slug; slug = waiting.shift()) solved.set(slug, await runPrepared(slug).catch((error: Error) => error));
  };
  await Promise.all([runOneByOne(), runOneByOne()]);
}, 2_400_000);

const runPrepared = async (slug: string): Promise<Shown> => run(prepared(slug));

function runSolved(slug: string): Shown {
  const shown = solved.get(slug)!;
  if (shown instanceof Error) throw shown;
  return shown;
}

/** Path of the notebook with solutions, cut short unless it is to run in full. */
function prepared(slug: string): string {
  const file = path.join(ROOT, 'dist/solved', `${slug}.ipynb`);
  if (FULL || !SHORTER[slug]) return file;
  let notebook = fs.readFileSync(file, 'utf8');
  for (const [text, shorter] of SHORTER[slug]) {
    expect([text, notebook.split(text).length - 1]).toEqual([text, 1]);
    notebook = notebook.replace(text, shorter);
  }
  const copy = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-e2e-')), `${slug}.ipynb`);
  fs.writeFileSync(copy, notebook);
  return copy;
}

async function run(notebook: string, kernel = 'tslab', env: NodeJS.ProcessEnv = {}): Promise<Shown> {
  const { stdout } = await promisify(execFile)(PYTHON, [RUNNER, notebook, path.join(ROOT, 'notebooks'), kernel], { env: { ...process.env, ...env }, maxBuffer: 64 << 20 });
  return JSON.parse(stdout.trim().split('\n').pop()!) as Shown;
}

/** Fewest plots and pictures, and how many exercises; those of an assignment that is not listed come from its source. */
const WANTED: Record<string, { svg: number; images: number; tasks: number }> = {
  '01-regularization': { svg: 8, images: 0, tasks: 4 },
  '02-optimization-methods': { svg: 21, images: 0, tasks: 9 },
  '03-car-detection': { svg: 1, images: 10, tasks: 4 },
  '04-unet': { svg: 2, images: 4, tasks: 3 },
  '05-face-recognition': { svg: 3, images: 100, tasks: 3 },
  '06-jazz': { svg: 4, images: 0, tasks: 3 },
  '07-word-vectors': { svg: 6, images: 0, tasks: 4 },
  '08-emojify': { svg: 3, images: 0, tasks: 5 },
  '09-date-translation': { svg: 4, images: 0, tasks: 3 },
  '10-transformer': { svg: 8, images: 0, tasks: 8 },
};

const wanted = (slug: string): (typeof WANTED)[string] => WANTED[slug] ?? { svg: 0, images: 0, tasks: readSource(slug, ROOT).cells.filter((cell) => cell.kind === 'code' && cell.role === 'task').length };

test('every assignment that is listed here is there', () => expect(listSlugs(ROOT)).toEqual(expect.arrayContaining(Object.keys(WANTED))));

test.each(listSlugs(ROOT))('%s with solutions runs in the kernel: all checks pass, pictures and tables are there, nothing on stderr', (slug) => {
  const shown = runSolved(slug);
  expect(shown.errors).toBe('');
  const { svg, images, tasks } = wanted(slug);
  expect(shown.checks).toEqual(new Array(tasks).fill(true));
  expect(shown.svg).toBeGreaterThanOrEqual(svg);
  expect(shown.images).toBeGreaterThanOrEqual(images);
  expect(shown.tables).toBeGreaterThan(tasks);
});

test('the training of assignment 1 tells its lesson: regularization narrows the gap between training and test', () => {
  const { text } = runSolved('01-regularization');
  const accuracies = [...text.matchAll(/Accuracy: ([\d.]+)/g)].map((m) => Number(m[1]));
  expect(accuracies).toHaveLength(6);
  const [plainTrain, plainTest, l2Train, l2Test, dropTrain, dropTest] = accuracies;
  expect(plainTrain).toBeGreaterThan(0.98);
  expect(l2Test).toBeGreaterThan(plainTest);
  expect(dropTest).toBeGreaterThan(plainTest);
  expect(plainTrain - plainTest).toBeGreaterThan(2 * Math.abs(l2Train - l2Test));
  expect(dropTrain).toBeLessThan(plainTrain);
});

test('the training of assignment 2 gives the well-known costs and accuracies, digit for digit', () => {
  const { text } = runSolved('02-optimization-methods');
  const costs = [...text.matchAll(/Cost after epoch (\d+): ([\d.]+)/g)];
  expect(costs.map((c) => Number(c[1]))).toEqual(new Array(8).fill([0, 1000, 2000, 3000, 4000]).flat());
  const accuracies = [...text.matchAll(/Accuracy: ([\d.]+)/g)].map((m) => Number(m[1]).toFixed(5));
  const runs = accuracies.map((accuracy, i) => [...costs.slice(5 * i, 5 * i + 5).map((c) => c[2]), accuracy].join(' '));
  expect(runs).toEqual([
    '0.702405 0.668101 0.635288 0.600491 0.573367 0.71667', // gradient descent
    '0.702413 0.668167 0.635388 0.600591 0.573444 0.71667', // momentum
    '0.701779 0.163975 0.140631 0.137355 0.134968 0.94333', // RMSProp, as NumPy
    '0.702166 0.167845 0.141316 0.138788 0.136066 0.94333', // Adam
    '0.701091 0.661884 0.658620 0.656765 0.655486 0.65333', // gradient descent, decay every epoch
    '0.701091 0.127161 0.120304 0.117033 0.117512 0.94333', // gradient descent, schedule
    '0.702226 0.128974 0.125965 0.123375 0.123218 0.95333', // momentum, schedule
    '0.699346 0.130074 0.129826 0.129282 0.128361 0.94000', // Adam, schedule
  ]);
  const rates = [...text.matchAll(/learning rate ([\d.]+)/g)].map((m) => m[1]);
  const [everyEpoch, stairs] = ['0.100000 0.000100 0.000050 0.000033 0.000025', '0.100000 0.050000 0.033333 0.025000 0.020000'].map((r) => r.split(' '));
  const adam = ['0.010000', '0.005000', '0.003333', '0.002500', '0.002000'];
  expect(rates).toEqual([...everyEpoch, ...stairs, ...stairs, ...adam]);
});

test('the network of assignment 4 names most pixels of scenes that it never saw: nine of ten in full', () => {
  const { text } = runSolved('04-unet');
  expect(Number(/Pixel accuracy on 60 unseen scenes: ([\d.]+)/.exec(text)![1])).toBeGreaterThanOrEqual(FULL ? 0.9 : 0.6);
});

test('assignment 8 tells its lesson: the average misses denials, the LSTM does not', () => {
  const { text } = runSolved('08-emojify');
  const average = Number(/Test set\nAccuracy: ([\d.]+)/.exec(text)![1]);
  const lstm = Number(/LSTM, test set. Accuracy: ([\d.]+)/.exec(text)![1]);
  expect(average).toBeGreaterThanOrEqual(0.8);
  expect(lstm).toBeGreaterThanOrEqual(0.9);
  expect(lstm).toBeGreaterThan(average);
});

test('the training of assignment 9 translates dates that it never saw, in less than five minutes', () => {
  const { text } = runSolved('09-date-translation');
  const [characters, dates] = /unseen dates: ([\d.]+) % of the characters, ([\d.]+) % of whole dates/.exec(text)!.slice(1).map(Number);
  expect(characters).toBeGreaterThanOrEqual(99);
  expect(dates).toBeGreaterThanOrEqual(97);
});

test('the Transformer of assignment 10 learns the dates', () => {
  const text = runSolved('10-transformer').text;
  const [, characters, dates] = /unseen dates: ([\d.]+) % of the characters, ([\d.]+) % of the whole dates/.exec(text)!.map(Number);
  expect(characters).toBeGreaterThan(FULL ? 99 : 90);
  expect(dates).toBeGreaterThan(FULL ? 97 : 50);
});

test('a failing cell stops nbclient with the compiler\'s words', () => {
  const notebook = JSON.parse(fs.readFileSync(path.join(ROOT, 'dist/pack/01-regularization.ipynb'), 'utf8')) as { cells: { source: string | string[]; cell_type: string }[] };
  notebook.cells = [{ ...notebook.cells.find((c) => c.cell_type === 'code')!, source: "const n: number = 'five';" }];
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-e2e-')), 'broken.ipynb');
  fs.writeFileSync(file, JSON.stringify(notebook));
  const { status, stderr } = spawnSync(PYTHON, [RUNNER, file, path.join(ROOT, 'notebooks'), 'tslab'], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain("Type 'string' is not assignable to type 'number'");
}, 60_000);

test('notebooks also run on tslab as its own `tslab install` sets it up', async () => {
  const prefix = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-tslab-'));
  const spec = path.join(prefix, 'share/jupyter/kernels/plain-tslab');
  fs.mkdirSync(spec, { recursive: true });
  const argv = [process.execPath, path.join(ROOT, 'node_modules/tslab/bin/tslab'), 'kernel', '--config-path', '{connection_file}']; // what tslab's install.py writes
  fs.writeFileSync(path.join(spec, 'kernel.json'), JSON.stringify({ argv, display_name: 'TypeScript', language: 'typescript' }));
  const source = JSON.parse(fs.readFileSync(path.join(ROOT, 'dist/solved/03-car-detection.ipynb'), 'utf8')) as { cells: { cell_type: string; metadata: { gradus: { role: string } } }[] };
  source.cells = source.cells.filter((c) => c.cell_type === 'markdown' || c.metadata.gradus.role !== 'run');
  const file = path.join(prefix, 'short.ipynb');
  fs.writeFileSync(file, JSON.stringify(source));
  expect((await run(file, 'plain-tslab', { JUPYTER_PATH: path.join(prefix, 'share/jupyter') })).checks).toEqual([true, true, true, true]);
}, 120_000);
