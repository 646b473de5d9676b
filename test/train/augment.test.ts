import { RandomState } from '../../src/lib/np/random';
import { augment } from '../../src/train/detector/augment';

/** A grey picture with a white object. */
function example(width: number, height: number, [l, t, r, b]: readonly number[]) {
  const pixels = new Uint8Array(width * height * 3).fill(60);
  for (let y = t; y < b; y++) for (let x = l; x < r; x++) pixels.fill(200, 3 * (y * width + x), 3 * (y * width + x) + 3);
  return { pixels, objects: [{ class: 1, box: [l / width, t / height, r / width, b / height] as [number, number, number, number] }] };
}

test('wherever the picture moves, its boxes go along', () => {
  const [width, height] = [80, 60];
  const random = new RandomState(3);
  let [inside, sizes] = [0, new Set<string>()];
  for (let i = 0; i < 40; i++) {
    const { pixels, objects } = augment(example(width, height, [30, 20, 50, 44]), width, height, random);
    expect(pixels).toHaveLength(width * height * 3);
    const low = pixels[0];
    const [l, t, r, b] = objects[0].box;
    sizes.add((r - l).toFixed(2));
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const [u, v] = [(x + 0.5) / width, (y + 0.5) / height];
        const margin = Math.min(u - l, r - u, v - t, b - v);
        if (Math.abs(margin) < 0.04) continue; // the edge is soft
        if (margin > 0) inside++;
        expect(pixels[3 * (y * width + x)] > low).toBe(margin > 0);
      }
  }
  expect(inside).toBeGreaterThan(1000);
  expect(sizes.size).toBeGreaterThan(10);
});

test('what is cut to less than 0.6 of itself is difficult, what is outside is gone', () => {
  const random = new RandomState(5);
  const results = Array.from({ length: 200 }, () => augment(example(80, 60, [0, 0, 8, 30]), 80, 60, random).objects);
  expect(results.some((objects) => objects.length === 0)).toBe(true);
  expect(results.some((objects) => objects[0]?.difficult)).toBe(true);
  expect(results.some((objects) => objects[0]?.difficult === false || objects[0]?.difficult === undefined)).toBe(true);
});
