import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as np from '../../../src/lib/np';
import { figure, subplots } from '../../../src/lib/plot';
import { toTraces } from '../../../src/lib/plot/traces';

const opened: unknown[][] = [];
jest.mock('nodeplotlib', () => ({ plot: (...args: unknown[]) => opened.push(args) }));

let printed: jest.SpyInstance;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-plots-'));
beforeEach(() => {
  process.env.GRADUS_PLOT_DIR = folder;
  printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(() => {
  delete process.env.GRADUS_PLOT;
  delete process.env.GRADUS_PLOT_DIR;
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
  process.env.GRADUS_PLOT = 'nodeplotlib';
  subplots(1, 2).show();
  expect(opened).toHaveLength(2);
  expect(printed).not.toHaveBeenCalled();
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
