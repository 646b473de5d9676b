import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PNG } from 'pngjs';
import * as np from '../../../src/lib/np';
import { classColor, figure, mapColor, PALETTE } from '../../../src/lib/plot';
import { toRgb } from '../../../src/lib/plot/colors';

/** The part of the DOM that is used here. */
interface Element {
  getAttribute(name: string): string | null;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
  textContent: string;
}
const { parseHTML } = require('linkedom') as { parseHTML: (html: string) => { document: Element } };

const parse = (svg: string): Element => parseHTML(svg).document;
const all = (svg: string, selector: string): Element[] => [...parse(svg).querySelectorAll(selector)];
const number = (element: Element, name: string): number => Number(element.getAttribute(name));
/** The numbers of a path, as points. */
const points = (d: string): [number, number][] => [...d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map((m) => [Number(m[1]), Number(m[2])]);

test('Observable Plot is read when the first figure is drawn, not before', () => {
  const read = jest.spyOn(fs, 'readFileSync');
  const bundles = (): number => read.mock.calls.filter(([file]) => /plot\.umd\.min\.js$/.test(String(file))).length;
  const fig = figure().plot([0, 1], [2, 3]);
  expect(bundles()).toBe(0);
  fig.svg();
  expect(bundles()).toBe(1);
  read.mockRestore();
});

describe('lines', () => {
  test('go through their points, from left to right and from low to high', () => {
    const [path] = all(figure({ xLim: [0, 10], yLim: [0, 10] }).plot([0, 5, 10], [0, 10, 5], { color: '#123456' }).svg(), 'path[stroke="#123456"], g[stroke="#123456"] path');
    const [a, b, c] = points(path.getAttribute('d')!);
    expect(b[0] - a[0]).toBeCloseTo(c[0] - b[0], 1);
    expect(a[0]).toBeLessThan(b[0]);
    expect(a[1]).toBeGreaterThan(b[1]); // SVG counts from the top
    expect(c[1]).toBeCloseTo((a[1] + b[1]) / 2, 1);
  });

  test('take typed arrays and NDArrays, and are broken where a value is not finite', () => {
    const svg = figure().plot(np.arange(5), Float32Array.of(1, 2, NaN, 3, 4), { color: '#123456' }).svg();
    expect(all(svg, 'g[stroke="#123456"] path')[0].getAttribute('d')!.match(/M/g)).toHaveLength(2);
  });

  test('of 30,000 points keep their extremes in a hundredth of the space', () => {
    const x = Array.from({ length: 30_000 }, (_, i) => i);
    const y = x.map((i) => (i === 12_345 ? 100 : i === 20_001 ? -100 : Math.sin(i)));
    const svg = figure({ yLim: [-100, 100], xLim: [0, 30_000] }).plot(x, y, { color: '#123456' }).svg();
    const ys = points(all(svg, 'g[stroke="#123456"] path')[0].getAttribute('d')!).map(([, v]) => v);
    expect(ys.length).toBeLessThan(3000);
    const frame = all(svg, 'g[data-part="frame"] rect, rect[data-part="frame"]')[0];
    expect(Math.min(...ys)).toBeCloseTo(number(frame, 'y'), 0);
    expect(Math.max(...ys)).toBeCloseTo(number(frame, 'y') + number(frame, 'height'), 0);
  });

  test.each([
    [() => figure().plot([1, 2], [1]), 'plot: x and y must have the same length, got 2 and 1'],
    [() => figure().plot(np.zeros([2, 2]), [1, 2]), 'plot: expected x with one axis, got shape (2, 2): use ravel()'],
    [() => figure().plot('12' as never, [1, 2]), 'plot: expected x to be a list of numbers or an NDArray, got string'],
    [() => figure().plot([[1], [2]] as never, [1, 2]), 'plot: expected x to hold numbers, got a list at position 0'],
    [() => figure({ width: 5 }), 'figure: expected width from 60 to 10000 pixels, got 5'],
    [() => figure({ xLim: [1, NaN] }), 'figure: expected xLim to be two different numbers, got [1, NaN]'],
  ])('refuse what they cannot draw (%#)', (draw, message) => expect(draw).toThrow(message));
});

describe('points', () => {
  test('get the colour of their class', () => {
    const circles = all(figure().scatter([0, 1, 2], [0, 1, 2], { c: np.array([0, 1, 0]) }).svg(), 'g[data-part="dot"] circle'); // prettier-ignore
    expect(circles.map((c) => c.getAttribute('fill'))).toEqual([PALETTE[0], PALETTE[1], PALETTE[0]]);
  });

  test('of named classes are explained in the legend', () => {
    const svg = figure().scatter([0, 1], [0, 1], { c: [0, 1], classes: ['opponents', 'own <team>'] }).svg();
    expect(all(svg, 'g.legend text').map((t) => t.textContent)).toEqual(['opponents', 'own <team>']);
    expect(all(svg, 'g.legend circle').map((c) => c.getAttribute('fill'))).toEqual([classColor(0), classColor(1)]);
  });

  test('with a colour map show their values, with a bar beside them', () => {
    const svg = figure().scatter([0, 1, 2], [0, 1, 2], { c: [5, 10, 7.5], cmap: 'magma' }).svg();
    expect(all(svg, 'g[data-part="dot"] circle').map((c) => c.getAttribute('fill'))).toEqual([0, 1, 0.5].map((t) => mapColor('magma', t)));
    expect(all(svg, 'g.colorbar text').map((t) => t.textContent)).toEqual(expect.arrayContaining(['5', '10']));
  });

  test.each([
    [{ c: [0, 1] }, 'scatter: expected c to have one item for each of 3 points, got 2'],
    [{ c: [0, 0.5, 1] }, "scatter: expected classes in c to be whole numbers, got 0.5: for values name a colour map, { c, cmap: 'viridis' }"],
    [{ c: [0, 1, 2], cmap: 'rainbows' }, "plot: expected cmap to be one of viridis"],
  ])('refuse colours that do not fit (%#)', (options, message) => expect(() => figure().scatter([0, 1, 2], [0, 1, 2], options)).toThrow(message));
});

describe('contours', () => {
  test('lie where the values are, on a grid with uneven steps too', () => {
    const xs = [0, 1, 2, 6, 10];
    const z = np.array([0, 1].map(() => xs)); // z = x
    const svg = figure({ xLim: [0, 10], yLim: [0, 1], width: 640 }).contour(xs, [0, 1], z, { levels: [4], colors: ['#123456'] }).svg();
    const drawn = points(all(svg, 'path[stroke="#123456"]')[0].getAttribute('d')!);
    const [frame] = all(svg, 'g[data-part="frame"] rect, rect[data-part="frame"]');
    for (const [x] of drawn) expect(x).toBeCloseTo(number(frame, 'x') + 0.4 * number(frame, 'width'), 0);
    expect(drawn.length).toBeGreaterThan(1);
  });

  test('of two classes are the colours of the classes, opaque in one transparent group', () => {
    const z = np.array([[0, 0, 1], [0, 1, 1]]); // prettier-ignore
    const svg = figure().contourf([0, 1, 2], [0, 1], z, { levels: [0.5] }).svg();
    const paths = all(svg, 'g[data-levels] path');
    expect(paths.map((p) => p.getAttribute('fill'))).toEqual([classColor(0), classColor(1)]);
    expect(paths.every((p) => p.getAttribute('fill-opacity') === null)).toBe(true);
    expect(all(svg, 'g[data-levels]')[0].getAttribute('opacity')).toBe('0.35');
  });

  test.each([
    [[0, 1], [0, 1], np.zeros([2, 3]), {}, 'contourf: expected z of shape (len ys, len xs) = (2, 2), got (2, 3)'],
    [[1, 0], [0, 1], np.zeros([2, 2]), {}, 'contourf: expected xs to be at least two rising numbers'],
    [[0, 1], [0, 1], np.zeros([2, 2]), { levels: 1 }, 'contourf: expected at least 2 levels, got 1'],
    [[0, 1], [0, 1], np.zeros([2, 2]), { levels: [1, 0] }, 'contourf: expected levels to be rising numbers, got [1, 0]'],
    [[0, 1], [0, 1], np.zeros([2, 2]), { levels: [0.5], colors: ['red'] }, 'contourf: expected 2 colors, got 1'],
  ])('refuse what does not fit (%#)', (xs, ys, z, options, message) => expect(() => figure().contourf(xs, ys, z, options)).toThrow(message));
});

describe('pictures', () => {
  const pixels = (svg: string): PNG => PNG.sync.read(Buffer.from(all(svg, 'image')[0].getAttribute('href')!.split(',')[1], 'base64'));

  test('keep their colours, first row on top, and their shape', () => {
    const image = np.array([[[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[0, 0, 0], [1, 1, 1], [0.5, 0.5, 0.5]]]); // prettier-ignore
    const svg = figure().imshow(image).svg();
    const png = pixels(svg);
    expect([png.width, png.height]).toEqual([3, 2]);
    expect([...png.data.subarray(0, 12)]).toEqual([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255]);
    expect([...png.data.subarray(20, 23)]).toEqual([128, 128, 128]);
    const [element] = all(svg, 'image');
    expect(number(element, 'width') / number(element, 'height')).toBeCloseTo(1.5, 5);
  });

  test('of one channel go through a colour map; what is not a number is grey', () => {
    const png = pixels(figure().imshow(np.array([[0, 10, NaN]]), { cmap: 'viridis' }).svg());
    expect([...png.data.subarray(0, 3)]).toEqual(toRgb(mapColor('viridis', 0)));
    expect([...png.data.subarray(4, 7)]).toEqual(toRgb(mapColor('viridis', 1)));
    expect([...png.data.subarray(8, 11)]).toEqual([204, 204, 204]);
  });

  test('of other shapes are refused', () => {
    expect(() => figure().imshow(np.zeros([2, 2, 4]))).toThrow('imshow: expected an image of shape (h, w) or (h, w, 3), got (2, 2, 4)');
    expect(() => figure().imshow([[1]] as never)).toThrow('imshow: expected an NDArray of shape (h, w) or (h, w, 3), got object');
  });
});

describe('bars, histograms and matrices', () => {
  test('bars are as high as their values and stand side by side', () => {
    const svg = figure({ yLim: [0, 10] }).bar(['a', 'b'], [5, 10], { color: '#111111', label: 'one' }).bar(['a', 'b'], [2, 4], { color: '#222222', label: 'two' }).svg(); // prettier-ignore
    const [a, b] = all(svg, 'g[fill="#111111"] rect');
    const [c] = all(svg, 'g[fill="#222222"] rect');
    expect(number(b, 'height') / number(a, 'height')).toBeCloseTo(2, 5);
    expect(number(a, 'height') / number(c, 'height')).toBeCloseTo(2.5, 5);
    expect(number(c, 'x')).toBeGreaterThanOrEqual(number(a, 'x') + number(a, 'width'));
    expect(number(c, 'x')).toBeLessThan(number(b, 'x'));
    expect(all(svg, 'g.legend text').map((t) => t.textContent)).toEqual(['one', 'two']);
  });

  test('two bars of one name are two bars', () => expect(all(figure().bar(['a', 'a'], [1, 2], { color: '#111111' }).svg(), 'g[fill="#111111"] rect')).toHaveLength(2));

  test('a histogram counts', () => {
    const rects = all(figure({ yLim: [0, 4] }).hist([0, 0, 0, 1, 4], { bins: 4, color: '#123456' }).svg(), 'g[fill="#123456"] rect'); // prettier-ignore
    expect(rects).toHaveLength(4);
    expect(number(rects[0], 'height') / number(rects[1], 'height')).toBeCloseTo(3, 0);
    expect(() => figure().hist([1], { bins: 0 })).toThrow('hist: expected a whole number of bins from 1, got 0');
  });

  test('a small matrix is written in, with names that may repeat', () => {
    const svg = figure().heatmap(np.array([[1, 2.3456], [3, 4]]), { rows: ['e', 'e'], cols: ['x', 'y'] }).svg(); // prettier-ignore
    expect(all(svg, 'g[text-anchor="middle"] text').map((t) => t.textContent)).toEqual(expect.arrayContaining(['1', '2.35', '3', '4']));
    expect(all(svg, '[data-part="y-axis tick label"] text').map((t) => t.textContent)).toEqual(['e', 'e']);
    expect(all(svg, 'g.colorbar')).toHaveLength(0);
  });

  test('a large one is one picture with a colour bar', () => {
    const svg = figure().heatmap(np.random.rand(50, 60), { cmap: 'RdBu' }).svg();
    expect(all(svg, 'image')).toHaveLength(1);
    expect(all(svg, 'g.colorbar')).toHaveLength(1);
    expect(svg.length).toBeLessThan(40_000);
  });

  test('names must fit', () => {
    expect(() => figure().heatmap(np.zeros([2, 2]), { rows: ['a'] })).toThrow('heatmap: expected 2 row and 2 column names, got 1 and 2');
    expect(() => figure().heatmap(np.zeros([2]))).toThrow('heatmap: expected a matrix, got shape (2)');
    expect(() => figure().bar(['a'], [1, 2])).toThrow('bar: expected a value for each of 1 labels, got 2');
  });
});

describe('the whole', () => {
  test('one unit is as long on both axes when asked', () => {
    const svg = figure({ aspect: 'equal', xLim: [0, 10], yLim: [0, 5] }).plot([0, 10], [0, 5]).svg();
    const [frame] = all(svg, 'g[data-part="frame"] rect, rect[data-part="frame"]');
    expect(number(frame, 'width') / number(frame, 'height')).toBeCloseTo(2, 3);
  });

  test('is described for those who cannot see it, and stands on its own ground', () => {
    const svg = figure({ title: 'Cost <1> & more' }).plot([0, 1], [3, 1], { label: 'train' }).axhline(2).axvline(0.5).text(0.5, 2, 'here').arrow(0, 1, 1, 2).svg(); // prettier-ignore
    const root = parse(svg).querySelector('svg.gradus-plot')!;
    expect(root.getAttribute('role')).toBe('img');
    expect(root.getAttribute('aria-label')).toBe('Cost <1> & more');
    expect(root.querySelector('title')!.textContent).toBe('Cost <1> & more');
    expect(root.querySelector('desc')!.textContent).toBe('Line "train" through 2 points: x 0 to 1, y 1 to 3. Text: here.');
    expect(root.querySelector('rect')!.getAttribute('fill')).toBe('#fff');
  });

  test('two figures on a page share no id, and every reference leads to one of its own', () => {
    const svgs = [figure().plot([0, 1], [0, 1]), figure().scatter([0, 1], [0, 1], { c: [0, 1], cmap: 'viridis' }).plot([0, 1], [0, 2])].map((f) => f.svg());
    const ids = svgs.map((svg) => [...svg.matchAll(/\bid="([^"]+)"/g)].map((m) => m[1]));
    const used = svgs.map((svg) => [...svg.matchAll(/url\(#([^)]+)\)/g)].map((m) => m[1]));
    expect(used.every((list) => list.length > 0)).toBe(true);
    used.forEach((list, i) => list.forEach((id) => expect(ids[i]).toContain(id)));
    expect(ids[0].filter((id) => ids[1].includes(id))).toEqual([]);
  });

  test('the legend keeps away from the line, or goes where it is told', () => {
    const falling = figure().plot([0, 1, 2], [2, 1, 0], { label: 'a' });
    const rising = figure().plot([0, 1, 2], [0, 1, 2], { label: 'a' });
    const x = (svg: string): number => number(all(svg, 'g.legend rect')[0], 'x');
    expect(x(falling.svg())).toBeGreaterThan(400);
    expect(x(rising.svg())).toBeLessThan(200);
    expect(x(figure({ legend: 'upper left' }).plot([0, 1], [1, 0], { label: 'a' }).svg())).toBeLessThan(200);
    expect(all(figure({ legend: false }).plot([0, 1], [1, 0], { label: 'a' }).svg(), 'g.legend')).toHaveLength(0);
  });

  test('is saved as a file', () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-')), 'new', 'a.svg');
    const fig = figure().plot([0, 1], [0, 1]);
    fig.save(file);
    expect(fs.readFileSync(file, 'utf8')).toMatch(/^<svg xmlns=.*<\/svg>$/s);
  });

  test.each([() => figure(), () => figure().plot([], []), () => figure().plot([1], [NaN]), () => figure().scatter([3], [3]), () => figure({ axes: false }).imshow(np.zeros([1, 1])), () => figure().hist([]), () => figure().bar([], []), () => figure().contourf([0, 1], [0, 1], np.full([2, 2], NaN))])('edge case %# draws without a NaN', (make) =>
    expect(make().svg()).not.toMatch(/NaN|Infinity|undefined/),
  );
});
