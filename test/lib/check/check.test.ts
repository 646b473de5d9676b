import * as np from '../../../src/lib/np';
import { check, compare, NotImplemented, runPublicTests, tensorValue, type CheckResult } from '../../../src/lib/check';
import { resultHtml } from '../../../src/lib/check/show';

describe('compare', () => {
  test.each<[string, unknown, unknown, boolean]>([
    ['close numbers', 1 + 1e-7, 1, true],
    ['other numbers', 1.1, 1, false],
    ['NaN is never right', NaN, NaN, false],
    ['equal infinities', Infinity, Infinity, true],
    ['arrays', np.array([1, 2]), np.array([1, 2]), true],
    ['arrays of other shape', np.array([[1, 2]]), np.array([1, 2]), false],
    ['NaN in an array', np.array([1, NaN]), np.array([1, NaN]), false],
    ['a list is no NDArray', [1, 2], np.array([1, 2]), false],
    ['an NDArray is no tensor', np.array([1, 2]), tensorValue(np.array([1, 2])), false],
    ['tensors', tensorValue(np.array([1, 2])), tensorValue(np.array([1, 2])), true],
    ['tensors of other type', tensorValue(np.array([1, 2]), 'int32'), tensorValue(np.array([1, 2])), false],
    ['nested', { a: [1, { b: 'x' }] }, { a: [1, { b: 'x' }] }, true],
    ['a missing name', { a: 1 }, { a: 1, b: 2 }, false],
    ['a name too many', { a: 1, b: 2 }, { a: 1 }, false],
    ['a shorter list', [1], [1, 2], false],
    ['nothing', undefined, 1, false],
    ['true is not 1', true, 1, false],
    ['a 0-d array is a number', np.array(2), 2, true],
  ])('%s', (_, actual, expected, ok) => expect(compare(actual, expected).ok).toBe(ok));

  test('the reason names the part', () => {
    const found = compare({ dW1: np.zeros([2, 3]) }, { dW1: np.zeros([3, 2]) });
    expect(found).toMatchObject({ ok: false, reason: 'dW1 should have shape (3, 2), but has (2, 3)' });
  });

  test('what contains itself ends', () => {
    const ring: unknown[] = [];
    ring.push(ring);
    expect(compare(ring, ring).ok).toBe(false);
  });
});

const task = { task: '1.1', fn: 'f', tests: [{ name: 'doubles', property: 'f doubles', args: () => [2], expected: () => 4, hint: 'times two' }] };

test('right, wrong, throwing and unwritten functions', () => {
  const run = (fn: (x: never) => unknown): CheckResult['tests'][number] => (runPublicTests(task, fn) as CheckResult).tests[0];
  expect(run((x) => x * 2)).toMatchObject({ passed: true, got: '4' });
  expect(run((x) => x)).toMatchObject({ passed: false, expected: '4', got: '2', message: expect.stringMatching(/another value.*F doubles.*Hint: times two/) });
  expect(run(() => { throw new TypeError('oh'); })).toMatchObject({ passed: false, got: 'TypeError: oh' }); // prettier-ignore
  expect(run(() => { throw new NotImplemented('1.1 f'); })).toMatchObject({ passed: false, got: 'not written yet' }); // prettier-ignore
});

test('an asynchronous function gives a promise', async () => {
  const result = await runPublicTests(task, async (x) => x * 2);
  expect(result.tests[0].passed).toBe(true);
});

test('the table escapes what a learner returns and says pass or fail in words', () => {
  const html = resultHtml({ task: '1.1', fn: 'f', tests: [{ name: 'n', passed: false, expected: '1', got: '<script>', message: 'm' }] });
  expect(html).toContain('&lt;script&gt;');
  expect(html).toContain('✘ fail');
  expect(html).toContain('data-passed="false"');
});

test('check prints a table outside a notebook and never throws for the function', () => {
  const log = jest.spyOn(console, 'log').mockImplementation(() => {});
  check('1.1', () => { throw new Error('broken'); }); // prettier-ignore
  check('1.1', undefined as never);
  expect(log.mock.calls.join('\n')).toMatch(/FAIL[\s\S]*Error: broken[\s\S]*0 of 2 public tests pass[\s\S]*run its cell first/);
  log.mockRestore();
  expect(() => check('9.9', () => 1)).toThrow('there is no task 9.9');
});
