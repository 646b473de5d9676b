import { allPairs, bestThreshold, distanceMatrix, loadFaceNet, loadFaceThreshold, oneShotAccuracy, verificationAccuracy } from '../../../src/lib/faces';
import { loadDoorPhotos, loadFacePeople } from '../../../src/lib/data';
import * as np from '../../../src/lib/np';
import * as tf from '../../../src/lib/tf';
import { PEOPLE, VISITS } from '../../../datasets/faces/generate';
import { mineSemiHard } from '../../../src/train/faceNet/mining';
import { measure, SPLITS, train } from '../../../src/train/faces';

/* eslint-disable @typescript-eslint/no-explicit-any */
const solution = require('../../../dist/solutions/05-face-recognition.js') as Record<string, any>;

test('people nobody was trained on: verification at least 97 %, with a threshold from other people; one of twelve at least 95 %', () => {
  const { threshold, verification, oneShot } = measure(loadFaceNet(), 60);
  expect(verification).toBeGreaterThanOrEqual(0.97);
  expect(oneShot).toBeGreaterThanOrEqual(0.95);
  expect(Math.abs(threshold - loadFaceThreshold())).toBeLessThan(0.12);
}, 120_000);

test('training, choosing the threshold, the test, and the pack use different people', () => {
  const [a, b, c] = Object.values(SPLITS);
  expect([a, b - a, c - b].every((n) => n >= 10_000)).toBe(true);
  for (const who of [...PEOPLE.map(([, seed]) => seed), ...VISITS]) if (typeof who === 'number') expect(who).toBeLessThan(a);
});

test('at the door, at least 19 of 20 residents are nearest to themselves, and strangers are farther than residents', async () => {
  const model = loadFaceNet();
  const database: Record<string, tf.Tensor> = {};
  for (const { name, path } of loadFacePeople()) database[name] = await solution.imgToEncoding(path, model);
  jest.spyOn(console, 'log').mockImplementation(() => {});
  const answers: { who: string | null; dist: number; name: string }[] = [];
  for (const { path, who } of loadDoorPhotos()) {
    const [dist, name] = await solution.whoIsIt(path, database, model);
    answers.push({ who, dist, name });
  }
  const residents = answers.filter(({ who }) => who !== null);
  expect(residents).toHaveLength(20);
  expect(residents.filter(({ who, name }) => who === name).length).toBeGreaterThanOrEqual(19);
  const mean = (list: { dist: number }[]): number => list.reduce((sum, { dist }) => sum + dist, 0) / list.length;
  expect(mean(answers.filter(({ who }) => who === null))).toBeGreaterThan(mean(residents) + 0.2);
}, 60_000);

test('mining takes the nearest negative that is farther than the positive, else the farthest, and leaves out what keeps the margin', () => {
  const people = [0, 0, 1, 2];
  const d = [0, 0.5, 0.3, 0.6, 0.5, 0, 0.1, 0.2, 0.3, 0.1, 0, 1, 0.6, 0.2, 1, 0];
  const { weights, triplets, loss } = mineSemiHard(Float32Array.from(d), people, 0.2);
  expect([...weights]).toEqual([0, 1, 0, -1, 1, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(triplets).toBe(2);
  expect(loss).toBeCloseTo(0.5 - 0.6 + 0.2 + (0.5 - 0.2 + 0.2), 6);
  expect(mineSemiHard(Float32Array.from(d.map((v, i) => (i === 1 || i === 4 ? 0 : v * 9))), people, 0.2).triplets).toBe(0);
});

test('accuracies by hand', () => {
  const e = np.array([[0, 0], [0, 1], [3, 0], [3, 0.5]]); // prettier-ignore
  const pairs = allPairs(e, ['a', 'a', 'b', 'b']);
  distanceMatrix(e)[0].forEach((d, i) => expect(d).toBeCloseTo([0, 1, 3, Math.hypot(3, 0.5)][i], 12));
  expect(pairs.same).toEqual([true, false, false, false, false, true]);
  expect(verificationAccuracy(pairs, 0.7)).toBe(0.75);
  expect(verificationAccuracy(pairs, 1.5)).toBe(1);
  expect(bestThreshold(pairs)).toBeCloseTo(1.51, 5);
  expect(oneShotAccuracy(np.array([[0, 0], [3, 0]]), np.array([[0, 1], [3, 1], [1, 0]]), [0, 1, 1])).toBeCloseTo(2 / 3, 12); // prettier-ignore
  expect(() => allPairs(e, [1])).toThrow('allPairs: expected encodings of 1 photos, got shape (4, 2)');
});

test('training changes the network for the better', async () => {
  const lines: string[] = [];
  const options = { people: 30, photos: 4, batchPeople: 10, batchPhotos: 3, save: false, measured: 24, log: (line: string) => void lines.push(line) };
  const { measured: before } = await train({ ...options, steps: 1, learningRate: 1e-9 });
  const { measured: after } = await train({ ...options, steps: 12 });
  expect(after.verification).toBeGreaterThan(before.verification);
  expect(lines.at(-1)).toMatch(/^done in \d+ s: unseen people: threshold/);
}, 240_000);
