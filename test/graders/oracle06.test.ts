import { runPublicTests, type CheckResult } from '../../src/lib/check';
import { loadPublicTask } from '../../src/lib/check/load';

/* eslint-disable @typescript-eslint/no-explicit-any */
const solution = require('../../dist/solutions/06-jazz.js') as Record<string, any>;

test.each(['6.1', '6.2', '6.3'])("%s gives NumPy's numbers, to the precision of float32", (id) => {
  const task = loadPublicTask(id);
  const result = runPublicTests(
    { ...task, tests: task.tests.map((t) => ({ ...t, rtol: 1e-4, atol: 1e-6 })) },
    solution[task.fn],
  ) as CheckResult;
  expect(result.tests.filter((t) => !t.passed)).toEqual([]);
});
