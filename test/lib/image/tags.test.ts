import { placeTags, type Tag } from '../../../src/lib/image/tags';

const PICTURE = { width: 400, height: 300 };
const box = (left: number, top: number, label = 'person 0.99') => ({ box: [left, top, left + 30, top + 80] as const, label });
const apart = (a: Tag, b: Tag): boolean => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

test('a label stands on top of its box, inside it at the upper edge, and within the picture at the right one', () => {
  const [free, upper, right] = placeTags([box(20, 100), box(200, 2), box(390, 200)], 12, PICTURE);
  expect(free).toMatchObject({ x: 20, y: 100 - 18, height: 18 });
  expect(upper.y).toBe(2);
  expect(right.x + right.width).toBe(400);
});

test('labels of neighbours do not cover each other; the last box has the first choice', () => {
  const tags = placeTags([box(100, 100), box(110, 102), box(120, 98), box(130, 100)], 12, PICTURE);
  expect(tags[3]).toMatchObject({ x: 130, y: 82 });
  tags.forEach((a, i) => tags.slice(i + 1).forEach((b) => expect(apart(a, b)).toBe(true)));
});

test('a label takes the room of its letters, an empty one none', () => {
  const [wide, narrow, empty] = placeTags([box(0, 50, 'mmmm'), box(100, 50, 'llll'), box(200, 50, '')], 10, PICTURE);
  expect(wide.width).toBeGreaterThan(2 * narrow.width);
  expect(empty.width).toBe(0);
});
