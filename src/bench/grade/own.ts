/**
 * The tests' own work: the reference solution called on all tests of an assignment, in a fresh process with TensorFlow loaded, as a learner's function is.
 * Only the calls are counted; arguments are made, and results compared, outside. `node own.js SLUG` prints { cpuMs, calls } as JSON.
 */
import type { Learner, Solution } from '../../graders/define';
import { loadAssignment, type PlannedTest } from '../../graders/run/assignment';
import { expectations } from '../../graders/run/expect';
import { readPack } from '../../graders/notebook/pack';
import { modulesOf, preload } from '../../graders/sandbox/preload';
import { loadProbe } from '../../lib/check/load';
import { withoutTensors, withTensors } from '../../lib/check/values';

const slug = process.argv[2];
const spent = { cpuMs: 0, calls: 0 };

async function timed(run: () => unknown): Promise<unknown> {
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  spent.cpuMs += (user + system) / 1000;
  spent.calls++;
  return withoutTensors(result);
}

/** Calls the reference solution where a learner's process would be called. */
function inThisProcess(solution: Solution): Learner {
  return {
    call: (fn, ...args) => ((values) => timed(() => solution[fn](...values)))(args.map(withTensors)),
    probe: (probe, fn, ...args) => ((values) => timed(() => loadProbe(slug, probe)(solution[fn], ...values)))(args.map(withTensors)),
  };
}

async function run({ test }: PlannedTest, fn: string, learner: Learner, solution: Solution): Promise<void> {
  if ('run' in test) await test.run(learner, expectations, solution);
  else await (test.probe ? learner.probe(test.probe, fn, ...test.args()) : learner.call(fn, ...test.args()));
}

async function main(): Promise<void> {
  preload(modulesOf(readPack(slug)));
  const { tasks, solution } = loadAssignment(slug);
  const learner = inThisProcess(solution);
  console.log = () => {};
  for (const task of tasks) for (const test of task.tests) await run(test, task.fn, learner, solution);
  process.stdout.write(`${JSON.stringify(spent)}\n`);
}

void main();
