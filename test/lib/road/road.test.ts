import { ROAD_CLASSES, ROAD_COLORS, roadClassId } from '../../../src/lib/data';
import { COCO_CLASSES } from '../../../src/lib/yolo/classes';
import { drive, renderScene, roadScenes, type RoadScene } from '../../../src/lib/road';

const size = { width: 128, height: 96 };
const frames = [...roadScenes({ first: 500_000, count: 24, ...size })];

test('the same seed gives the same frame, another one another', () => {
  const again = renderScene(500_003, size);
  expect(again).toEqual(frames[3]);
  expect(Buffer.compare(Buffer.from(again.image), Buffer.from(frames[4].image))).not.toBe(0);
});

test('image, mask and boxes have the promised shapes and ranges', () => {
  for (const { image, mask, boxes, width, height } of frames) {
    expect([image.length, mask.length, width, height]).toEqual([96 * 128 * 3, 96 * 128, 128, 96]);
    expect(Math.max(...mask)).toBeLessThan(ROAD_CLASSES.length);
    const mean = image.reduce((a, b) => a + b, 0) / image.length;
    expect([mean > 25, mean < 225]).toEqual([true, true]);
    for (const { class: name, box: [l, t, r, b], visible } of boxes) {
      expect(COCO_CLASSES).toContain(name);
      expect(l >= 0 && t >= 0 && r <= 128 && b <= 96 && r > l && b > t && visible > 0 && visible <= 1).toBe(true);
    }
  }
  expect([ROAD_CLASSES.length, ROAD_COLORS.length]).toEqual([23, 23]);
});

/** Share of a box whose pixels have one of the classes. */
function share({ mask, width }: RoadScene, [l, t, r, b]: readonly number[], classes: readonly number[]): number {
  let [inside, all] = [0, 0];
  for (let y = Math.floor(t); y < b; y++)
    for (let x = Math.floor(l); x < r; x++) {
      all++;
      if (classes.includes(mask[y * width + x])) inside++;
    }
  return inside / all;
}

test('boxes and mask tell of the same objects', () => {
  const ids = { car: 'vehicle', truck: 'vehicle', bus: 'vehicle', person: 'pedestrian', 'traffic light': 'traffic light' } as const;
  let count = 0;
  for (const frame of frames)
    for (const { class: name, box, difficult } of frame.boxes) {
      if (difficult) continue;
      count++;
      expect(share(frame, box, [roadClassId(ids[name as keyof typeof ids])])).toBeGreaterThan(0.18);
    }
  expect(count).toBeGreaterThan(100);
});

test('the masks hold what streets are made of', () => {
  const pixels = new Array<number>(23).fill(0);
  for (const { mask } of frames) for (const id of mask) pixels[id]++;
  const of = (name: (typeof ROAD_CLASSES)[number]): number => pixels[roadClassId(name)] / (frames.length * 96 * 128);
  for (const name of ['building', 'pedestrian', 'pole', 'road line', 'road', 'sidewalk', 'vegetation', 'vehicle', 'traffic sign', 'sky', 'traffic light', 'terrain', 'static', 'fence'] as const) expect([name, of(name) > 0]).toEqual([name, true]);
  expect(of('road')).toBeGreaterThan(0.15);
  expect(new Set(frames.map((f) => f.weather)).size).toBeGreaterThanOrEqual(4);
});

test('a drive starts at its scene and goes on smoothly', () => {
  expect(drive(500_001, 0, size)).toEqual(frames[1]);
  const [a, b, far] = [drive(500_001, 1, size), drive(500_001, 1.04, size), drive(500_001, 3, size)];
  const change = (x: RoadScene, y: RoadScene): number => x.mask.reduce((sum, id, i) => sum + Number(id !== y.mask[i]), 0) / x.mask.length;
  expect(change(a, b)).toBeLessThan(0.08);
  expect(change(a, far)).toBeGreaterThan(change(a, b));
});

test('wrong sizes are told', () => expect(() => renderScene(1, { width: 0.5, height: 100 })).toThrow('renderScene: expected a width and a height of at least 16 whole pixels, got 0.5 x 100'));
