import * as tf from '../../../src/lib/tf';
import { decodeTarget, encodeBoxes, kMeansAnchors, meanIou, shapeIou, YOLO_ANCHORS, yoloBoxesToCorners, yoloHead, yoloLoss } from '../../../src/lib/yolo';

const grid = { rows: 19, columns: 19, anchors: YOLO_ANCHORS, numClasses: 80 };

test('anchors: three kinds of shapes are found, whatever the seed; more anchors fit better', () => {
  const kinds = [[1, 2], [4, 3], [9, 9]] as const; // prettier-ignore
  const shapes = Array.from({ length: 300 }, (_, i) => [kinds[i % 3][0] * (1 + 0.05 * Math.sin(i)), kinds[i % 3][1] * (1 + 0.05 * Math.cos(3 * i))] as const);
  for (const seed of [0, 1, 2]) {
    const anchors = kMeansAnchors(shapes, 3, { seed });
    anchors.forEach(([w, h], i) => expect(shapeIou([w, h], kinds[i])).toBeGreaterThan(0.95));
  }
  expect(kMeansAnchors(shapes, 3, { seed: 4 })).toEqual(kMeansAnchors(shapes, 3, { seed: 4 }));
  const fit = (k: number): number => meanIou(shapes, kMeansAnchors(shapes, k));
  expect([fit(1) < fit(2), fit(2) < fit(3)]).toEqual([true, true]);
  expect(shapeIou([2, 2], [4, 1])).toBeCloseTo(2 / 6);
  expect(() => kMeansAnchors([[1, 1]], 2)).toThrow('expected between 1 and 1 anchors');
});

test('encoded boxes: 19 x 19 x 5 x 85, one anchor of one cell, and back', () => {
  const box = [0.3, 0.4, 0.5, 0.9] as const;
  const { target, counts } = encodeBoxes([{ class: 7, box }], grid);
  expect([target.length, counts.length]).toEqual([19 * 19 * 5 * 85, 19 * 19 * 5]);
  const at = ((Math.floor(0.65 * 19) * 19 + Math.floor(0.4 * 19)) * 5 + 2) * 85; // 3.8 x 9.5 cells: most like the third anchor
  expect(target[at]).toBeCloseTo(0.4 * 19 - 7);
  expect(target[at + 1]).toBeCloseTo(0.65 * 19 - 12);
  expect(target[at + 2]).toBeCloseTo(Math.log((0.2 * 19) / 3.33843));
  expect(target[at + 3]).toBeCloseTo(Math.log((0.5 * 19) / 5.47434));
  expect([target[at + 4], target[at + 5 + 7], target.filter((x) => x !== 0).length]).toEqual([1, 1, 6]);
  const [found] = decodeTarget(target, grid);
  expect(found.class).toBe(7);
  found.box.forEach((x, i) => expect(x).toBeCloseTo(box[i], 5));
});

test('two objects in one cell take two anchors; what is difficult is left alone', () => {
  const near = [{ class: 0, box: [0.4, 0.4, 0.6, 0.6] as const }, { class: 1, box: [0.41, 0.4, 0.61, 0.6] as const }]; // prettier-ignore
  expect(decodeTarget(encodeBoxes(near, grid).target, grid)).toHaveLength(2);
  const { target, counts } = encodeBoxes([{ ...near[0], difficult: true }], grid);
  expect([target.every((x) => x === 0), counts.filter((x) => x === 0).length]).toEqual([true, 5]);
  expect(() => encodeBoxes([{ class: 80, box: [0, 0, 1, 1] }], grid)).toThrow('expected a class from 0 to 79, got 80');
  expect(() => encodeBoxes([{ class: 0, box: [0.5, 0, 0.5, 1] }], grid)).toThrow('expected left < right');
});

test('yoloHead undoes what encodeBoxes did', () => {
  const small = { rows: 4, columns: 6, anchors: [[1, 1], [2, 3]] as const, numClasses: 3 }; // prettier-ignore
  const box = [0.2, 0.1, 0.6, 0.8] as const;
  const { target } = encodeBoxes([{ class: 2, box }], small);
  const feats = target.map((x, i) => (i % 8 < 2 ? Math.log(x / (1 - x)) : i % 8 >= 4 ? 20 * x - 10 : x)); // sigmoids undone
  const [xy, wh, confidence, probs] = yoloHead(tf.tensor3d(feats, [4, 6, 16]), small.anchors, 3);
  const best = confidence.flatten().argMax().dataSync()[0];
  const corners = (yoloBoxesToCorners(xy, wh).reshape([-1, 4]).arraySync() as number[][])[best];
  [box[1], box[0], box[3], box[2]].forEach((x, i) => expect(corners[i]).toBeCloseTo(x, 5));
  expect((probs.reshape([-1, 3]).argMax(1).dataSync() as Int32Array)[best]).toBe(2);
});

test('the loss is smallest for the right output and has gradients', () => {
  const small = { rows: 2, columns: 2, anchors: [[1, 1]] as const, numClasses: 2 };
  const { target, counts } = encodeBoxes([{ class: 1, box: [0.1, 0.1, 0.4, 0.3] }], small);
  const right = Float32Array.from(target, (x, i) => (i % 7 < 2 ? (x > 0 ? Math.log(x / (1 - x)) : 0) : i % 7 >= 4 ? 24 * x - 12 : x));
  const loss = (feats: Float32Array): number => yoloLoss(tf.tensor4d(feats, [1, 2, 2, 7]), tf.tensor5d(target, [1, 2, 2, 1, 7]), tf.tensor4d(counts, [1, 2, 2, 1])).dataSync()[0];
  expect(loss(right)).toBeLessThan(1e-3);
  for (const at of [0, 1, 2, 3, 4, 6]) expect(loss(right.map((x, i) => (i === at ? x + (at > 3 ? -30 : 1) : x)))).toBeGreaterThan(0.03);
  const gradient = tf.grad((x) => yoloLoss(x as tf.Tensor4D, tf.tensor5d(target, [1, 2, 2, 1, 7]), tf.tensor4d(counts, [1, 2, 2, 1])))(tf.zeros([1, 2, 2, 7]));
  expect(gradient.abs().sum().dataSync()[0]).toBeGreaterThan(0.1);
});
