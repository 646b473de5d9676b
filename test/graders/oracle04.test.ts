import { runPublicTests, type CheckResult } from '../../src/lib/check';
import { loadPublicAssignment } from '../../src/lib/check/load';

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-require-imports */
const solution = require('../../dist/solutions/04-unet.js') as Record<string, (...args: any[]) => any>;

test.each(loadPublicAssignment('04-unet')!.tasks.map((task) => [task.fn, task] as const))(
  "%s gives Keras' layers, parameters and numbers",
  (fn, task) => {
    const { tests } = runPublicTests({ ...task, slug: '04-unet' }, solution[fn]) as CheckResult;
    expect(tests.filter((t) => !t.passed)).toEqual([]);
  },
);

test('the second network has the parameters that Keras counts', () => {
  const model = solution.unetModel([192, 64, 4], 64, 16);
  expect(model.countParams()).toBe(34_551_824);
});
