import { compare } from '../../lib/check/compare';
import { loadProbe } from '../../lib/check/load';
import { withoutTensors, withTensors } from '../../lib/check/values';
import type { HiddenCallTest, HiddenTest, Learner, ScriptedTest, Solution } from '../define';
import { LearnerError } from '../sandbox/sandbox';
import type { TestResult } from '../schemas/result';
import type { PlannedTest } from './assignment';
import { expectations, TestFailure } from './expect';

/** What a test found: these go into its result. */
export type Outcome = Pick<TestResult, 'status' | 'message' | 'where' | 'thrown'>;

/** The reference solution of an assignment. */
export interface Reference {
  slug: string;
  functions: Solution;
}

const PASSED: Outcome = { status: 'passed', message: '' };

/** Runs one test against the learner's process. Expected values are worked out and compared here, in the grader's. */
export async function runTest(planned: PlannedTest, fn: string, learner: Learner, solution: Reference): Promise<Outcome> {
  const { test } = planned;
  try {
    if ('run' in test) return await runScript(test, learner, solution);
    return await runCall(planned, test, fn, learner, solution);
  } catch (error) {
    if (error instanceof TestFailure) return { status: 'failed', message: sentence(error.message || test.property) };
    if (error instanceof LearnerError) return learnerOutcome(error, fn);
    throw error; // a mistake of the test itself: it must not look like the learner's
  }
}

/**
 * A script takes apart what the learner's function gave, and trips over what is no list or has no such part: that is the learner's failure, and no reason to stop grading
 * others. That scripts themselves have no mistakes is proved by `npm run check`, where the solutions must pass them.
 */
async function runScript(test: ScriptedTest, learner: Learner, solution: Reference): Promise<Outcome> {
  try {
    await test.run(learner, expectations, solution.functions);
    return PASSED;
  } catch (error) {
    if (error instanceof TestFailure || error instanceof LearnerError) throw error;
    throw new TestFailure(test.property);
  }
}

async function runCall(planned: PlannedTest, test: Exclude<HiddenTest, { run: unknown }>, fn: string, learner: Learner, solution: Reference): Promise<Outcome> {
  const args = argumentsOf(test);
  const value = await (test.probe ? learner.probe(test.probe, fn, ...args) : learner.call(fn, ...args));
  const expected = await solve(solution, test, fn);
  const found = compare(value, expected, test);
  if (found.ok) return PASSED;
  const property = sentence(test.property);
  if (!planned.isPublic) return { status: 'failed', message: property };
  const hint = planned.hint ? ` Hint: ${planned.hint}` : '';
  return { status: 'failed', message: `${found.reason}: expected ${found.expectedText}, got ${found.actualText}. ${property}${hint}` };
}

/** Arguments and right results by test: they are the same on every call, and a folder of submissions asks for them again and again. */
const prepared = new WeakMap<HiddenCallTest, unknown[]>();
const solved = new WeakMap<HiddenCallTest, Promise<unknown>>();

/** What is sent to learners' processes; a reference solution is called with arguments of its own, as it may change them. */
function argumentsOf(test: HiddenCallTest): unknown[] {
  if (!prepared.has(test)) prepared.set(test, test.args());
  return prepared.get(test)!;
}

function solve(reference: Reference, test: HiddenCallTest, fn: string): Promise<unknown> {
  if (!solved.has(test)) solved.set(test, test.expected ? Promise.resolve(test.expected(reference.functions)) : callReference(reference, test, fn));
  return solved.get(test)!;
}

/** What the reference solution gives for the call of a test, as plain data. */
async function callReference({ slug, functions }: Reference, test: HiddenCallTest, fn: string): Promise<unknown> {
  const args = test.args().map(withTensors);
  const result: unknown = await quietly(() => (test.probe ? loadProbe(slug, test.probe)(functions[fn], ...args) : functions[fn](...(args as []))));
  return withoutTensors(result);
}

let quiet = 0;
const { log } = console;

/** What a reference solution prints while it runs is no part of a report. Runs may overlap. */
async function quietly(run: () => unknown): Promise<unknown> {
  quiet++;
  console.log = () => {};
  try {
    return await run();
  } finally {
    if (--quiet === 0) console.log = log;
  }
}

function learnerOutcome({ status, message, thrown, where }: LearnerError, fn: string): Outcome {
  const words = status === 'missing' ? `There is no function ${fn}.` : `${fn}: ${sentence(message)}`;
  return { status, message: words, ...(where ? { where } : {}), ...(thrown?.words ? { thrown: thrown.words } : {}) };
}

const sentence = (text: string): string => (text === '' ? '' : `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`);
