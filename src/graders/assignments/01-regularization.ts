import * as np from '../../lib/np';
import { defineAssignment, type Expect, type HiddenTest, type Learner, type ScriptedTest, type Solution } from '../define';

type Arrays = Record<string, np.NDArray>;

interface Case {
  X: np.NDArray;
  Y: np.NDArray;
  parameters: Arrays;
}

/** A random network and data. Biases are not 0, so that whoever penalizes them is found out. */
function makeCase(seed: number, [n0, n1, n2]: [number, number, number], m: number): Case {
  const rs = new np.random.RandomState(seed);
  const parameters: Arrays = {};
  for (const [l, n, k] of [[1, n1, n0], [2, n2, n1], [3, 1, n2]]) {
    parameters[`W${l}`] = rs.randn(n, k);
    parameters[`b${l}`] = rs.randn(n, 1).multiply(0.5).add(0.3);
  }
  return { X: rs.randn(n0, m), Y: rs.rand(1, m).greater(0.45).astype('float64'), parameters };
}

const CASES = [makeCase(21, [2, 20, 3], 17), makeCase(22, [5, 4, 6], 9), makeCase(23, [3, 7, 2], 1), makeCase(24, [2, 3, 3], 50)];

/** Predictions that are near neither 0 nor 1. */
const predictions = (seed: number, m: number): np.NDArray => new np.random.RandomState(seed).uniform(0.05, 0.95, [1, m]) as np.NDArray;

const copy = (parameters: Arrays): Arrays => Object.fromEntries(Object.entries(parameters).map(([k, v]) => [k, v.copy()]));

/** A cache of the plain forward pass. */
const cacheOf = (s: Solution, c: Case): np.NDArray[] => s.forwardPropagation(c.X, c.parameters)[1];

const dropoutCacheOf = (s: Solution, c: Case, keepProb: number): np.NDArray[] => s.forwardPropagationWithDropout(c.X, c.parameters, keepProb)[1];

// ---- 1.1

const costTest = (name: string, property: string, i: number, lambd: number, change: (p: Arrays) => void = () => {}): HiddenTest => {
  const args = (): [np.NDArray, np.NDArray, Arrays, number] => {
    const { Y, parameters } = CASES[i];
    const own = copy(parameters);
    change(own);
    return [predictions(40 + i, Y.shape[1]), Y, own, lambd];
  };
  return { name, property, args, expected: (s) => s.computeCostWithRegularization(...args()) };
};

const only = (keep: string) => (p: Arrays): void => {
  for (const name of Object.keys(p)) if (name !== keep) p[name] = np.zeros(p[name].shape);
};

const costTests: HiddenTest[] = [
  costTest('the course\'s network', 'the cost is right for a network with 20 and 3 hidden units', 0, 0.7),
  costTest('other layer sizes', 'the cost does not depend on fixed layer sizes', 1, 0.1),
  costTest('one example', 'the penalty is divided by 2m, with m the number of examples', 2, 3),
  costTest('many examples', 'the penalty is divided by 2m, with m the number of examples', 3, 25),
  costTest('only W1 is not 0', 'W1 enters the penalty with the factor lambd / (2m)', 0, 4, only('W1')),
  costTest('only W2 is not 0', 'W2 enters the penalty with the factor lambd / (2m)', 0, 4, only('W2')),
  costTest('only W3 is not 0', 'W3 enters the penalty with the factor lambd / (2m)', 0, 4, only('W3')),
  costTest('large biases', 'biases are not penalized', 1, 5, (p) => Object.assign(p, { b1: p.b1.multiply(50), b2: p.b2.multiply(50), b3: p.b3.multiply(50) })),
  {
    name: 'a certain prediction',
    property: 'examples whose logarithm is not a number are passed over, as computeCost does',
    args: () => [np.array([[1, 0, 0.5]]), np.array([[1, 0, 1]]), CASES[0].parameters, 0.5],
    expected: (s) => s.computeCostWithRegularization(np.array([[1, 0, 0.5]]), np.array([[1, 0, 1]]), CASES[0].parameters, 0.5),
  },
  calledTwice( 'computeCostWithRegularization', () => [predictions(40, 17), CASES[0].Y, copy(CASES[0].parameters), 0.7]),
];

// ---- 1.2

const l2Test = (name: string, property: string, i: number, lambd: number): HiddenTest => ({
  name,
  property,
  args: () => [CASES[i].X, CASES[i].Y, cacheCopies[i](), lambd],
  expected: (s) => s.backwardPropagationWithRegularization(CASES[i].X, CASES[i].Y, cacheOf(s, CASES[i]), lambd),
});

/** Forward caches worked out here, for arguments that must be there before the solution is asked. */
function forwardCache({ X, parameters }: Case): np.NDArray[] {
  const { W1, b1, W2, b2, W3, b3 } = parameters;
  const Z1 = np.dot(W1, X).add(b1);
  const A1 = np.maximum(0, Z1);
  const Z2 = np.dot(W2, A1).add(b2);
  const A2 = np.maximum(0, Z2);
  const Z3 = np.dot(W3, A2).add(b3);
  return [Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, np.divide(1, np.exp(np.negative(Z3)).add(1)), W3, b3];
}
const cacheCopies = CASES.map((c) => () => forwardCache(c).map((a) => a.copy()));

/** One gradient of one layer, so that the message says which. */
const l2Part = (layer: number, i: number): ScriptedTest => ({
  name: `dW${layer} and db${layer} of ${['the course\'s network', 'another network'][i]}`,
  property: `dW${layer} has lambd / m times W${layer} on top, db${layer} has not`,
  run: async (learner, expect, s) => {
    const got = (await learner.call('backwardPropagationWithRegularization', CASES[i].X, CASES[i].Y, cacheCopies[i](), 2.5)) as Arrays;
    const want = s.backwardPropagationWithRegularization(CASES[i].X, CASES[i].Y, cacheOf(s, CASES[i]), 2.5);
    for (const name of [`dW${layer}`, `db${layer}`]) expect.close(got?.[name], want[name], { what: `${name} is not right` });
  },
});

const NAMES = ['W1', 'b1', 'W2', 'b2', 'W3', 'b3'];
const EPSILON = 1e-6;

/** Central differences of a cost, for every item of every parameter. */
function numericGradients(parameters: Arrays, cost: (p: Arrays) => number): Arrays {
  return Object.fromEntries(
    NAMES.map((name) => {
      const gradient = np.zeros(parameters[name].shape);
      for (let i = 0; i < gradient.size; i++) {
        const shifted = (by: number): number => {
          const p = copy(parameters);
          p[name].data[i] += by;
          return cost(p);
        };
        gradient.data[i] = (shifted(EPSILON) - shifted(-EPSILON)) / (2 * EPSILON);
      }
      return [`d${name}`, gradient];
    }),
  );
}

const pick = (gradients: Arrays): Arrays => Object.fromEntries(NAMES.map((name) => [`d${name}`, gradients?.[`d${name}`]]));

const l2Numeric: ScriptedTest = {
  name: 'numeric gradients of the penalized cost',
  property: 'the gradients are those of the cost with penalty: tiny changes of each parameter change the cost as they say',
  run: async (learner, expect, s) => {
    const c = CASES[1];
    const got = (await learner.call('backwardPropagationWithRegularization', c.X, c.Y, cacheCopies[1](), 1.3)) as Arrays;
    const numeric = numericGradients(c.parameters, (p) => s.computeCostWithRegularization(s.forwardPropagation(c.X, p)[0], c.Y, p, 1.3));
    expect.close(pick(got), numeric, { rtol: 1e-4, atol: 1e-6 });
  },
};

const l2Tests: HiddenTest[] = [
  l2Test('the course\'s network', 'all eleven gradients are right', 0, 0.7),
  l2Test('other layer sizes', 'the gradients do not depend on fixed layer sizes', 1, 0.2),
  l2Test('one example', 'with one example nothing is averaged away', 2, 4),
  l2Test('lambd 0', 'with lambd 0 the gradients are those without regularization', 3, 0),
  l2Part(1, 0),
  l2Part(2, 1),
  l2Part(3, 0),
  l2Numeric,
  calledTwice( 'backwardPropagationWithRegularization', () => [CASES[0].X.copy(), CASES[0].Y.copy(), cacheCopies[0](), 0.7]),
];

// ---- 1.3

const forwardTest = (name: string, property: string, i: number, keepProb?: number): HiddenTest => ({
  name,
  property,
  args: () => [CASES[i].X, copy(CASES[i].parameters), ...(keepProb === undefined ? [] : [keepProb])],
  expected: (s) => s.forwardPropagationWithDropout(CASES[i].X, CASES[i].parameters, keepProb),
});

/** Places in the cache. */
const CACHE = { Z1: 0, D1: 1, A1: 2, Z2: 5, D2: 6, A2: 7, Z3: 10, A3: 11 };

const forwardPart = (name: string, property: string, parts: (keyof typeof CACHE)[], keepProb: number): ScriptedTest => ({
  name,
  property,
  run: async (learner, expect, s) => {
    const [, cache] = ((await learner.call('forwardPropagationWithDropout', CASES[0].X, copy(CASES[0].parameters), keepProb)) ?? []) as [np.NDArray, np.NDArray[]];
    const want = dropoutCacheOf(s, CASES[0], keepProb);
    for (const part of parts) expect.close(asNumbers(cache?.[CACHE[part]]), asNumbers(want[CACHE[part]]));
  },
});

/** Masks may be booleans or numbers. */
const asNumbers = (a: unknown): unknown => (a instanceof np.NDArray ? a.astype('float64') : a);

const forwardTests: HiddenTest[] = [
  { ...forwardTest('the course\'s network, keepProb 0.86', 'predictions and cache are right', 0, 0.86) },
  forwardTest('other layer sizes', 'predictions and cache do not depend on fixed layer sizes', 1, 0.6),
  forwardTest('keepProb left out', 'keepProb is 0.5 when it is left out', 3),
  forwardTest('keepProb 1', 'with keepProb 1 nothing is dropped', 1, 1),
  forwardPart('masks', 'a unit is kept where its random number is below keepProb', ['D1', 'D2'], 0.3),
  forwardPart('first hidden layer', 'A1 is masked and divided by keepProb', ['A1'], 0.4),
  forwardPart('second hidden layer', 'A2 is masked and divided by keepProb', ['A2'], 0.4),
  forwardPart('output layer', 'the output is not masked', ['Z3', 'A3'], 0.9),
  {
    name: 'two calls',
    property: 'the seed is set in every call, so that two calls give the same',
    run: async (learner, expect, s) => {
      const call = (): Promise<unknown> => learner.call('forwardPropagationWithDropout', CASES[1].X, copy(CASES[1].parameters), 0.5);
      await call();
      expect.close(await call(), s.forwardPropagationWithDropout(CASES[1].X, CASES[1].parameters, 0.5));
    },
  },
  calledTwice( 'forwardPropagationWithDropout', () => [CASES[0].X.copy(), copy(CASES[0].parameters), 0.7]),
];

// ---- 1.4

/** Arguments with given masks: other masks than those of seed 1, so that they must come from the cache. */
function dropoutArguments(i: number, keepProb: number): [np.NDArray, np.NDArray, np.NDArray[], number] {
  const { X, Y, parameters } = CASES[i];
  const rs = new np.random.RandomState(70 + i);
  const { W1, b1, W2, b2, W3, b3 } = parameters;
  const drop = (A: np.NDArray, D: np.NDArray): np.NDArray => A.multiply(D).divide(keepProb);
  const Z1 = np.dot(W1, X).add(b1);
  const D1 = rs.rand(...Z1.shape).less(keepProb);
  const A1 = drop(np.maximum(0, Z1), D1);
  const Z2 = np.dot(W2, A1).add(b2);
  const D2 = rs.rand(...Z2.shape).less(keepProb);
  const A2 = drop(np.maximum(0, Z2), D2);
  const Z3 = np.dot(W3, A2).add(b3);
  const A3 = np.divide(1, np.exp(np.negative(Z3)).add(1));
  return [X, Y, [Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3].map((a) => a.copy()), keepProb];
}

const backwardTest = (name: string, property: string, i: number, keepProb: number): HiddenTest => ({
  name,
  property,
  args: () => dropoutArguments(i, keepProb),
  expected: (s) => s.backwardPropagationWithDropout(...dropoutArguments(i, keepProb)),
});

const backwardPart = (part: string, property: string, i: number, keepProb: number): ScriptedTest => ({
  name: `${part} with keepProb ${keepProb}`,
  property,
  run: async (learner, expect, s) => {
    const got = (await learner.call('backwardPropagationWithDropout', ...dropoutArguments(i, keepProb))) as Arrays;
    expect.close(got?.[part], s.backwardPropagationWithDropout(...dropoutArguments(i, keepProb))[part]);
  },
});

/** The cost with the masks held fixed, for numeric gradients. */
function maskedCost(s: Solution, i: number, keepProb: number, p: Arrays): number {
  const { X, Y } = CASES[i];
  const [, D1, , , , , D2] = dropoutArguments(i, keepProb)[2];
  const A1 = np.maximum(0, np.dot(p.W1, X).add(p.b1)).multiply(D1).divide(keepProb);
  const A2 = np.maximum(0, np.dot(p.W2, A1).add(p.b2)).multiply(D2).divide(keepProb);
  return s.computeCost(s.sigmoid(np.dot(p.W3, A2).add(p.b3)), Y);
}

const backwardNumeric: ScriptedTest = {
  name: 'numeric gradients with the masks held fixed',
  property: 'the gradients are those of the network with units switched off: tiny changes of each parameter change the cost as they say',
  run: async (learner, expect, s) => {
    const got = (await learner.call('backwardPropagationWithDropout', ...dropoutArguments(1, 0.6))) as Arrays;
    expect.close(pick(got), numericGradients(CASES[1].parameters, (p) => maskedCost(s, 1, 0.6, p)), { rtol: 1e-4, atol: 1e-6 });
  },
};

const backwardTests: HiddenTest[] = [
  backwardTest('the course\'s network, keepProb 0.86', 'all eleven gradients are right', 0, 0.86),
  backwardTest('other layer sizes', 'the gradients do not depend on fixed layer sizes', 1, 0.5),
  backwardTest('one example', 'with one example nothing is averaged away', 2, 0.7),
  backwardTest('keepProb 1', 'with keepProb 1 the gradients are those without dropout', 3, 1),
  backwardPart('dA2', 'dA2 is masked with D2 and divided by keepProb', 0, 0.4),
  backwardPart('dA1', 'dA1 is masked with D1 and divided by keepProb', 0, 0.4),
  backwardPart('dW1', 'the mask and the scaling of dA1 reach dW1', 3, 0.3),
  backwardNumeric,
  calledTwice( 'backwardPropagationWithDropout', () => dropoutArguments(0, 0.7)),
];

/** A right result, twice in one process: who keeps something between calls gives another one the second time. */
function calledTwice(fn: string, args: () => unknown[]): ScriptedTest {
  return {
    name: 'called twice',
    property: `${fn} gives the same when it is called again: it keeps nothing between calls`,
    run: async (learner: Learner, expect: Expect, s: Solution) => {
      const want = s[fn](...args());
      expect.close(await learner.call(fn, ...args()), want);
      expect.close(await learner.call(fn, ...args()), want);
    },
  };
}

export default defineAssignment({
  slug: '01-regularization',
  title: 'Regularization',
  tasks: [
    { id: '1.1', fn: 'computeCostWithRegularization', title: 'Cost with L2 penalty', points: 20, tests: costTests },
    { id: '1.2', fn: 'backwardPropagationWithRegularization', title: 'Gradients with L2 penalty', points: 25, tests: l2Tests },
    { id: '1.3', fn: 'forwardPropagationWithDropout', title: 'Dropout forwards', points: 30, tests: forwardTests },
    { id: '1.4', fn: 'backwardPropagationWithDropout', title: 'Dropout backwards', points: 25, tests: backwardTests },
  ],
});
