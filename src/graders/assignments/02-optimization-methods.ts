import * as np from '../../lib/np';
import { defineAssignment, type HiddenTest, type ScriptedTest } from '../define';

type Arrays = Record<string, np.NDArray>;

/** Layer sizes of the test networks, input first. */
const NETS = { one: [4, 2], two: [3, 2, 1], three: [3, 4, 2, 1], five: [2, 6, 5, 4, 3, 1], narrow: [1, 1, 1] };
type Net = keyof typeof NETS;

interface Case {
  p: Arrays;
  g: Arrays;
  v: Arrays;
  s: Arrays;
}

/** Fresh random parameters, gradients and averages; the averages are those of a training that has begun. */
function make(net: Net): Case {
  const dims = NETS[net];
  const rs = new np.random.RandomState(60 + dims.length);
  const p: Arrays = {};
  for (let l = 1; l < dims.length; l++) {
    p[`W${l}`] = rs.randn(dims[l], dims[l - 1]);
    p[`b${l}`] = rs.randn(dims[l], 1);
  }
  const like = (value: (shape: readonly number[]) => np.NDArray): Arrays => Object.fromEntries(Object.keys(p).map((k) => [`d${k}`, value(p[k].shape)]));
  return { p, g: like((shape) => rs.randn(...shape)), v: like((shape) => rs.randn(...shape).multiply(0.4)), s: like((shape) => np.square(rs.randn(...shape)).add(0.05)) };
}

const each = (arrays: Arrays, change: (a: np.NDArray) => np.NDArray): Arrays => Object.fromEntries(Object.entries(arrays).map(([k, a]) => [k, change(a)]));
const zeros = (arrays: Arrays): Arrays => each(arrays, (a) => np.zeros(a.shape));

type Args = () => unknown[];
const TIGHT = { rtol: 1e-7, atol: 1e-12 };

/** The tests of one function: the whole result, a part of it, several steps, two calls. */
function testsOf(fn: string) {
  return {
    whole: (name: string, property: string, args: Args): HiddenTest => ({ name, property, args, expected: (s) => s[fn](...args()), ...TIGHT }),

    /** Parts of the result by path, such as '0.W1'. */
    parts: (name: string, property: string, paths: string[], args: Args): ScriptedTest => ({
      name,
      property,
      run: async (learner, expect, s) => {
        const [got, want] = [await learner.call(fn, ...args()), s[fn](...args())];
        for (const path of paths) expect.close(pick(got, path), pick(want, path), { ...TIGHT, what: `${path.replace(/^\d\./, '')} is not right` });
      },
    }),

    /** Steps in a row, each from the learner's own results of the one before. `next` makes arguments from a result (null at first) and the number of the step. */
    steps: (name: string, property: string, count: number, next: (last: never, step: number) => unknown[]): ScriptedTest => ({
      name,
      property,
      run: async (learner, expect, s) => {
        let [got, want]: unknown[] = [null, null];
        for (let step = 1; step <= count; step++) {
          got = await learner.call(fn, ...next(got as never, step));
          want = s[fn](...next(want as never, step));
          expect.close(got, want, TIGHT);
        }
      },
    }),

    /** Who keeps something between calls gives another result the second time. */
    twice: (args: Args, other: Args): ScriptedTest => ({
      name: 'called again',
      property: `${fn} gives the same when it is called again with the same arguments: it keeps nothing between calls`,
      run: async (learner, expect, s) => {
        const want = s[fn](...args());
        expect.close(await learner.call(fn, ...args()), want, TIGHT);
        await learner.call(fn, ...other());
        expect.close(await learner.call(fn, ...args()), want, TIGHT);
      },
    }),
  };
}

const pick = (value: unknown, path: string): unknown => path.split('.').reduce<unknown>((v, key) => (v as Record<string, unknown> | undefined)?.[key], value);

// ---- 2.1

const gd = testsOf('updateParametersWithGd');
const gdArgs = (net: Net, rate: number, change: (g: Arrays) => Arrays = (g) => g) => (): unknown[] => [make(net).p, change(make(net).g), rate];

const gdTests: HiddenTest[] = [
  gd.whole('three layers', 'all weights and biases of three layers are right', gdArgs('three', 0.01)),
  gd.whole('one layer', 'a network of one layer is updated', gdArgs('one', 0.3)),
  gd.whole('five layers', 'a network of five layers is updated', gdArgs('five', 0.05)),
  gd.whole('one unit a layer', 'layers of a single unit are updated', gdArgs('narrow', 0.1)),
  gd.parts('the last layer', 'the last layer is updated too', ['W5', 'b5'], gdArgs('five', 1)),
  gd.parts('the first layer', 'the first layer is updated too', ['W1', 'b1'], gdArgs('three', 1)),
  gd.parts('biases', 'biases are updated as weights are', ['b1', 'b2', 'b3'], gdArgs('three', 0.7)),
  gd.whole('learning rate 0', 'with learning rate 0 nothing moves', gdArgs('two', 0)),
  gd.whole('a large learning rate', 'the step is proportional to the learning rate', gdArgs('two', 25)),
  gd.whole('gradients of more than the parameters', 'other entries of grads, such as dz1, stay out of the parameters', gdArgs('two', 0.2, (g) => ({ dz2: np.ones([1, 3]), da1: np.ones([2, 3]), dz1: np.ones([2, 3]), ...g }))),
  gd.twice(gdArgs('three', 0.1), gdArgs('five', 0.2)),
];

// ---- 2.2

const batches = testsOf('randomMiniBatches');

/** Item j of row r is 1000 r + j, and the label of example j is j too: who went where can be read off. */
const numbered = (rows: number, m: number): [np.NDArray, np.NDArray] => [
  np.add(np.arange(m), np.arange(rows).multiply(1000).reshape([rows, 1])).astype('float64'),
  np.arange(m).astype('float64').reshape([1, m]),
];
const batchArgs = (rows: number, m: number, ...rest: number[]) => (): unknown[] => [...numbered(rows, m), ...rest];

type Batch = [np.NDArray, np.NDArray];
const batchTest = (name: string, property: string, rows: number, m: number, size: number, check: (list: Batch[]) => unknown, want: (list: Batch[]) => unknown = check): ScriptedTest => ({
  name,
  property,
  run: async (learner, expect, s) => {
    const got = await learner.call('randomMiniBatches', ...batchArgs(rows, m, size, 7)());
    const whole = Array.isArray(got) && got.length > 0 && got.every((b) => Array.isArray(b) && b.length === 2 && b.every((a) => a instanceof np.NDArray && a.ndim === 2));
    expect.that(whole, 'the result is a list of pairs of arrays with two axes');
    expect.equal(check(got as Batch[]), want(s.randomMiniBatches(...batchArgs(rows, m, size, 7)())));
  },
});
const row = (a: np.NDArray, i: number): number[] => (a.tolist() as number[][])[i];
const sorted = (numbers: number[]): number[] => [...numbers].sort((a, b) => a - b);

const batchTests: HiddenTest[] = [
  batches.whole('148 examples, batches of 64', 'two full batches and a smaller one are right', batchArgs(3, 148, 64, 0)),
  batches.whole('m a multiple of the size', 'without a rest there are full batches only', batchArgs(2, 128, 32, 4)),
  batches.whole('fewer examples than the size', 'fewer examples than one batch holds make one smaller batch', batchArgs(5, 20, 64, 1)),
  batches.whole('batches of one', 'with size 1 every example is a batch of its own', batchArgs(2, 9, 1, 3)),
  batches.whole('size and seed left out', 'size 64 and seed 0 are used when they are left out', batchArgs(2, 150)),
  batches.whole('one feature, one example', 'a single example is a batch', batchArgs(1, 1, 64, 2)),
  batches.whole('another seed', 'the seed decides about the order', batchArgs(2, 30, 8, 12345)),
  batchTest('a smaller batch at the end', 'the examples that are left make a smaller batch at the end', 2, 23, 5, (list) => list.map(([x, y]) => [x.shape, y.shape])),
  batchTest('what the last batch holds', 'the last batch holds the last of the shuffled examples', 1, 23, 5, (list) => row(list[list.length - 1][0], 0)),
  batchTest('every example once', 'every example is in exactly one batch', 1, 37, 8, (list) => sorted(list.flatMap(([x]) => row(x, 0)))),
  batchTest('examples keep their labels', 'X and Y are shuffled in the same way, so that each example keeps its label', 1, 40, 9, (list) => list.flatMap(([, y]) => row(y, 0)), (list) => list.flatMap(([x]) => row(x, 0))),
  batchTest('features stay in their rows', 'only columns change places, the rows (features) stay in order', 3, 26, 10, (list) => list.map(([x]) => (x.tolist() as number[][]).map((r) => Math.floor(r[0] / 1000)))),
  batchTest('order of the columns', 'the examples are in the order of one np.random.permutation after the seed', 1, 50, 50, (list) => list.flatMap(([x]) => row(x, 0)), () => new np.random.RandomState(7).permutation(50).tolist()),
  batches.twice(batchArgs(2, 30, 8, 5), batchArgs(2, 31, 4, 6)),
];

// ---- 2.3 and 2.6

function zeroTests(fn: 'initializeVelocity' | 'initializeAdam'): HiddenTest[] {
  const { whole, parts, twice } = testsOf(fn);
  const of = fn === 'initializeAdam' ? 'both averages' : 'the velocity';
  const paths = (...names: string[]): string[] => (fn === 'initializeAdam' ? ['0', '1'].flatMap((i) => names.map((n) => `${i}.${n}`)) : names);
  const args = (net: Net) => (): unknown[] => [make(net).p];
  return [
    whole('three layers', `${of} of three layers: zeros of the right shapes`, args('three')),
    whole('one layer', 'a network of one layer gets dW1 and db1 and nothing else', args('one')),
    whole('two layers', 'a network of two layers gets four arrays and nothing else', args('two')),
    whole('one unit a layer', 'layers of a single unit keep arrays of shape (1, 1)', args('narrow')),
    parts('the last layer', 'the last layer is there too', paths('dW5', 'db5'), args('five')),
    parts('shapes of the weights', 'each dW has the shape of its W', paths('dW1', 'dW2', 'dW3'), args('three')),
    parts('shapes of the biases', 'each db has the shape of its b', paths('db1', 'db2', 'db3'), args('three')),
    whole('parameters that are not finite', 'everything is 0, whatever the parameters are', () => [each(make('two').p, (a) => a.divide(0))]),
    twice(args('three'), args('five')),
  ];
}

// ---- 2.4

const momentum = testsOf('updateParametersWithMomentum');
const momentumArgs = (net: Net, beta: number, rate: number, change: (c: Case) => Partial<Case> = () => ({})) => (): unknown[] => {
  const c = { ...make(net), ...change(make(net)) };
  return [c.p, c.g, c.v, beta, rate];
};
const fromZero = (c: Case): Partial<Case> => ({ v: zeros(c.v), s: zeros(c.s) });

const momentumTests: HiddenTest[] = [
  momentum.whole('three layers', 'parameters and velocity of three layers are right', momentumArgs('three', 0.9, 0.01)),
  momentum.whole('one layer', 'a network of one layer is updated', momentumArgs('one', 0.9, 0.3)),
  momentum.whole('five layers, beta 0.5', 'a network of five layers is updated', momentumArgs('five', 0.5, 0.1)),
  momentum.whole('beta 0', 'with beta 0 it is plain gradient descent', momentumArgs('two', 0, 0.2)),
  momentum.whole('beta 0.99', 'a beta near 1 keeps most of the past', momentumArgs('two', 0.99, 0.2)),
  momentum.parts('velocity after the first step', 'from zero the velocity becomes 1 - beta times the gradient', ['1.dW1', '1.db1', '1.dW2', '1.db2'], momentumArgs('two', 0.8, 0.1, fromZero)),
  momentum.parts('parameters after the first step', 'the step goes along the new velocity', ['0.W1', '0.b1', '0.W2', '0.b2'], momentumArgs('two', 0.8, 0.1, fromZero)),
  momentum.parts('the last layer', 'the last layer is updated too', ['0.W5', '0.b5', '1.dW5', '1.db5'], momentumArgs('five', 0.9, 1)),
  momentum.parts('biases', 'biases have a velocity of their own', ['0.b1', '0.b2', '0.b3', '1.db1', '1.db2', '1.db3'], momentumArgs('three', 0.7, 1)),
  momentum.whole('learning rate 0', 'the velocity does not depend on the learning rate', momentumArgs('two', 0.9, 0)),
  momentum.steps('three steps in a row', 'the velocity of one step is the start of the next', 3, (last: [Arrays, Arrays] | null, step) => {
    const { p, g, v } = make('three');
    return [last?.[0] ?? p, each(g, (a) => a.multiply(step)), last?.[1] ?? zeros(v), 0.9, 0.1];
  }),
  momentum.twice(momentumArgs('three', 0.9, 0.1), momentumArgs('five', 0.8, 0.2)),
];

// ---- 2.5

const rmsprop = testsOf('updateParametersWithRmsprop');
const rmspropArgs = (net: Net, rest: number[], change: (c: Case) => Partial<Case> = () => ({})) => (): unknown[] => {
  const c = { ...make(net), ...change(make(net)) };
  return [c.p, c.g, c.s, ...rest];
};

const rmspropTests: HiddenTest[] = [
  rmsprop.whole('three layers', 'parameters and averages of three layers are right', rmspropArgs('three', [0.01, 0.9, 1e-8])),
  rmsprop.whole('one layer', 'a network of one layer is updated', rmspropArgs('one', [0.1, 0.8, 1e-6])),
  rmsprop.whole('five layers, beta 0.5', 'a network of five layers is updated', rmspropArgs('five', [0.1, 0.5, 1e-8])),
  rmsprop.whole('defaults', 'learning rate 0.001, beta 0.9 and epsilon 1e-8 are used when they are left out', rmspropArgs('two', [])),
  rmsprop.whole('beta 0', 'with beta 0 only the gradient of this step counts', rmspropArgs('two', [0.1, 0, 1e-8])),
  rmsprop.parts('a large epsilon', 'epsilon is added to the root', ['0.W1', '0.b1', '0.W2', '0.b2'], rmspropArgs('two', [0.1, 0.9, 0.1])),
  rmsprop.parts('averages after the first step', 'from zero the average becomes 1 - beta times the squared gradient', ['1.dW1', '1.db1', '1.dW2', '1.db2'], rmspropArgs('two', [0.1, 0.8, 1e-8], fromZero)),
  rmsprop.parts('gradients 100 times as large', 'the first step has the same size whether gradients are small or large', ['0.W1', '0.b1'], rmspropArgs('one', [0.1, 0.9, 1e-8], (c) => ({ ...fromZero(c), g: each(c.g, (a) => a.multiply(100)) }))),
  rmsprop.whole('gradients of 0', 'where gradient and average are 0 nothing moves, and nothing becomes NaN', rmspropArgs('two', [0.1, 0.9, 1e-8], (c) => ({ ...fromZero(c), g: zeros(c.g) }))),
  rmsprop.parts('the last layer', 'the last layer is updated too', ['0.W5', '0.b5', '1.dW5', '1.db5'], rmspropArgs('five', [1, 0.9, 1e-8])),
  rmsprop.steps('three steps in a row', 'the average of one step is the start of the next', 3, (last: [Arrays, Arrays] | null, step) => {
    const { p, g, s } = make('three');
    return [last?.[0] ?? p, each(g, (a) => a.multiply(step)), last?.[1] ?? zeros(s), 0.1, 0.9, 1e-8];
  }),
  rmsprop.twice(rmspropArgs('three', [0.1]), rmspropArgs('five', [0.2])),
];

// ---- 2.7

const adam = testsOf('updateParametersWithAdam');
const adamArgs = (net: Net, rest: number[], change: (c: Case) => Partial<Case> = () => ({})) => (): unknown[] => {
  const c = { ...make(net), ...change(make(net)) };
  return [c.p, c.g, c.v, c.s, ...rest];
};
const all = (i: number, layers: number): string[] => Array.from({ length: layers }, (_, l) => [`${i}.${i ? 'd' : ''}W${l + 1}`, `${i}.${i ? 'd' : ''}b${l + 1}`]).flat();

const adamTests: HiddenTest[] = [
  adam.whole('three layers, second step', 'all five results are right for three layers', adamArgs('three', [2, 0.02, 0.9, 0.999, 1e-8])),
  adam.whole('one layer, first step', 'all five results are right for one layer', adamArgs('one', [1, 0.1, 0.8, 0.95, 1e-6], fromZero)),
  adam.whole('five layers, step 50', 'all five results are right for five layers', adamArgs('five', [50, 0.01, 0.9, 0.99, 1e-8])),
  adam.whole('defaults', 'learning rate 0.01, beta1 0.9, beta2 0.999 and epsilon 1e-8 are used when they are left out', adamArgs('two', [3])),
  adam.parts('v', 'the moving average of the gradients (v) is uncorrected, with beta1 and 1 - beta1', all(1, 3), adamArgs('three', [2, 0.1, 0.7, 0.95])),
  adam.parts('s', 'the moving average of the squared gradients (s) is uncorrected, with beta2 and 1 - beta2', all(2, 3), adamArgs('three', [2, 0.1, 0.7, 0.95])),
  adam.parts('corrected v', 'the corrected v is v divided by 1 minus beta1 to the power of t', all(3, 2), adamArgs('two', [4, 0.1, 0.7, 0.95])),
  adam.parts('corrected s', 'the corrected s is s divided by 1 minus beta2 to the power of t', all(4, 2), adamArgs('two', [4, 0.1, 0.7, 0.95])),
  adam.parts('parameters after the first step', 'the step is made with the corrected averages', all(0, 2), adamArgs('two', [1, 0.1, 0.9, 0.999], fromZero)),
  adam.parts('a large epsilon', 'epsilon is added to the root', all(0, 2), adamArgs('two', [2, 0.1, 0.9, 0.999, 0.1])),
  adam.whole('beta1 0 and beta2 0.5', 'without memory of gradients the direction is that of the gradient', adamArgs('two', [5, 0.1, 0, 0.5, 1e-8])),
  adam.parts('the last layer', 'the last layer is updated too', ['0.W5', '0.b5', '1.dW5', '2.db5', '3.dW5', '4.db5'], adamArgs('five', [2, 0.1])),
  adam.whole('gradients of 0', 'where all gradients have been 0 nothing moves, and nothing becomes NaN', adamArgs('two', [1], (c) => ({ ...fromZero(c), g: zeros(c.g) }))),
  adam.steps('three steps in a row', 'each step starts with the averages of the one before', 3, (last: Arrays[] | null, step) => {
    const { p, g, v, s } = make('three');
    return [last?.[0] ?? p, each(g, (a) => a.multiply(step)), last?.[1] ?? zeros(v), last?.[2] ?? zeros(s), step, 0.1];
  }),
  adam.twice(adamArgs('three', [2, 0.1]), adamArgs('five', [7, 0.2])),
];

// ---- 2.8 and 2.9

const lr = testsOf('updateLr');
const lrTests: HiddenTest[] = [
  lr.whole('epoch 0', 'in epoch 0 the rate is the original one', () => [0.1, 0, 1]),
  lr.whole('epoch 1', 'the rate falls from the first epoch on', () => [0.1, 1, 1]),
  lr.whole('epoch 4999', 'the rate keeps falling', () => [0.1, 4999, 1]),
  lr.whole('decay rate 0', 'with decay rate 0 the rate stays', () => [0.3, 77, 0]),
  lr.whole('decay rate 0.5', 'the decay rate multiplies the number of the epoch', () => [0.3, 3, 0.5]),
  lr.whole('decay rate 4', 'decay rates may be larger than 1', () => [0.3, 12, 4]),
  lr.whole('an original rate of 8', 'the rate is proportional to the original one', () => [8, 7, 0.25]),
  lr.whole('an original rate of 0.0007', 'small rates are not rounded', () => [0.0007, 123, 0.1]),
  lr.twice(() => [0.1, 5, 1], () => [0.1, 6, 1]),
];

const schedule = testsOf('scheduleLrDecay');
const scheduleTests: HiddenTest[] = [
  schedule.whole('within the first interval', 'the rate stays the original one within the first interval', () => [0.1, 999, 1]),
  schedule.whole('start of the second interval', 'the rate falls with the first epoch of the second interval', () => [0.1, 1000, 1]),
  schedule.whole('middle of an interval', 'the rate stays the same within an interval: the number of intervals is rounded down', () => [0.1, 2600, 1]),
  schedule.whole('intervals of 100', 'the interval may be shorter than 1000', () => [0.1, 1234, 1, 100]),
  schedule.whole('intervals of 3000', 'the interval may be longer than 1000', () => [0.1, 7000, 1, 3000]),
  schedule.whole('intervals of 1', 'with intervals of one epoch the rate falls in every epoch', () => [0.1, 9, 1, 1]),
  schedule.whole('decay rate 0.3', 'only the number of intervals is rounded, before the decay rate comes in', () => [0.2, 5500, 0.3]),
  schedule.whole('decay rate 0', 'with decay rate 0 the rate stays', () => [0.2, 5500, 0]),
  schedule.steps('every epoch of three intervals', 'the rates make a staircase', 13, (_last, step) => [0.1, step - 1, 0.5, 4]),
  schedule.twice(() => [0.1, 2500, 1], () => [0.1, 50, 1, 10]),
];

export default defineAssignment({
  slug: '02-optimization-methods',
  title: 'Optimization methods',
  tasks: [
    { id: '2.1', fn: 'updateParametersWithGd', title: 'Gradient descent', points: 10, tests: gdTests },
    { id: '2.2', fn: 'randomMiniBatches', title: 'Mini-batches', points: 15, tests: batchTests },
    { id: '2.3', fn: 'initializeVelocity', title: 'Velocity at the start', points: 5, tests: zeroTests('initializeVelocity') },
    { id: '2.4', fn: 'updateParametersWithMomentum', title: 'Momentum', points: 10, tests: momentumTests },
    { id: '2.5', fn: 'updateParametersWithRmsprop', title: 'RMSProp', points: 10, tests: rmspropTests },
    { id: '2.6', fn: 'initializeAdam', title: 'Averages of Adam at the start', points: 5, tests: zeroTests('initializeAdam') },
    { id: '2.7', fn: 'updateParametersWithAdam', title: 'Adam', points: 20, tests: adamTests },
    { id: '2.8', fn: 'updateLr', title: 'Decay in every epoch', points: 10, tests: lrTests },
    { id: '2.9', fn: 'scheduleLrDecay', title: 'Decay in stairs', points: 15, tests: scheduleTests },
  ],
});
