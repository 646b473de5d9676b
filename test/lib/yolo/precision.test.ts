import fs from 'node:fs';
import path from 'node:path';
import { averagePrecision, meanAveragePrecision, precisionRecall, type Detected, type Interpolation, type Truth } from '../../../src/lib/yolo/precision';

const at = (x: number): [number, number, number, number] => [x, 0, x + 10, 10];

test('by hand: right, doubled, wrong, missed', () => {
  const truths: Truth[] = [{ image: 0, class: 'car', box: at(0) }, { image: 0, class: 'car', box: at(50) }, { image: 1, class: 'car', box: at(0) }, { image: 1, class: 'car', box: at(30) }]; // prettier-ignore
  const detected: Detected[] = [{ image: 0, class: 'car', score: 0.9, box: at(1) }, { image: 0, class: 'car', score: 0.8, box: at(0) }, { image: 1, class: 'car', score: 0.7, box: at(1) }, { image: 1, class: 'car', score: 0.6, box: at(60) }]; // prettier-ignore
  const { precision, recall } = precisionRecall(detected, truths);
  expect(precision).toEqual([1, 1 / 2, 2 / 3, 2 / 4]);
  expect(recall).toEqual([0.25, 0.25, 0.5, 0.5]);
  expect(averagePrecision(precision, recall)).toBeCloseTo(0.25 * 1 + 0.25 * (2 / 3));
  expect(averagePrecision(precision, recall, '11')).toBeCloseTo((3 * 1 + 3 * (2 / 3)) / 11);
});

test('a difficult truth counts neither way; classes and pictures do not mix', () => {
  const truths: Truth[] = [{ image: 0, class: 'car', box: at(0) }, { image: 0, class: 'car', box: at(50), difficult: true }, { image: 0, class: 'bus', box: at(80) }]; // prettier-ignore
  const detected: Detected[] = [{ image: 0, class: 'car', score: 0.9, box: at(50) }, { image: 0, class: 'car', score: 0.8, box: at(0) }, { image: 1, class: 'bus', score: 0.9, box: at(80) }]; // prettier-ignore
  const { mean, classes } = meanAveragePrecision(detected, truths);
  expect([classes.get('car'), classes.get('bus'), mean]).toEqual([{ ap: 1, truths: 1 }, { ap: 0, truths: 1 }, 0.5]);
  expect(meanAveragePrecision([], truths).mean).toBe(0);
  expect(meanAveragePrecision(detected, []).mean).toBeNaN();
});

test('a stricter overlap finds less', () => {
  const truths: Truth[] = [{ image: 0, class: 0, box: at(0) }];
  const detected: Detected[] = [{ image: 0, class: 0, score: 1, box: at(2) }]; // IoU 8 / 12
  expect([0.5, 0.66, 0.67].map((iouThreshold) => meanAveragePrecision(detected, truths, { iouThreshold }).mean)).toEqual([1, 1, 0]);
});

test("random detections: NumPy's numbers, with all three interpolations", () => {
  const cases = JSON.parse(fs.readFileSync(path.join(__dirname, '../../fixtures/yolo/precision.json'), 'utf8')) as { detections: Detected[]; truths: Truth[]; expected: Record<Interpolation, number[]> }[];
  for (const { detections, truths, expected } of cases)
    for (const interpolation of ['all', '11', '101'] as const) {
      const { mean, classes } = meanAveragePrecision(detections, truths, { interpolation });
      expected[interpolation].forEach((ap, c) => expect(classes.get(c)!.ap).toBeCloseTo(ap, 10));
      expect(mean).toBeCloseTo(expected[interpolation].reduce((a, b) => a + b) / 3, 10);
    }
});
