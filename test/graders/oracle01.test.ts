import fs from 'node:fs';
import path from 'node:path';
import * as np from '../../src/lib/np';
import { loadFootball } from '../../src/lib/data';
import { loadPublicAssignment } from '../../src/lib/check/load';
import { runPublicTests, type CheckResult } from '../../src/lib/check';

/* eslint-disable @typescript-eslint/no-explicit-any */
const solution = require('../../dist/solutions/01-regularization.js') as Record<string, any>;
const oracle = JSON.parse(fs.readFileSync(path.join(__dirname, '../fixtures/01-regularization/training.json'), 'utf8')) as Record<string, { costs: number[]; train: number; test: number }>;

test.each(loadPublicAssignment('01-regularization')!.tasks.map((t) => [t.fn, t] as const))('%s gives NumPy\'s numbers', (fn, task) => {
  const result = runPublicTests({ ...task, tests: task.tests.map((t) => ({ ...t, rtol: 1e-10, atol: 1e-12 })) }, solution[fn]) as CheckResult;
  expect(result.tests.filter((t) => !t.passed)).toEqual([]);
});

const L2 = { lambd: 0.7, cost: solution.computeCostWithRegularization, backward: solution.backwardPropagationWithRegularization };
const DROPOUT = { keepProb: 0.86, forward: solution.forwardPropagationWithDropout, backward: solution.backwardPropagationWithDropout };

test.each([['plain', {}, 1], ['l2', L2, 6], ['dropout', DROPOUT, 2]] as const)('training (%s) follows NumPy\'s', (name, options, thousands) => {
  const { trainX, trainY } = loadFootball();
  const initial = solution.model(trainX, trainY, { ...options, numIterations: 0, printCost: false });
  expect(np.isclose(initial.W1.item(0), 1.78862847 / Math.SQRT2, { rtol: 1e-6 }).item()).toBe(1); // randn of seed 3, divided by √2
  const parameters = solution.model(trainX, trainY, { ...options, numIterations: thousands * 1000, printCost: false });
  const A3 = name === 'dropout' ? solution.forwardPropagationWithDropout(trainX, parameters, 0.86)[0] : solution.forwardPropagation(trainX, parameters)[0];
  const cost = name === 'l2' ? solution.computeCostWithRegularization(A3, trainY, parameters, 0.7) : solution.computeCost(A3, trainY);
  expect(cost / oracle[name].costs[thousands]).toBeCloseTo(1, 2); // rounding errors grow with the iterations
});

test('the model says what it needs', () => {
  const X = np.zeros([2, 3]);
  expect(() => solution.model(X, np.zeros([1, 3]), { lambd: 1, keepProb: 0.5 })).toThrow('used one at a time');
  expect(() => solution.model(X, np.zeros([1, 3]), { lambd: 1 })).toThrow('needs your functions');
  expect(() => solution.model(X, np.zeros([1, 3]), { keepProb: 0.5 })).toThrow('needs your functions');
});
