import { loadAssignment } from '../../src/graders/run/assignment';
import { runTest } from '../../src/graders/run/runTest';
import { Unsendable } from '../../src/graders/values/codec';
import { TensorValue } from '../../src/lib/check/values';
import * as np from '../../src/lib/np';

/** What no right function gives. 0, 1 and -1 are right answers of some tests, and left out. */
const ODD: unknown[] = [null, undefined, NaN, Infinity, '', 'toString', [], [[]], [NaN, NaN], [null, {}, 'x'], {}, { length: 1e9 }, true, np.zeros([0]), np.full([1, 1], NaN), new TensorValue('float32', [0], new Float32Array(0)), new Unsendable('function')]; // prettier-ignore

test.each(['01-regularization', '02-optimization-methods', '03-car-detection', '07-word-vectors'])('%s: odd values win no points and stop nothing, in scripted tests neither', async (slug) => {
  const assignment = loadAssignment(slug);
  for (const task of assignment.tasks) {
    for (const planned of task.tests) {
      for (const odd of ODD) {
        const outcome = await runTest(planned, task.fn, { call: () => Promise.resolve(odd), probe: () => Promise.resolve(odd) }, { slug, functions: assignment.solution });
        expect([task.id, planned.test.name, outcome.status]).toEqual([task.id, planned.test.name, 'failed']);
      }
    }
  }
});
