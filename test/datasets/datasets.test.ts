import * as np from '../../src/lib/np';
import { datasetPath, loadFootball, loadRoadFrames, makeMoons } from '../../src/lib/data';
import { csv } from '../../datasets/moons/generate';
import { generate } from '../../datasets/football/generate';
import { annotate, renderFrame, SEEDS } from '../../datasets/road/generate';
import { loadImage } from '../../src/lib/image';

test('football.npz is what its generator makes', () => {
  const { trainX, trainY, testX, testY } = loadFootball();
  const made = generate();
  expect([trainX.shape, trainY.shape, testX.shape, testY.shape]).toEqual([[2, 211], [1, 211], [2, 200], [1, 200]]); // prettier-ignore
  for (const [loaded, name] of [[trainX, 'X'], [trainY, 'y'], [testX, 'Xval'], [testY, 'yval']] as const) expect(np.arrayEqual(loaded.T, made[name])).toBe(true); // prettier-ignore
  expect(trainY.mean()).toBeGreaterThan(0.4);
  expect(trainY.mean()).toBeLessThan(0.6);
});

test('annotations are what the generator makes, frames too, but for rounding', async () => {
  const frames = loadRoadFrames();
  expect(frames.map(({ seed }) => seed)).toEqual(SEEDS);
  const { path: file, ...first } = frames[0];
  const made = renderFrame(first.seed);
  expect(annotate(made)).toEqual(first);
  const image = await loadImage(file);
  let difference = 0;
  for (let i = 0; i < made.image.length; i++) difference += Math.abs(made.image[i] - image.data[i]);
  expect(difference / made.image.length).toBeLessThan(6); // JPEG
});

test('boxes lie inside the frame and have some size', () => {
  for (const { objects } of loadRoadFrames()) {
    expect(objects.length).toBeGreaterThanOrEqual(3);
    for (const { box: [l, t, r, b] } of objects) expect(l >= 0 && t >= 0 && r <= 1280 && b <= 720 && r - l > 5 && b - t > 5).toBe(true); // prettier-ignore
  }
});

test('two moons: halves of each class around their circles', () => {
  np.random.seed(3);
  const [X, y] = makeMoons(300);
  expect([X.shape, y.sum()]).toEqual([[300, 2], 150]);
  for (let i = 0; i < 300; i++) {
    const [cx, cy] = y.item(i) ? [1, 0.5] : [0, 0];
    expect(Math.hypot(X.item(i, 0) - cx, X.item(i, 1) - cy)).toBeCloseTo(1, 12);
  }
});

test('a data set that is not there is named, with what to do', () => expect(() => datasetPath('nothing', 'x')).toThrow(/there is no nothing\/x .*git checkout -- datasets/));

test('the CSV of the moons holds the points that assignment 2 loads', () => {
  const rows = csv().split('\n').slice(1).map((line) => line.split(',').map(Number)); // prettier-ignore
  const [X, Y] = require('../../dist/solutions/02-optimization-methods.js').loadDataset(false) as [np.NDArray, np.NDArray];
  expect(np.arrayEqual(np.array(rows).T, np.concatenate([X, Y]))).toBe(true);
});
