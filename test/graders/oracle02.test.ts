import fs from 'node:fs';
import path from 'node:path';
import * as np from '../../src/lib/np';
import { loadPublicAssignment } from '../../src/lib/check/load';
import { runPublicTests, type CheckResult } from '../../src/lib/check';

/* eslint-disable @typescript-eslint/no-explicit-any */
const solution = require('../../dist/solutions/02-optimization-methods.js') as Record<string, any>;

interface Run {
  /** Costs at epochs 0, 100, 200 and 300. */
  first: number[];
  accuracy: number;
  /** Parameters after 50 epochs. */
  after50: Record<string, number[][]>;
}
const oracle = JSON.parse(fs.readFileSync(path.join(__dirname, '../fixtures/02-optimization-methods/training.json'), 'utf8')) as Record<string, Run>;

test.each(loadPublicAssignment('02-optimization-methods')!.tasks.map((t) => [t.fn, t] as const))('%s gives NumPy\'s numbers', (fn, task) => {
  const result = runPublicTests({ ...task, tests: task.tests.map((t) => ({ ...t, rtol: 1e-12, atol: 1e-14 })) }, solution[fn]) as CheckResult;
  expect(result.tests.filter((t) => !t.passed)).toEqual([]);
});

const RUNS: [string, string, object][] = [
  ['gd', 'gd', {}],
  ['momentum', 'momentum', {}],
  ['rmsprop', 'rmsprop', { learningRate: 0.0007 }],
  ['adam', 'adam', {}],
  ['gd, every epoch', 'gd', { learningRate: 0.1, decay: solution.updateLr }],
  ['gd, stairs', 'gd', { learningRate: 0.1, decay: solution.scheduleLrDecay }],
  ['momentum, stairs', 'momentum', { learningRate: 0.1, decay: solution.scheduleLrDecay }],
  ['adam, stairs', 'adam', { learningRate: 0.01, decay: solution.scheduleLrDecay }],
];

test('every run of NumPy is compared', () => expect(RUNS.map(([name]) => name)).toEqual(Object.keys(oracle)));

test.each(RUNS)('training (%s) follows NumPy\'s', (name, optimizer, options) => {
  const [X, Y] = solution.loadDataset(false);
  const train = (numEpochs: number): any => solution.model(X, Y, [2, 5, 2, 1], optimizer, { ...options, numEpochs, printCost: false });
  const { parameters } = train(50);
  expect(Object.keys(parameters).sort()).toEqual(Object.keys(oracle[name].after50).sort());
  for (const [key, values] of Object.entries(oracle[name].after50)) expect(np.allclose(parameters[key], np.array(values), { rtol: 1e-10, atol: 1e-12 })).toBe(true);
  const { costs } = train(301);
  expect(costs).toHaveLength(4);
  costs.forEach((cost: number, i: number) => expect(Math.abs(cost / oracle[name].first[i] - 1)).toBeLessThan(1e-10));
});

test('each optimizer keeps the memory that its function returns, even if the function made new objects', () => {
  const start = solution.initializeParameters([2, 5, 2, 1]);
  const ones = Object.fromEntries(Object.keys(start).map((k) => [`d${k}`, np.ones(start[k].shape)]));
  const step = solution.makeStepper('momentum', start, { beta: 0.9, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 });
  const before = start.b1.item(0);
  const once = step({ ...start }, ones, 1);
  expect(once.b1.item(0) - before).toBeCloseTo(-0.1, 12);
  expect(step({ ...once }, ones, 1).b1.item(0) - once.b1.item(0)).toBeCloseTo(-0.19, 12);
});
