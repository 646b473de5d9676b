import { html, isNotebook } from '../display';
import { compare } from './compare';
import { describe } from './describe';
import { loadPublicTask } from './load';
import { resultHtml, resultText } from './show';
import type { CallTest, PublicTask } from './types';

export interface CheckedTest {
  name: string;
  passed: boolean;
  expected: string;
  got: string;
  /** What is wrong and, where the test has one, a hint. Empty when it passed. */
  message: string;
}

export interface CheckResult {
  task: string;
  fn: string;
  tests: CheckedTest[];
}

type Fn = (...args: never[]) => unknown;

/**
 * Runs the public tests of a task on your function and shows them in a table, with what was expected and what came. It never throws for what the
 * function does. For an asynchronous function it returns a promise: `await check('3.1', fn)`.
 * @param task id of the task: '1.1'
 * @param fn the function, as you have written it
 */
export function check(task: string, fn: Fn): void | Promise<void> {
  const tests = loadPublicTask(task);
  if (typeof fn !== 'function') return show({ task, fn: tests.fn, tests: tests.tests.map((t) => failed(t, describe(fn), `expected the function ${tests.fn}: run its cell first`)) });
  const result = runPublicTests(tests, fn);
  return result instanceof Promise ? result.then(show) : show(result);
}

/** Runs the tests one after the other; a promise only if the function gives one. */
export function runPublicTests(task: PublicTask, fn: Fn): CheckResult | Promise<CheckResult> {
  const results = task.tests.map((test) => runTest(test, fn));
  const finish = (tests: CheckedTest[]): CheckResult => ({ task: task.task, fn: task.fn, tests });
  return results.some((r) => r instanceof Promise) ? Promise.all(results).then(finish) : finish(results as CheckedTest[]);
}

function runTest(test: CallTest, fn: Fn): CheckedTest | Promise<CheckedTest> {
  try {
    const result = (fn as (...args: unknown[]) => unknown)(...test.args());
    if (!isPromise(result)) return judge(test, result);
    return result.then(
      (value) => judge(test, value),
      (error: unknown) => thrown(test, error),
    );
  } catch (error) {
    return thrown(test, error);
  }
}

const isPromise = (value: unknown): value is Promise<unknown> => typeof value === 'object' && value !== null && typeof (value as Promise<unknown>).then === 'function';

function judge(test: CallTest, value: unknown): CheckedTest {
  const found = compare(value, test.expected(), test);
  if (found.ok) return { name: test.name, passed: true, expected: describe(test.expected()), got: describe(value), message: '' };
  return failed(test, found.actualText, `${found.reason}. ${sentence(test.property)}`, found.expectedText);
}

function failed(test: CallTest, got: string, message: string, expected = describe(test.expected())): CheckedTest {
  return { name: test.name, passed: false, expected, got, message: test.hint ? `${message} Hint: ${test.hint}` : message };
}

const sentence = (text: string): string => `${text[0].toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;

function thrown(test: CallTest, error: unknown): CheckedTest {
  const name = error instanceof Error ? error.name : 'Error';
  const message = error instanceof Error ? error.message : String(error);
  if (name === 'NotImplemented') return { name: test.name, passed: false, expected: describe(test.expected()), got: 'not written yet', message };
  return failed(test, `${name}: ${message.split('\n')[0].slice(0, 200)}`, 'The function threw this error instead of returning a value.');
}

function show(result: CheckResult): void {
  if (isNotebook()) html(resultHtml(result));
  else console.log(resultText(result));
}
