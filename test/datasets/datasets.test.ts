import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as np from '../../src/lib/np';
import { datasetPath, loadFootball, loadRoadFrames, makeMoons } from '../../src/lib/data';
import { csv } from '../../datasets/moons/generate';
import { generate } from '../../datasets/football/generate';
import { annotate, SEEDS } from '../../datasets/road/generate';
import type { RoadScene } from '../../src/lib/road';
import { loadImage } from '../../src/lib/image';

test('football.npz is what its generator makes', () => {
  const { trainX, trainY, testX, testY } = loadFootball();
  const made = generate();
  expect([trainX.shape, trainY.shape, testX.shape, testY.shape]).toEqual([[2, 211], [1, 211], [2, 200], [1, 200]]); // prettier-ignore
  for (const [loaded, name] of [[trainX, 'X'], [trainY, 'y'], [testX, 'Xval'], [testY, 'yval']] as const) expect(np.arrayEqual(loaded.T, made[name])).toBe(true); // prettier-ignore
  expect(trainY.mean()).toBeGreaterThan(0.4);
  expect(trainY.mean()).toBeLessThan(0.6);
});

test('annotations are what the generator makes, frames too, but for JPEG', async () => {
  const frames = loadRoadFrames();
  expect(frames.map(({ seed }) => seed)).toEqual(SEEDS);
  const { path: file, ...first } = frames[0];
  const raw = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-road-')), 'frame');
  // In a process of its own: within jest's context the renderer takes ten times as long.
  const script = `const f = require(${JSON.stringify(path.resolve('dist/lib/road'))}).renderScene(${first.seed}); require('fs').writeFileSync(process.argv[1], f.image); console.log(JSON.stringify({ ...f, image: null, mask: null }));`;
  const made = JSON.parse(execFileSync(process.execPath, ['-e', script, raw], { encoding: 'utf8' })) as RoadScene;
  expect(annotate(made)).toEqual(first);
  const [image, pixels] = [await loadImage(file), fs.readFileSync(raw)];
  let difference = 0;
  for (let i = 0; i < pixels.length; i++) difference += Math.abs(pixels[i] - image.data[i]);
  expect(difference / pixels.length).toBeLessThan(6);
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
