import fs from 'node:fs';
import path from 'node:path';
import { runPublicTests, type CheckResult } from '../../src/lib/check';
import { loadPublicAssignment } from '../../src/lib/check/load';
import * as np from '../../src/lib/np';
import * as tf from '../../src/lib/tf';

/* eslint-disable @typescript-eslint/no-explicit-any */
const solution = require('../../dist/solutions/05-face-recognition.js') as Record<string, any>;

interface Case {
  seed: number;
  m: number;
  n: number;
  spread: number;
  alpha: number;
  loss: number;
}
const oracle = JSON.parse(fs.readFileSync(path.join(__dirname, '../fixtures/05-face-recognition/losses.json'), 'utf8')) as Case[];

/** What `drawn` of the fixture's script draws. */
function drawn({ seed, m, n, spread }: Case): np.NDArray[] {
  const rs = new np.random.RandomState(seed);
  const anchor = rs.randn(m, n);
  const positive = anchor.add(rs.randn(m, n).multiply(spread));
  const negative = anchor.add(rs.randn(m, n).multiply(spread));
  return [anchor, positive, negative].map((x) => x.divide(np.sqrt(np.sum(np.square(x), { axis: -1, keepdims: true }))));
}

test.each(oracle)('tripletLoss gives NumPy\'s $loss for seed $seed, alpha $alpha', (c) => {
  const loss = solution.tripletLoss(null, drawn(c).map(tf.toTensor), c.alpha) as tf.Scalar;
  expect(loss.shape).toEqual([]);
  expect(Math.abs(loss.dataSync()[0] - c.loss)).toBeLessThanOrEqual(1e-5 * c.loss + 1e-6);
});

/** Hand cases of one number each: [anchor, positive, negative], alpha, loss. */
const HAND: [number[][][], number, number][] = [
  [[[[1], [0]], [[2], [0]], [[1], [3]]], 4, 5], // 1 - 0 + 4, and 0 - 9 + 4 cut at 0
  [[[[1], [0]], [[2], [0]], [[1], [3]]], 0, 1],
  [[[[1], [0]], [[2], [0]], [[1], [3]]], -2, 0],
  [[[[0, 0]], [[3, 4]], [[0, 5]]], 0.5, 0.5],
  [[[[0, 0]], [[0, 1]], [[1, 1]]], 1, 0],
];
test.each(HAND)('%j with alpha %d costs %d', (triplet, alpha, loss) => expect(solution.tripletLoss(null, triplet.map((x) => tf.tensor2d(x)), alpha).dataSync()[0]).toBeCloseTo(loss, 6));

test.each(loadPublicAssignment('05-face-recognition')!.tasks.map((t) => [t.fn, t] as const))('%s gives NumPy\'s numbers', async (fn, task) => {
  jest.spyOn(console, 'log').mockImplementation(() => {});
  const result = (await runPublicTests({ ...task, slug: '05-face-recognition', tests: task.tests.map((t) => ({ ...t, rtol: 1e-5, atol: 1e-6 })) }, solution[fn])) as CheckResult;
  expect(result.tests.filter((t) => !t.passed)).toEqual([]);
});

test('an encoding has 128 numbers and length 1; a missing picture is named, with what to do', async () => {
  const { loadFaceNet } = require('../../src/lib/faces') as typeof import('../../src/lib/faces');
  const encoding = (await solution.imgToEncoding('datasets/faces/people/ada.jpg', loadFaceNet())) as tf.Tensor;
  expect(encoding.shape).toEqual([1, 128]);
  expect(tf.norm(encoding).dataSync()[0]).toBeCloseTo(1, 5);
  await expect(solution.imgToEncoding('no/such.jpg', loadFaceNet())).rejects.toThrow(/there is no file no\/such.jpg\. Give the path of a picture/);
});
