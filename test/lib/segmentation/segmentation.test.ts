import sharp from 'sharp';
import * as np from '../../../src/lib/np';
import { ROAD_COLORS } from '../../../src/lib/data';
import { renderScene } from '../../../src/lib/road';
import {
  accuracy,
  classIou,
  colorMask,
  confusion,
  createMask,
  fallingRate,
  makeScenes,
  maskOf,
  meanIou,
  pictureGrid,
  pixelAccuracy,
  resizeNearest,
  sceneBatches,
  sparseCrossEntropyFromLogits,
  toTensors,
  type Batch,
} from '../../../src/lib/segmentation';
import * as tf from '../../../src/lib/tf';

const SIZE = { height: 16, width: 32 };

test('scenes are those of the renderer, and become tensors', async () => {
  const set = await makeScenes({ first: 5, count: 3, ...SIZE });
  const { image, mask } = renderScene(6, SIZE);
  expect(Buffer.compare(set.images.slice(16 * 32 * 3, 2 * 16 * 32 * 3), image)).toBe(0);
  const { xs, ys } = toTensors(set, [1]);
  expect([xs.shape, ys.shape, ys.dtype]).toEqual([[1, 16, 32, 3], [1, 16, 32, 1], 'int32']); // prettier-ignore
  expect([...ys.dataSync()]).toEqual([...mask]);
  expect(xs.dataSync()[100]).toBeCloseTo(image[100] / 255, 6);
  await expect(makeScenes({ first: 0, count: 0, ...SIZE })).rejects.toThrow(
    'makeScenes: expected a count of at least 1, got 0',
  );
});

test('batches hold every scene once an epoch, in another order each time, the same ones for the same seed', async () => {
  const set = {
    count: 7,
    height: 1,
    width: 1,
    images: new Uint8Array(21),
    masks: Uint8Array.from([0, 1, 2, 3, 4, 5, 6]),
  };
  const epoch = async (dataset: tf.data.Dataset<Batch>): Promise<number[][]> => {
    const batches: number[][] = [];
    await dataset.forEachAsync(({ ys }) => void batches.push([...ys.dataSync()]));
    return batches;
  };
  expect(await epoch(sceneBatches(set, { batchSize: 3 }))).toEqual([[0, 1, 2], [3, 4, 5], [6]]); // prettier-ignore
  const [one, two] = [sceneBatches(set, { batchSize: 3, seed: 1 }), sceneBatches(set, { batchSize: 3, seed: 1 })];
  const [first, second] = [await epoch(one), await epoch(one)];
  expect(first.flat().sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(second).not.toEqual(first);
  expect([await epoch(two), await epoch(two)]).toEqual([first, second]);
  expect(() => sceneBatches(set, { batchSize: 0 })).toThrow('sceneBatches: expected a batchSize of at least 1, got 0');
});

test('masks get their colours, and only known classes have one', () => {
  expect([...colorMask({ width: 2, height: 1, data: Uint8Array.from([7, 22]) }).data]).toEqual([
    ...ROAD_COLORS[7],
    ...ROAD_COLORS[22],
  ]);
  expect(() => colorMask({ width: 1, height: 1, data: Uint8Array.from([23]) })).toThrow(
    'colorMask: pixel 0 has class 23, but there are colours for 0 to 22 only',
  );
  expect(() => colorMask({ width: 2, height: 1, data: Uint8Array.from([1]) })).toThrow(
    'colorMask: expected 2 x 1 = 2 class numbers, got 1',
  );
});

test('createMask takes the best class of each pixel of the first picture', () => {
  const scores = tf.tensor4d([[[[0, 2, 1], [5, 1, -1]]], [[[0, 0, 9], [0, 0, 9]]]]); // prettier-ignore
  const mask = createMask(scores);
  expect([mask.shape, mask.dtype, mask.arraySync()]).toEqual([[1, 2, 1], 'int32', [[[1], [0]]]]); // prettier-ignore
  expect(maskOf(mask)).toEqual({ width: 2, height: 1, data: Uint8Array.from([1, 0]) });
  expect(() => createMask(tf.zeros([2, 2]))).toThrow(
    'createMask: expected scores of shape (m, height, width, classes), got (2, 2)',
  );
  expect(() => maskOf(scores)).toThrow('maskOf: expected a mask');
});

test.each([
  [5, 3],
  [2, 2],
  [7, 9],
])('resizing to %i x %i takes the pixels that TensorFlow takes', (width, height) => {
  const data = Uint8Array.from({ length: 4 * 6 * 3 }, (_, i) => (i * 37) % 251);
  const wanted = tf.image.resizeNearestNeighbor(tf.tensor3d([...data], [4, 6, 3]), [height, width], false, true);
  expect([...resizeNearest({ width: 6, height: 4, data }, width, height).data]).toEqual([...wanted.dataSync()]);
});

test('resizing says what does not fit', () => {
  expect(() => resizeNearest({ width: 2, height: 2, data: new Uint8Array(5) }, 1, 1)).toThrow(
    'resizeNearest: 5 bytes are no picture of 2 x 2',
  );
  expect(() => resizeNearest({ width: 2, height: 2, data: new Uint8Array(4) }, 0, 1)).toThrow(
    'expected a width and height of at least one whole pixel, got 0 x 1',
  );
});

test('accuracy and IoU by hand', () => {
  const counts = confusion([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 2, 2], 4);
  expect(counts.tolist()).toEqual([[2, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 0], [0, 0, 0, 0]]); // prettier-ignore
  expect(pixelAccuracy(counts)).toBeCloseTo(4 / 6, 12);
  expect(classIou(counts)).toEqual([2 / 3, 1 / 3, 1 / 2, NaN]);
  expect(meanIou(counts)).toBeCloseTo(0.5, 12);
  expect(() => confusion([0], [0, 1], 2)).toThrow('expected as many predicted pixels as true ones, got 2 for 1');
  expect(() => confusion([0], [2], 2)).toThrow('confusion: expected classes 0 to 1, got 0 and 2 at pixel 0');
});

test('loss and metric: the mean over pixels, of large scores too', () => {
  const rs = new np.random.RandomState(3);
  const z = rs.uniform(-3, 3, [2, 2, 3, 4]) as np.NDArray;
  const y = [0, 1, 2, 3, 0, 1, 3, 3, 2, 1, 0, 2];
  const rows = z.reshape([12, 4]).tolist() as number[][];
  const mean =
    rows.reduce((sum, row, i) => sum + Math.log(row.reduce((s, x) => s + Math.exp(x), 0)) - row[y[i]], 0) / 12;
  const yTrue = tf.tensor4d(y, [2, 2, 3, 1], 'int32');
  expect(sparseCrossEntropyFromLogits(yTrue, tf.toTensor(z)).dataSync()[0]).toBeCloseTo(mean, 5);
  expect(accuracy(yTrue, tf.toTensor(z)).dataSync()[0]).toBeCloseTo(
    rows.filter((row, i) => row.indexOf(Math.max(...row)) === y[i]).length / 12,
    6,
  );
  expect(
    sparseCrossEntropyFromLogits(tf.zeros([1, 1, 1, 1]), tf.tensor4d([-500, 500], [1, 1, 1, 2])).dataSync()[0],
  ).toBeCloseTo(1000, 2);
});

test('a grid of pictures: rows, columns, heads', async () => {
  const red = { width: 2, height: 1, data: Uint8Array.from([250, 0, 0, 0, 0, 250]) };
  const bytes = await pictureGrid([[red, red], [red, red]], { columns: ['a & b', 'c'], width: 40 }); // prettier-ignore
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  expect([info.format, info.width, info.height]).toEqual(['raw', 2 * 46 + 6, 2 * 26 + 26]);
  const pixel = (x: number, y: number): number[] => [
    ...data.subarray(3 * (y * info.width + x), 3 * (y * info.width + x) + 3),
  ];
  expect(pixel(15, 36)[0]).toBeGreaterThan(220);
  expect(pixel(40, 36)[2]).toBeGreaterThan(220);
  await expect(pictureGrid([[red], []])).rejects.toThrow(
    'pictureGrid: expected rows of as many pictures each, got 1, 0',
  );
});

test('the learning rate falls in a straight line', async () => {
  const optimizer = tf.train.adam(0.5);
  const { onEpochBegin } = fallingRate(optimizer, 0.01, 4);
  const rates: number[] = [];
  for (let epoch = 0; epoch < 4; epoch++) {
    await onEpochBegin(epoch);
    rates.push((optimizer as unknown as { learningRate: number }).learningRate);
  }
  expect(rates.map((rate) => Number(rate.toFixed(6)))).toEqual([0.0102, 0.0077, 0.0052, 0.0027]);
  expect(() => fallingRate({} as tf.Optimizer, 0.01, 4)).toThrow(
    'fallingRate: expected an optimizer with a learning rate',
  );
});

test('sparseCrossEntropyFromLogits and its gradient are those of the formula', () => {
  const logits = tf.randomNormal([2, 3, 2, 4], 0, 2, 'float32', 1);
  const truth = tf.tensor4d([0, 1, 2, 3, 3, 2, 1, 0, 0, 0, 1, 2], [2, 3, 2, 1], 'int32');
  const formula = (z: tf.Tensor): tf.Scalar => tf.neg(tf.mean(tf.sum(tf.mul(tf.oneHot(tf.squeeze(truth, [3]) as tf.Tensor3D, 4), tf.logSoftmax(z)), -1))) as tf.Scalar;
  const [ours, theirs] = [(z: tf.Tensor) => sparseCrossEntropyFromLogits(truth, z) as tf.Scalar, formula].map((f) => tf.valueAndGrad(f)(logits));
  expect(ours.value.dataSync()[0]).toBeCloseTo(theirs.value.dataSync()[0], 5);
  expect(tf.max(tf.abs(tf.sub(ours.grad, theirs.grad))).dataSync()[0]).toBeLessThan(1e-6);
  const before = tf.memory().numTensors;
  tf.dispose(tf.valueAndGrad((z: tf.Tensor) => sparseCrossEntropyFromLogits(truth, z) as tf.Scalar)(logits));
  expect(tf.memory().numTensors).toBe(before);
});
