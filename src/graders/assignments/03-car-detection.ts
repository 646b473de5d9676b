import * as np from '../../lib/np';
import { asTensorValue, TensorValue, tensorValue } from '../../lib/check/values';
import * as tf from '../../lib/tf';
import { defineAssignment, type HiddenTest, type ScriptedTest, type Solution } from '../define';

const LOOSE = { rtol: 1e-4, atol: 1e-4 };

/** Real tensors for the reference solution, from the plain values that go to the learner. */
const real = (value: TensorValue): tf.Tensor => tf.tensor(value.data, [...value.shape], value.dtype as 'float32');
const toReal = (value: unknown): unknown => (value instanceof TensorValue ? real(value) : Array.isArray(value) ? value.map(toReal) : value);
const toPlain = (value: unknown): unknown => (Array.isArray(value) ? value.map(toPlain) : (asTensorValue(value) ?? value));

/** What the reference solution gives, as plain values. */
const solve = (s: Solution, fn: string, args: unknown[]): unknown => {
  let result: unknown;
  tf.tidy(() => {
    result = toPlain(s[fn](...(args.map(toReal) as [])));
  });
  return result;
};

const callTest = (fn: string, name: string, property: string, args: () => unknown[]): HiddenTest => ({ name, property, args, expected: (s) => solve(s, fn, args()), ...LOOSE });

// ---- 3.1

interface Grid {
  rows: number;
  columns: number;
  anchors: number;
  classes: number;
}

const YOLO: Grid = { rows: 19, columns: 19, anchors: 5, classes: 80 };
const SMALL: Grid = { rows: 3, columns: 4, anchors: 2, classes: 6 };

/** Random boxes, confidences and class probabilities of a network. Probabilities have one clear winner. */
function output(seed: number, { rows, columns, anchors, classes }: Grid): [TensorValue, TensorValue, TensorValue] {
  const rs = new np.random.RandomState(seed);
  const probabilities = rs.rand(rows, columns, anchors, classes);
  const n = rows * columns * anchors;
  for (let i = 0; i < n; i++) probabilities.data[i * classes + (rs.randint(0, classes) as number)] += 3 + (rs.rand() as number);
  const normal = probabilities.divide(probabilities.sum({ axis: -1, keepdims: true }));
  return [tensorValue(rs.randn(rows, columns, anchors, 4)), tensorValue(rs.rand(rows, columns, anchors, 1)), tensorValue(normal)];
}

const filterTest = (name: string, property: string, seed: number, grid: Grid, threshold?: number): HiddenTest =>
  callTest('yoloFilterBoxes', name, property, () => [...output(seed, grid), ...(threshold === undefined ? [] : [threshold])]);

/** One box, one score; confidence and probabilities that multiply without rounding. */
const single = (score: number): TensorValue[] => [tensorValue(np.ones([1, 1, 1, 4])), tensorValue(np.array([[[[score]]]])), tensorValue(np.array([[[[0, 1, 0]]]]))]; // prettier-ignore

const isTensor: ScriptedTest = {
  name: 'kinds of the results',
  property: 'scores, boxes and classes are tensors of one length, classes int32',
  run: async (learner, expect, s) => {
    const args = [...output(7, SMALL), 0.1];
    const got = await learner.call('yoloFilterBoxes', ...args);
    const want = solve(s, 'yoloFilterBoxes', args);
    expect.that(Array.isArray(got) && got.length === 3 && got.every((v) => v instanceof TensorValue), 'the three results are tensors');
    expect.close(got, want, LOOSE);
  },
};

const filterTests: HiddenTest[] = [
  filterTest('the network of the course', 'the best class of each of 1,805 boxes decides', 1, YOLO, 0.04),
  filterTest('a small grid', 'grid, anchors and classes may have any number', 2, SMALL, 0.2),
  filterTest('one cell', 'grid, anchors and classes may have any number', 3, { rows: 1, columns: 1, anchors: 7, classes: 3 }, 0.15),
  filterTest('as many anchors as classes', 'scores are compared over the last axis, the classes', 4, { rows: 5, columns: 5, anchors: 5, classes: 5 }, 0.3),
  filterTest('threshold left out', 'the threshold is 0.6 when it is left out', 5, { rows: 6, columns: 5, anchors: 2, classes: 2 }),
  callTest('yoloFilterBoxes', 'a score equal to the threshold', 'a box whose score equals the threshold is kept', () => [...single(0.5), 0.5]),
  callTest('yoloFilterBoxes', 'a score just below', 'a box below the threshold is dropped', () => [...single(0.4375), 0.5]),
  callTest('yoloFilterBoxes', 'nothing is left', 'with a high threshold all three results are empty', () => [...output(6, SMALL), 2]),
  isTensor,
];

// ---- 3.2

const iouTest = (name: string, property: string, a: number[], b: number[], value: number): HiddenTest => ({ name, property, args: () => [a, b], expected: () => value, rtol: 1e-6, atol: 1e-9 });

const iouRandom: ScriptedTest = {
  name: 'random boxes',
  property: 'intersection over union is right, and the same whichever box comes first',
  run: async (learner, expect, s) => {
    const rs = new np.random.RandomState(31);
    for (let i = 0; i < 25; i++) {
      const [a, b] = [0, 1].map(() => {
        const [x, y, w, h] = (rs.uniform(1, 20, [4]) as np.NDArray).tolist() as number[];
        return [x, y, x + w, y + h];
      });
      expect.close(await learner.call('iou', a, b), s.iou(a, b));
      expect.close(await learner.call('iou', b, a), s.iou(a, b));
    }
  },
};

const iouTests: HiddenTest[] = [
  iouTest('partly', 'the intersection is divided by the union', [0, 0, 4, 2], [2, 1, 6, 3], 2 / 14),
  iouTest('the same box', 'a box has an overlap of 1 with itself', [3, 1, 7, 9], [3, 1, 7, 9], 1),
  iouTest('one inside the other', 'the union of a box and one inside it is the larger box', [0, 0, 10, 10], [2, 3, 4, 8], 0.1),
  iouTest('apart in both directions', 'two negative sides make no positive area', [0, 0, 2, 2], [5, 7, 9, 10], 0),
  iouTest('apart to the side', 'boxes apart in one direction do not overlap', [0, 0, 2, 10], [5, 0, 8, 10], 0),
  iouTest('apart upwards', 'boxes apart in one direction do not overlap', [0, 20, 5, 25], [0, 0, 5, 5], 0),
  iouTest('a shared corner', 'touching at a corner is no overlap', [-2, -2, 0, 0], [0, 0, 3, 1], 0),
  iouTest('a shared edge', 'touching along an edge is no overlap', [0, 0, 3, 3], [3, 0, 6, 3], 0),
  iouTest('negative coordinates', 'coordinates may be negative', [-5, -4, -1, -2], [-3, -3, 1, 1], 2 / 22),
  iouRandom,
];

// ---- 3.3

/** Boxes that overlap much within groups, with distinct scores. */
function crowd(seed: number, n: number, classes: number): [TensorValue, TensorValue, TensorValue] {
  const rs = new np.random.RandomState(seed);
  const groups = rs.uniform(0, 100, [6, 2]) as np.NDArray;
  const boxes = np.zeros([n, 4]);
  for (let i = 0; i < n; i++) {
    const group = rs.randint(0, 6) as number;
    const [y, x] = [groups.item(group, 0) + (rs.uniform(-3, 3) as number), groups.item(group, 1) + (rs.uniform(-3, 3) as number)];
    boxes.set([i, ':'], [y, x, y + (rs.uniform(10, 14) as number), x + (rs.uniform(10, 14) as number)]);
  }
  const scores = rs.permutation(n).astype('float64').add(1).divide(n + 1);
  return [tensorValue(scores), tensorValue(boxes), tensorValue((rs.randint(0, classes, [n]) as np.NDArray).astype('int32'), 'int32')];
}

const nmsTest = (name: string, property: string, args: () => unknown[]): HiddenTest => callTest('yoloNonMaxSuppression', name, property, args);

const t = (values: number[] | number[][], dtype: 'float32' | 'int32' = 'float32'): TensorValue => tensorValue(np.array(values), dtype);

const nmsTests: HiddenTest[] = [
  nmsTest('a crowd of three classes', 'suppression works class by class', () => crowd(41, 60, 3)),
  nmsTest('a crowd of one class', 'of boxes that overlap the one with the highest score is kept', () => crowd(42, 40, 1)),
  nmsTest('few boxes allowed', 'at most maxBoxes are kept, the best of all classes', () => [...crowd(43, 60, 4), 3]),
  nmsTest('many boxes allowed', 'maxBoxes is 10 only when it is left out', () => [...crowd(44, 80, 8), 40]),
  nmsTest('a low overlap threshold', 'iouThreshold is used', () => [...crowd(45, 60, 2), 20, 0.1]),
  nmsTest('a high overlap threshold', 'iouThreshold is used', () => [...crowd(46, 60, 2), 30, 0.9]),
  nmsTest('the same box in two classes', 'boxes of different classes do not suppress each other', () => [t([0.6, 0.9]), t([[0, 0, 5, 5], [0, 0, 5, 5]]), t([3, 7], 'int32')]), // prettier-ignore
  nmsTest('scores in rising order', 'results come by falling score', () => [t([0.2, 0.4, 0.9]), t([[0, 0, 1, 1], [3, 3, 4, 4], [8, 8, 9, 9]]), t([0, 1, 0], 'int32')]), // prettier-ignore
  nmsTest('one box', 'a single box stays', () => [t([0.3]), t([[1, 2, 3, 4]]), t([79], 'int32')]),
  nmsTest('no box', 'without a box all three results are empty', () => [t([]), tensorValue(np.zeros([0, 4])), t([], 'int32')]),
];

// ---- 3.4

function evalOutput(seed: number, grid: Grid): TensorValue[] {
  const rs = new np.random.RandomState(seed);
  const [, confidence, probabilities] = output(seed + 500, grid);
  const { rows, columns, anchors } = grid;
  return [tensorValue(rs.uniform(0.2, 0.8, [rows, columns, anchors, 2]) as np.NDArray), tensorValue(rs.uniform(0.05, 0.3, [rows, columns, anchors, 2]) as np.NDArray), confidence, probabilities];
}

const evalTest = (name: string, property: string, args: () => unknown[]): HiddenTest => callTest('yoloEval', name, property, args);
const THREE: Grid = { rows: 4, columns: 4, anchors: 3, classes: 3 };

const evalTests: HiddenTest[] = [
  evalTest('the network of the course', 'corners, filter, scaling and suppression follow each other', () => [evalOutput(61, YOLO), [720, 1280], 10, 0.05]),
  evalTest('a small grid', 'grid, anchors and classes may have any number', () => [evalOutput(62, THREE), [480, 640], 10, 0.1]),
  evalTest('a tall picture', 'boxes are scaled by height and width: y by the first number of imageShape, x by the second', () => [evalOutput(63, THREE), [1000, 100], 10, 0.2]),
  evalTest('picture left out', 'imageShape is [720, 1280] when it is left out', () => [evalOutput(64, { ...THREE, classes: 2 })]),
  evalTest('few boxes allowed', 'maxBoxes reaches the suppression', () => [evalOutput(65, THREE), [720, 1280], 2, 0.1]),
  evalTest('a low score threshold', 'scoreThreshold reaches the filter', () => [evalOutput(66, THREE), [720, 1280], 100, 0.01]),
  evalTest('a high score threshold', 'scoreThreshold reaches the filter', () => [evalOutput(67, THREE), [720, 1280], 100, 0.45]),
  evalTest('a low overlap threshold', 'iouThreshold reaches the suppression', () => [evalOutput(68, THREE), [720, 1280], 100, 0.05, 0.05]),
  evalTest('nothing found', 'without a box above the threshold the results are empty', () => [evalOutput(69, THREE), [720, 1280], 10, 2]),
];

export default defineAssignment({
  slug: '03-car-detection',
  title: 'Car detection with YOLO',
  tasks: [
    { id: '3.1', fn: 'yoloFilterBoxes', title: 'Filter boxes by score', points: 25, tests: filterTests },
    { id: '3.2', fn: 'iou', title: 'Intersection over union', points: 20, tests: iouTests },
    { id: '3.3', fn: 'yoloNonMaxSuppression', title: 'Non-max suppression', points: 30, tests: nmsTests },
    { id: '3.4', fn: 'yoloEval', title: 'From output to detections', points: 25, tests: evalTests },
  ],
});
