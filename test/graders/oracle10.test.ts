import { runPublicTests, type CheckResult } from '../../src/lib/check';
import { loadPublicAssignment } from '../../src/lib/check/load';

/* eslint-disable @typescript-eslint/no-explicit-any */
const solution = require('../../dist/solutions/10-transformer.js') as Record<string, any>;

test.each(loadPublicAssignment('10-transformer')!.tasks.map((t) => [t.fn, t] as const))('%s gives the numbers of NumPy and Keras', (fn, task) => {
  const result = runPublicTests({ ...task, slug: '10-transformer' }, solution[fn]) as CheckResult;
  expect(result.tests.filter((t) => !t.passed)).toEqual([]);
  expect(result.tests.length).toBeGreaterThan(1);
});
