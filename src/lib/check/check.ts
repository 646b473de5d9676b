import { isNotebook, html } from '../display';
import { compare } from './compare';
import { describe, errorName, messageOf } from './describe';
import { loadProbe, loadPublicTask, type LoadedTask } from './load';
import { recognize, type Outcome } from './mistakes';
import { patternOf } from './pattern';
import { resultHtml, resultText } from './show';
import { sketchOf, sketchOfError } from './sketch';
import type { CallTest } from './types';
import { recordCheck } from '../learner';
import { withTensors } from './values';
import { placeOf } from './where';

export interface CheckedTest {
  name: string;
  passed: boolean;
  expected: string;
  got: string;
  /** What is wrong and, where the test has one, a hint. Empty when it passed. */
  message: string;
  /** What came, for recognizing known mistakes. */
  outcome?: Outcome;
}

export interface CheckResult {
  task: string;
  fn: string;
  tests: CheckedTest[];
  /** Why no test could be run. */
  problem?: string;
  /** The assignment's. */
  slug?: string;
  /** Known mistakes that give just these results, in the learner's terms. */
  looksLike?: string[];
  /** How far the whole assignment is: '2 of 4 exercises pass their public tests'. */
  standing?: string;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Fn = (...args: any[]) => unknown;
/** A graded class: its tests go through probes, which make objects of it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Class = abstract new (...args: any[]) => unknown;

/**
 * Runs the public tests of a task on your function and shows them in a table, with what was expected and what came. It never throws. For an asynchronous
 * function it returns a promise: `await check('3.1', fn)`.
 * @param task id of the task: '1.1'
 * @param fn the function or class, as you have written it
 */
export function check(task: string, fn: Fn | Class): void | Promise<void> {
  const result = checked(task, fn as Fn);
  return result instanceof Promise ? result.then(show) : show(result);
}

function checked(task: string, fn: Fn): CheckResult | Promise<CheckResult> {
  let found: LoadedTask;
  try {
    found = loadPublicTask(task);
  } catch (error) {
    return { task: String(task), fn: '', tests: [], problem: messageOf(error) };
  }
  if (typeof fn !== 'function') return { task, fn: found.fn, tests: [], problem: `expected the function ${found.fn}, got ${describe(fn)}: run the cell that declares it first` };
  const broken = (error: unknown): CheckResult => ({ task, fn: found.fn, tests: [], problem: `the tests could not be run: ${messageOf(error)}` });
  try {
    const result = runPublicTests(found, fn);
    return result instanceof Promise ? result.catch(broken) : result;
  } catch (error) {
    return broken(error);
  }
}

/** Runs the tests one after the other; a promise only if the function gives one. */
export function runPublicTests(task: LoadedTask, fn: Fn, done: CheckedTest[] = []): CheckResult | Promise<CheckResult> {
  const tests = [...done];
  for (const test of task.tests.slice(done.length)) {
    const result = runTest(task.slug, test, fn);
    if (result instanceof Promise) return result.then((r) => runPublicTests(task, fn, [...tests, r]));
    tests.push(result);
  }
  return { slug: task.slug, task: task.task, fn: task.fn, tests };
}

function runTest(slug = '', test: CallTest, fn: Fn): CheckedTest | Promise<CheckedTest> {
  try {
    const args = test.args().map(withTensors);
    const result = test.probe ? loadProbe(slug, test.probe)(fn, ...args) : fn(...args);
    if (!isPromise(result)) return judge(test, result);
    return Promise.resolve(result).then(
      (value) => judge(test, value),
      (error: unknown) => thrown(test, fn, error),
    );
  } catch (error) {
    return thrown(test, fn, error);
  }
}

/** Whether a result must be awaited. Objects that throw when they are looked at are results like others. */
function isPromise(value: unknown): value is PromiseLike<unknown> {
  try {
    return typeof value === 'object' && value !== null && typeof (value as PromiseLike<unknown>).then === 'function';
  } catch {
    return false;
  }
}

function judge(test: CallTest, value: unknown): CheckedTest {
  const expected = test.expected();
  const found = compare(value, expected, test);
  if (found.ok) return { name: test.name, passed: true, expected: describe(expected), got: describe(value, expected), message: '' };
  const pattern = patternOf(value, expected);
  const message = [found.reason, ...(pattern ? [pattern] : []), `it should hold that ${lowerFirst(test.property)}`].map(sentence).join(' ');
  return { ...failed(test, found.actualText, message, found.expectedText), outcome: sketchOf(value) };
}

function failed(test: CallTest, got: string, message: string, expected = describe(test.expected())): CheckedTest {
  return { name: test.name, passed: false, expected, got, message: test.hint ? `${message} Hint: ${test.hint}` : message };
}

/** A property goes on within a sentence, unless its first word is a name. */
const lowerFirst = (text: string): string => (/^[A-Z][a-z]+ /.test(text) ? `${text[0].toLowerCase()}${text.slice(1)}` : text);

const sentence = (text: string): string => `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

function thrown(test: CallTest, fn: Fn, error: unknown): CheckedTest {
  const message = messageOf(error);
  const name = errorName(error);
  if (name === 'NotImplemented') return { name: test.name, passed: false, expected: describe(test.expected()), got: 'not written yet', message: sentence(message) };
  const place = placeOf(fn, error);
  return { ...failed(test, `${name}: ${message}`, `The function threw this error instead of returning a value${place ? `, ${place}` : ''}.`), outcome: sketchOfError(error) };
}

function show(result: CheckResult): void {
  const passed = result.tests.filter((t) => t.passed).length;
  if (result.slug) result.looksLike = recognize(result.slug, result.task, result.tests.map((t) => t.name), result.tests.map((t) => (t.passed ? 'pass' : (t.outcome ?? null)))); // prettier-ignore
  if (result.slug && result.tests.length > 0) result.standing = recordCheck(result.slug, result.task, passed, result.tests.length) ?? undefined;
  if (isNotebook()) html(resultHtml(result));
  else console.log(resultText(result));
}
