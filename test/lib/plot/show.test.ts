import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as np from '../../../src/lib/np';
import { figure, subplots } from '../../../src/lib/plot';
import { placeOfFigures } from '../../../src/lib/plot/browser';
import { toTraces } from '../../../src/lib/plot/traces';

const opened: unknown[][] = [];
jest.mock('nodeplotlib', () => ({ plot: (...args: unknown[]) => opened.push(args) }));

const ROOT = path.resolve(__dirname, '../../..');

/** A folder with a program that stands for the one that opens pages: it writes down what it is to open. */
const programs = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-programs-'));
fs.writeFileSync(path.join(programs, 'xdg-open'), '#!/bin/sh\necho "$1" > "$(dirname "$0")/asked"\n', { mode: 0o755 });
const SCREEN = { CI: '', DISPLAY: ':7', PATH: `${programs}:${process.env.PATH}` };
const environment = { ...process.env };

let printed: jest.SpyInstance;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-plots-'));
beforeEach(() => {
  process.env.GRADUS_PLOT_DIR = folder;
  printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(() => {
  process.env = { ...environment };
  printed.mockRestore();
  opened.length = 0;
});

test('outside a notebook a figure becomes a file whose path is printed', () => {
  expect(figure({ title: 'Cost' }).plot([0, 1], [1, 0]).show()).toBeUndefined();
  const file = /^picture: (.*\.svg)$/.exec(printed.mock.calls[0][0] as string)![1];
  expect(path.dirname(file)).toBe(folder);
  expect(fs.readFileSync(file, 'utf8')).toContain('aria-label="Cost"');
  expect(opened).toEqual([]);
});

test('nodeplotlib shows it when asked', () => {
  Object.assign(process.env, SCREEN, { GRADUS_PLOT: 'nodeplotlib' });
  subplots(1, 2).show();
  expect(opened).toHaveLength(2);
  expect(printed).not.toHaveBeenCalled();
});

const NODEPLOTLIB = { GRADUS_PLOT: 'nodeplotlib', GRADUS_PLOT_DIR: '' };
const UNSAID = { GRADUS_PLOT: '', GRADUS_PLOT_DIR: '' };

test.each([
  ['a person at a terminal with a screen', { ...SCREEN, ...UNSAID }, true, 'page'],
  ['output that goes elsewhere', { ...SCREEN, ...UNSAID }, false, 'file'],
  ['a screen, and a file is asked for', { ...SCREEN, GRADUS_PLOT: 'file', GRADUS_PLOT_DIR: '' }, true, 'file'],
  ['a screen, and a folder is named', { ...SCREEN, GRADUS_PLOT: '', GRADUS_PLOT_DIR: '/x' }, true, 'file'],
  ['a page is asked for', { ...SCREEN, ...NODEPLOTLIB }, false, 'page'],
  ['CI, and a page is asked for', { ...SCREEN, ...NODEPLOTLIB, CI: 'true' }, true, 'file'],
  ['no screen, and a page is asked for', { ...SCREEN, ...NODEPLOTLIB, DISPLAY: '', WAYLAND_DISPLAY: '' }, true, 'file'],
  ['nothing that opens pages, and one is asked for', { ...SCREEN, ...NODEPLOTLIB, PATH: folder }, true, 'file'],
])('outside a notebook: %s', (_, env, isTTY, place) => {
  Object.assign(process.env, env);
  const { isTTY: was } = process.stdout;
  process.stdout.isTTY = isTTY;
  expect(placeOfFigures()).toBe(place);
  process.stdout.isTTY = was;
});

describe('scripts, with what was built', () => {
  fs.mkdirSync(path.join(ROOT, 'tmp'), { recursive: true });
  const scripts = fs.mkdtempSync(path.join(ROOT, 'tmp', 'scripts-')); // within reach of node_modules, where gradus is found
  afterAll(() => fs.rmSync(scripts, { recursive: true, force: true }));
  const SHOW = "figure({ title: 'Cost' }).plot([0, 1, 2], [3, 2, 1]).show();\n";
  const write = (name: string, text: string): string => {
    fs.writeFileSync(path.join(scripts, name), text);
    return path.join(scripts, name);
  };

  test.each([
    ['TypeScript with tsx', 'a.ts', "import { figure } from 'gradus/plot';\nconst n: number = 1;\n", ['--import', 'tsx']],
    ['an ES module', 'a.mjs', "import { figure } from 'gradus/plot';\n", []],
    ['CommonJS', 'a.cjs', "const { figure } = require('gradus/plot');\n", []],
  ])('%s: without a screen a file is written, its path said, and the script ends', (_, name, head, options) => {
    const run = spawnSync(process.execPath, [...options, write(name, head + SHOW)], { cwd: scripts, encoding: 'utf8', env: { ...environment, ...NODEPLOTLIB, GRADUS_PLOT_DIR: scripts, DISPLAY: '', WAYLAND_DISPLAY: '' }, timeout: 60_000 });
    expect([run.status, run.stderr]).toEqual([0, '']);
    const [file] = /^picture: (.*\.svg)$/m.exec(run.stdout)!.slice(1);
    const svg = fs.readFileSync(file, 'utf8');
    expect(svg).toContain('aria-label="Cost"');
    expect(svg).toMatch(/<rect width="640" height="400" rx="6" fill="#fff"\/>/); // a white card, under viewers with a dark background too
  });

  test('with a screen nodeplotlib opens its page', async () => {
    const child = spawn(process.execPath, [write('page.mjs', `import { figure } from 'gradus/plot';\n${SHOW}`)], { cwd: scripts, env: { ...environment, ...SCREEN, ...NODEPLOTLIB }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += String(chunk)));
    const ended = once(child, 'close');
    const asked = path.join(programs, 'asked');
    while (!(fs.existsSync(asked) && fs.readFileSync(asked, 'utf8').endsWith('\n')) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    const url = fs.readFileSync(asked, 'utf8').trim();
    const page = await (await fetch(url)).text();
    child.kill();
    await ended;
    expect(url).toMatch(/^http:\/\/localhost:\d+$/);
    expect(page).toContain('<title>');
    expect(said).toBe(`[Nodeplotlib] Server running at ${url}\n`);
  });
});

test('traces for nodeplotlib hold the same data', () => {
  const { traces, layout } = toTraces(figure({ title: 'All', xLim: [0, 2] }).plot([0, 1], [2, 3], { label: 'line' }).scatter([1], [2], { c: [3] }).bar(['a'], [4]).hist([1, 1, 2], { bins: 1 }).heatmap(np.array([[5]])).contourf([0, 1], [0, 1], np.zeros([2, 2])).imshow(np.array([[[1, 0, 0]]])).text(1, 2, 'note').arrow(0, 0, 1, 1).axhline(7)); // prettier-ignore
  expect(traces).toMatchObject([
    { type: 'scatter', mode: 'lines', x: [0, 1], y: [2, 3], name: 'line' },
    { type: 'scatter', mode: 'markers', x: [1], y: [2] },
    { type: 'bar', x: ['a'], y: [4] },
    { type: 'bar', y: [3] },
    { type: 'heatmap', z: [[5]] },
    { type: 'contour', z: [[0, 0], [0, 0]] }, // prettier-ignore
    { type: 'image', z: [[[255, 0, 0]]] },
  ]);
  expect(layout).toMatchObject({ title: 'All', xaxis: { range: [0, 2] }, shapes: [{ y0: 7, y1: 7 }], annotations: [{ text: 'note' }, { ax: 0, x: 1 }] });
});

describe('subplots', () => {
  test('lie in a grid', () => {
    const grid = subplots(2, 2, { title: 'Four & more', width: 800, height: 600 });
    grid.at(0, 1, { title: 'second' }).plot([0, 1], [0, 1]);
    const svg = grid.svg();
    expect(grid.figures).toHaveLength(4);
    expect(svg).toContain('>Four &amp; more</text>');
    const places = [...svg.matchAll(/<svg x="([\d.]+)" y="([\d.]+)" xmlns/g)].map((m) => [Number(m[1]), Number(m[2])]);
    expect(places).toEqual([[0, 32], [406, 32], [0, 322], [406, 322]]); // prettier-ignore
    expect(svg).toContain('>second</text>');
  });

  test.each([[2, 0], [0, 2], [-1, 0], [0.5, 0]])('there is none at (%s, %s)', (r, c) => expect(() => subplots(2, 2).at(r, c)).toThrow(`subplots: there is no figure at (${r}, ${c}) in a grid of 2 by 2`)); // prettier-ignore

  test('need a row and a column', () => expect(() => subplots(0, 2)).toThrow('subplots: expected at least one row and one column, got 0 by 2'));
});
