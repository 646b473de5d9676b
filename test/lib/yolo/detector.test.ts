import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { loadImage } from '../../../src/lib/image';
import { datasetPath, loadRoadFrames } from '../../../src/lib/data';
import * as tf from '../../../src/lib/tf';
import { loadDetector } from '../../../src/lib/yolo';

/* eslint-disable @typescript-eslint/no-require-imports */
const solution = require('../../../dist/solutions/03-car-detection.js') as Record<string, (...args: unknown[]) => tf.Tensor[]>;

test('the trained detector reaches a mean average precision of 0.75 on 60 scenes that it never saw', () => {
  // In a process of its own: within jest's context the renderer takes ten times as long.
  const { mean, classes } = JSON.parse(execFileSync(process.execPath, [path.resolve('dist/train/detector/check.js'), '60'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) as { mean: number; classes: Record<string, { ap: number; truths: number }> };
  expect(Object.keys(classes).sort()).toEqual(['bus', 'car', 'person', 'traffic light', 'truck']);
  expect(mean).toBeGreaterThanOrEqual(0.75);
  for (const { ap } of Object.values(classes)) expect(ap).toBeGreaterThan(0.35); // people, in 4 by 12 pixels, are hardest
});

test('its weights are small', () => {
  for (const file of ['detector.bin', 'detector.json']) expect(fs.statSync(datasetPath('road', `weights/${file}`)).size).toBeLessThan(2e6);
});

test('on the shipped frames the reference solution finds most objects, and has boxes to suppress', async () => {
  const detector = loadDetector();
  let [found, all, raw, kept] = [0, 0, 0, 0];
  for (const frame of loadRoadFrames()) {
    const outputs = await detector.detect(await loadImage(frame.path));
    expect(outputs.map((t) => t.shape)).toEqual([2, 2, 1, 5].map((last) => [detector.rows, detector.columns, 5, last]));
    raw += (tf.max(tf.mul(outputs[2], outputs[3]), -1).greaterEqual(0.3).sum().dataSync() as Int32Array)[0];
    const [scores, boxes, classes] = solution.yoloEval(outputs, [720, 1280], 20, 0.3, 0.5);
    kept += scores.size;
    const list = (boxes.arraySync() as number[][]).map(([t, l, b, r], i) => ({ class: detector.classNames[(classes.arraySync() as number[])[i]], box: [l, t, r, b] }));
    all += frame.objects.length;
    found += frame.objects.filter((o) => list.some((d) => d.class === o.class && Number(solution.iou(d.box, o.box)) > 0.5)).length;
  }
  expect(found / all).toBeGreaterThan(0.7);
  expect(raw).toBeGreaterThan(kept);
});
