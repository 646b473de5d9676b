import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as tf from '../../../src/lib/tf';
import sharp from 'sharp';
import { drawLabelledBoxes, encodeAnimation, loadImage, resizeImage } from '../../../src/lib/image';
import { loadRoadFrames } from '../../../src/lib/data';
import { COCO_CLASSES, drawBoxes, getColorsForClasses, preprocessImage, readAnchors, readClasses, scaleBoxes, YOLO_ANCHORS, yoloBoxesToCorners, yoloHead } from '../../../src/lib/yolo';

test('centres and sizes become corners, and pixels', () => {
  const corners = yoloBoxesToCorners(tf.tensor2d([[0.5, 0.4]]), tf.tensor2d([[0.2, 0.6]]));
  expect((corners.arraySync() as number[][])[0].map((x) => Math.round(x * 1e6) / 1e6)).toEqual([0.1, 0.4, 0.7, 0.6]);
  expect(scaleBoxes(tf.tensor2d([[0.5, 0.25, 1, 0.5]]), [100, 200]).arraySync()).toEqual([[50, 50, 100, 100]]);
});

test('yoloHead reads cells, anchors and classes where they belong', () => {
  const feats = tf.buffer([2, 3, 2 * 7]);
  feats.set(Math.log(3), 1, 2, 7); // row 1, column 2, second anchor: x = sigmoid(log 3) = 0.75
  feats.set(Math.log(2), 1, 2, 7 + 3); // height twice its anchor's
  feats.set(Math.log(9), 1, 2, 7 + 4); // confidence 0.9
  feats.set(Math.log(4), 1, 2, 7 + 6); // second of two classes: 4 / (1 + 4)
  const [xy, wh, confidence, classes] = yoloHead(feats.toTensor() as tf.Tensor3D, [[1, 1], [3, 4]], 2).map((t) => t.arraySync() as number[][][][]); // prettier-ignore
  expect(xy[1][2][1][0]).toBeCloseTo(2.75 / 3);
  expect(xy[1][2][1][1]).toBeCloseTo(1.5 / 2);
  expect(wh[1][2][1][0]).toBeCloseTo(3 / 3);
  expect(wh[1][2][1][1]).toBeCloseTo(8 / 2);
  expect(confidence[1][2][1][0]).toBeCloseTo(0.9);
  expect(classes[1][2][1][1]).toBeCloseTo(0.8);
  expect(() => yoloHead(tf.zeros([2, 2, 5]) as tf.Tensor3D, YOLO_ANCHORS, 80)).toThrow(/expected 5 anchors x \(5 \+ 80\) = 425 channels/);
});

test('class and anchor files', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-yolo-'));
  fs.writeFileSync(path.join(folder, 'c.txt'), 'car\nbus\n\n');
  fs.writeFileSync(path.join(folder, 'a.txt'), '0.5,0.6, 1,2');
  expect(readClasses(path.join(folder, 'c.txt'))).toEqual(['car', 'bus']);
  expect(readAnchors(path.join(folder, 'a.txt'))).toEqual([[0.5, 0.6], [1, 2]]); // prettier-ignore
  fs.writeFileSync(path.join(folder, 'a.txt'), '0.5,0.6,1');
  expect(() => readAnchors(path.join(folder, 'a.txt'))).toThrow('expected pairs of positive numbers');
  expect(COCO_CLASSES).toHaveLength(80);
  expect(new Set(getColorsForClasses(80)).size).toBe(80);
});

test('pictures: read, resized, boxes drawn where they are said to be', async () => {
  const image = await loadImage(loadRoadFrames()[0].path);
  expect([image.width, image.height, image.data.length]).toEqual([1280, 720, 1280 * 720 * 3]);
  const input = await preprocessImage(image);
  expect(input.shape).toEqual([1, 608, 608, 3]);
  expect(input.max().dataSync()[0]).toBeLessThanOrEqual(1);
  const plain = { width: 100, height: 80, data: new Uint8Array(100 * 80 * 3) };
  const drawn = await drawLabelledBoxes(plain, [{ box: [20, 30, 60, 70], label: '', color: '#ff0000' }]);
  const at = (x: number, y: number): number => drawn.data[3 * (y * 100 + x)];
  expect([at(40, 30) > 100, at(20, 50) > 100, at(40, 50), at(80, 50)]).toEqual([true, true, 0, 0]);
  const labelled = await drawBoxes(plain, tf.tensor1d([0.9]), tf.tensor2d([[10, 10, 70, 90]]), tf.tensor1d([2], 'int32'), COCO_CLASSES);
  expect(labelled.data.some((v) => v > 100)).toBe(true);
  expect((await resizeImage(plain, 50, 40)).data).toHaveLength(50 * 40 * 3);
  await expect(loadImage('/nowhere.jpg')).rejects.toThrow('there is no file');
});

test('an animation holds all its pictures, for as long as asked', async () => {
  const frame = (value: number) => ({ width: 40, height: 30, data: new Uint8Array(40 * 30 * 3).fill(value) });
  const bytes = await encodeAnimation([frame(0), frame(120), frame(250)], { framesPerSecond: 5 });
  const { pages, delay, loop, pageHeight } = await sharp(bytes, { animated: true }).metadata();
  expect([pages, delay, loop, pageHeight]).toEqual([3, [200, 200, 200], 0, 30]);
  await expect(encodeAnimation([frame(0), { ...frame(1), width: 20 }])).rejects.toThrow('expected pictures of one size, got 40 x 30 and 20 x 30');
});
