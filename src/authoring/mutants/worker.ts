/**
 * A warm process that judges mutants: it loads an assignment once, compiles each mutant and runs its task's tests on it, with the grader's own code for tests
 * and comparisons. The mutants are our own code, so that they need no sandbox; the process is ended when one of them hangs.
 */
import path from 'node:path';
import * as np from '../../lib/np';
import type { Learner } from '../../graders/define';
import { checkModules, emit } from '../../graders/compile/program';
import { loadAssignment, type PlannedAssignment, type PlannedTest } from '../../graders/run/assignment';
import { loadProbes } from '../../lib/check/load';
import { runTest } from '../../graders/run/runTest';
import { call, describeError, load } from '../../graders/sandbox/invoke';
import { fromLearner } from '../../graders/sandbox/sandbox';
import { decode, encode } from '../../graders/values/codec';
import { ROOT } from '../paths';
import type { JudgeRequest, Reply, Request, Verdict } from './protocol';

console.log = () => {}; // what solutions print is nobody's business here

const assignments = new Map<string, PlannedAssignment>();

function assignmentOf(slug: string): PlannedAssignment {
  if (!assignments.has(slug)) assignments.set(slug, loadAssignment(slug));
  return assignments.get(slug)!;
}

let calls = 0;

/** The mutant in the learner's place. Values go through the codec, as they would through the pipe. */
function learnerOf(module: Record<string, unknown>, slug: string): Learner {
  const ask = async (fn: string, args: unknown[], probe?: string): Promise<unknown> => {
    const encoded = args.map((arg) => encode(arg));
    np.random.seed(1_000_000 + calls++); // a solution that seeds nothing must not find the seed of the tests
    const answer = await call(module, fn, encoded, probe === undefined ? undefined : loadProbes(slug)[probe]).catch((error: unknown) => Promise.reject(fromLearner(describeError(error, ''))));
    return decode(JSON.parse(JSON.stringify(answer)));
  };
  return { call: (fn, ...args) => ask(fn, args), probe: (probe, fn, ...args) => ask(fn, args, probe) };
}

/** How long a test took when it ran last, in ms: quick ones come first, as most mutants fail any test. */
const took = new Map<PlannedTest, number>();

const inOrder = (tests: readonly PlannedTest[]): PlannedTest[] => [...tests].sort((a, b) => Number(a.isPublic) - Number(b.isPublic) || (took.get(a) ?? 0) - (took.get(b) ?? 0));

/** Hidden tests, then public ones, or the one hidden test that is asked for. */
function testsFor({ tests, id }: PlannedAssignment['tasks'][number], by?: string): PlannedTest[] {
  const found = by === undefined ? inOrder(tests) : tests.filter(({ isPublic, test }) => !isPublic && test.name === by);
  if (found.length === 0) throw new RangeError(`exercise ${id} has no hidden test "${by}"`);
  return found;
}

/** Runs tests until one does not pass. */
async function judge({ slug, task: id, text, by }: JudgeRequest): Promise<Verdict> {
  const assignment = assignmentOf(slug);
  const task = assignment.tasks.find((t) => t.id === id)!;
  const tests = testsFor(task, by);
  let learner: Learner;
  try {
    learner = learnerOf(load(emit(text).code, path.join(ROOT, 'notebooks', `${slug}.js`)), slug); // packages are found from there
  } catch {
    return { by: 'hidden', test: '', status: 'crashed' };
  }
  for (const planned of tests) {
    process.send!({ alive: true } satisfies Reply);
    const started = Date.now();
    const { status } = await runTest(planned, task.fn, learner, { slug, functions: assignment.solution }).catch((error: Error) => ({ status: `test-error: ${error.message}` as const }));
    took.set(planned, Date.now() - started);
    if (status !== 'passed') return { by: planned.isPublic ? 'public' : 'hidden', test: planned.test.name, status };
  }
  return { by: null };
}

async function answer(request: Request): Promise<Reply> {
  process.send!({ alive: true } satisfies Reply);
  const result = request.type === 'compile' ? checkModules(request.texts).map(({ diagnostics }) => diagnostics.length === 0) : await judge(request);
  return { id: request.id, result, memoryMb: process.memoryUsage().rss / 2 ** 20, cpuMs: (process.cpuUsage().user + process.cpuUsage().system) / 1000 };
}

process.on('message', (request: Request) => void answer(request).then((reply) => process.send!(reply), (error: Error) => process.send!({ id: request.id, error: error.message }))); // prettier-ignore
process.on('unhandledRejection', () => {}); // a mutant's stray promise
process.on('disconnect', () => process.exit(0));
