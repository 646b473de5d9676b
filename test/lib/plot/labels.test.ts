import { figure } from '../../../src/lib/plot';
import { placeLabels, type Box } from '../../../src/lib/plot/labels';

const FRAME = { left: 0, top: 0, right: 600, bottom: 400 };
const apart = (a: Box, b: Box): boolean => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;

test('a lone name stands beside its point', () => {
  const [box] = placeLabels([{ x: 100, y: 100, width: 40 }], FRAME);
  expect([box.left - 100, (box.top + box.bottom) / 2]).toEqual([7, 100]);
});

test('names of twenty points on a line do not cover each other or a point, and stay in the frame', () => {
  const points = Array.from({ length: 20 }, (_, i) => ({ x: 300, y: 60 + ((i * 37) % 100) * 2.8, width: 60 }));
  const boxes = placeLabels(points, FRAME);
  boxes.forEach((a, i) => {
    expect(boxes.slice(i + 1).every((b) => apart(a, b))).toBe(true);
    expect(points.every(({ x, y }) => apart(a, { left: x - 3, top: y - 3, right: x + 3, bottom: y + 3 }))).toBe(true);
    expect(a.left >= 0 && a.right <= 600 && a.top >= 0 && a.bottom <= 400).toBe(true);
  });
});

test('a name in a corner stays in the frame', () => {
  const [box] = placeLabels([{ x: 598, y: 2, width: 80 }], FRAME);
  expect(box.right).toBeLessThanOrEqual(600);
  expect(box.top).toBeGreaterThanOrEqual(0);
});

test('a figure shows every name in its colour, and says it in words', () => {
  const svg = figure().scatter([0, 1], [0, 1]).labels([0, 1], [0, 1], ['man', 'woman'], { color: ['#111111', '#222222'] }).svg(); // prettier-ignore
  expect(svg).toMatch(/fill="#111111"[^>]*>man</);
  expect(svg).toMatch(/fill="#222222"[^>]*>woman</);
  expect(svg).toContain('Names: man (0, 0), woman (1, 1).');
  expect(() => figure().labels([0], [0], ['a', 'b'])).toThrow('labels: expected a text for each of 1 points, got 2');
  expect(() => figure().labels([0, 1, 2], [0, 1, 2], ['a', 'b', 'c'], { color: ['#111', '#222'] })).toThrow('expected one colour or 3, got 2');
});
