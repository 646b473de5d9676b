import { loadProbe, loadPublicAssignment } from '../../src/lib/check/load';
import { runPublicTests, type CheckResult } from '../../src/lib/check';
import { HUMAN_VOCAB, MACHINE_VOCAB } from '../../src/lib/dates';

/* eslint-disable @typescript-eslint/no-explicit-any */
const SLUG = '09-date-translation';
const solution = require('../../dist/solutions/09-date-translation.js') as Record<string, any>;

test.each(loadPublicAssignment(SLUG)!.tasks.map((t) => [t.fn, t] as const))('%s gives NumPy\'s numbers', async (fn, task) => {
  const strict = { ...task, slug: SLUG, tests: task.tests.map((t) => ({ ...t, rtol: 1e-4, atol: 1e-6 })) };
  const result = (await runPublicTests(strict, solution[fn])) as CheckResult;
  expect(result.tests.filter((t) => !t.passed)).toEqual([]);
});

test('the model of the course has 52,960 parameters, whose number does not grow with Ty', () => {
  const count = loadProbe(SLUG, 'parameters');
  const [human, machine] = [HUMAN_VOCAB, MACHINE_VOCAB].map((v) => Object.keys(v).length);
  expect([1, 10].map((Ty) => count(solution.modelf, 30, Ty, 32, 64, human, machine))).toEqual([52_960, 52_960]);
});

test('a check leaves weights of the shared layers as they were', async () => {
  const before = solution.densor1.getWeights().map((w: any) => [...w.dataSync()]);
  for (const task of loadPublicAssignment(SLUG)!.tasks) await runPublicTests({ ...task, slug: SLUG }, solution[task.fn]);
  expect(solution.densor1.getWeights().map((w: any) => [...w.dataSync()])).toEqual(before);
});
