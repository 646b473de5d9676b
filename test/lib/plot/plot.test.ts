import { execFileSync } from 'node:child_process';
import path from 'node:path';
import * as np from '../../../src/lib/np';
import { toTraces } from '../../../src/lib/plot/traces';
import { Figure } from '../../../src/lib/plot/figure';

const ROOT = path.resolve(__dirname, '../../..');

/** Observable Plot is an ES module: figures are drawn by the built package, in a process of its own. */
function draw(code: string): string {
  return execFileSync(process.execPath, ['-e', `const plt = require('./dist/lib/plot'); const np = require('./dist/lib/np'); process.stdout.write(${code})`], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 });
}

test('a line, points and a legend', () => {
  const svg = draw(`plt.figure({ title: 'A & B', xLabel: 'time', yLabel: 'cost' }).plot([0, 1, 2], np.array([3, 1, 2]), { label: 'first', color: '#123456' }).scatter([0, 1], [1, 2], { c: [0, 1] }).svg()`);
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  expect(svg).toContain('aria-label="A &amp; B"');
  for (const part of ['>time<', '>cost<', '>first<', '#123456', '#0072b2', '#d55e00']) expect(svg).toContain(part);
  expect(svg.match(/<circle/g)).toHaveLength(2);
});

test('a decision boundary has both regions, split where z changes', () => {
  const svg = draw(`plt.figure().contourf([0, 1, 2, 3], [0, 1], np.array([[0, 0, 1, 1], [0, 0, 1, 1]]), { levels: [0.5] }).svg()`);
  const fills = [...svg.matchAll(/fill="(#[0-9a-f]{6})"/g)].map((m) => m[1]);
  expect(fills).toEqual(expect.arrayContaining(['#0072b2', '#d55e00']));
});

test('heat map, bars, histogram, image and a grid of figures', () => {
  const svg = draw(`(() => { const g = plt.subplots(2, 2, { title: 'Four' }); g.at(0, 0).heatmap(np.eye(2), { rows: ['a', 'b'], cols: ['c', 'd'] }); g.at(0, 1).bar(['x', 'y'], [1, 2]); g.at(1, 0).hist([1, 1, 2, 5], { bins: 4 }); g.at(1, 1).imshow(np.eye(3)); return g.svg(); })()`);
  for (const part of ['>Four<', '>a<', '>d<', '>x<', 'data:image/png;base64,']) expect(svg).toContain(part);
  expect(svg.match(/<svg /g)!.length).toBeGreaterThanOrEqual(9);
});

test.each<[string, () => unknown, RegExp]>([
  ['lengths', () => new Figure().plot([1, 2], [1]), /^plot: x and y must have the same length, got 2 and 1$/],
  ['axes', () => new Figure().plot(np.zeros([2, 2]), [1]), /^plot: expected x with one axis, got shape \(2, 2\)/],
  ['grid', () => new Figure().contourf([0, 1], [0, 1], np.zeros([3, 2])), /^contourf: expected z of shape \(len ys, len xs\) = \(2, 2\), got \(3, 2\)$/],
  ['image', () => new Figure().imshow(np.zeros([2, 2, 4])), /^imshow: expected an image of shape/],
  ['classes', () => new Figure().scatter([1], [1], { c: [1, 2] }), /^scatter: c must have one class for each of 1 points/],
])('error: %s', (_, run, message) => expect(run).toThrow(message));

test('nodeplotlib gets the same data', () => {
  const { traces, layout } = toTraces(new Figure({ title: 'T', xLabel: 'x' }).plot([1, 2], [3, 4], { label: 'l' }).scatter([1], [1], { c: '#000000' }).axhline(2).text(1, 1, 'hi'));
  expect(traces).toMatchObject([{ mode: 'lines', x: [1, 2], y: [3, 4], name: 'l' }, { mode: 'markers' }]);
  expect(layout).toMatchObject({ title: 'T', shapes: [{ y0: 2 }], annotations: [{ text: 'hi' }] });
});
