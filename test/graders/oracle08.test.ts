/** @jest-environment ./test/support/tensorflowEnvironment.js */
import { loadPublicAssignment, runPublicTests, type CheckResult } from '../../src/lib/check';

// The values in the public tests are made by NumPy (test/fixtures/08-emojify/generate.py): the reference solution must give them.
const solution = require('../../dist/solutions/08-emojify.js') as Record<string, (...args: never[]) => unknown>;

test.each(loadPublicAssignment('08')!.tasks.map((task) => [task.fn, task] as const))('%s agrees with NumPy', async (fn, task) => {
  const strict = { ...task, slug: '08-emojify', tests: task.tests.map((t) => ({ ...t, rtol: 1e-6, atol: 1e-9 })) };
  const result = (await runPublicTests(strict, solution[fn])) as CheckResult;
  expect(result.tests.map(({ name, message }) => ({ name, message }))).toEqual(task.tests.map(({ name }) => ({ name, message: '' })));
});
