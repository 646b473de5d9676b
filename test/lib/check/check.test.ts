import { execFileSync } from 'node:child_process';
import path from 'node:path';
import * as np from '../../../src/lib/np';
import { check, compare, describe as describeValue, NotImplemented, runPublicTests, tensorValue, type CheckResult } from '../../../src/lib/check';
import { resultHtml } from '../../../src/lib/check/show';

const ROOT = path.resolve(__dirname, '../../..');

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
  expect(run((x) => x)).toMatchObject({ passed: false, expected: '4', got: '2', message: expect.stringMatching(/another value.*It should hold that f doubles.*Hint: times two/) });
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

test('a known mistake stands below the table, escaped, and hints are pointed to', () => {
  const tests = [{ name: 'n', passed: false, expected: '1', got: '2', message: 'm' }];
  const html = resultHtml({ task: '1.1', fn: 'f', tests, looksLike: ['m is <forgotten>.'] });
  expect(html).toContain('<strong>This is what comes out when</strong> m is &lt;forgotten&gt;.');
  expect(html).toContain('Stuck? <code>hint(&#39;1.1&#39;)</code>');
  expect(resultHtml({ task: '1.1', fn: 'f', tests: [{ ...tests[0], passed: true }] })).not.toContain('Stuck?');
});

test('the line of an error is that of the cell where the kernel names it', () => {
  function f(): never {
    const error = new TypeError('oh');
    error.stack = 'TypeError: oh\n    at helper (gradus/np)\n    at f (In[3]:2:5)\n    at In[4]:1:1';
    throw error;
  }
  expect((runPublicTests(task, f) as CheckResult).tests[0].message).toContain('instead of returning a value, in line 2 of In[3].');
});

describe('check', () => {
  let log: jest.SpyInstance;
  beforeEach(() => (log = jest.spyOn(console, 'log').mockImplementation(() => undefined)));
  afterEach(() => log.mockRestore());
  const printed = (): string => log.mock.calls.join('\n');

  test('prints a table outside a notebook, with the error of a function that throws', () => {
    check('1.1', () => { throw new Error('broken'); }); // prettier-ignore
    expect(printed()).toMatch(/✘ FAIL[\s\S]*Error: broken[\s\S]*1\.1 computeCostWithRegularization: 0 of 2 public tests pass/);
  });

  test('says that a function is not there, or not written', () => {
    check('1.1', undefined as never);
    expect(printed()).toContain('expected the function computeCostWithRegularization, got undefined: run the cell that declares it first');
    check('1.1', () => { throw new NotImplemented('1.1 computeCostWithRegularization'); }); // prettier-ignore
    expect(printed()).toContain('1.1 computeCostWithRegularization: not written yet.');
  });

  test('says that there is no such task, without a stack', () => {
    check('9.9', () => 1);
    expect(printed()).toContain('there is no task 9.9');
    check('1.9', () => 1);
    expect(printed()).toContain('there is no task 1.9: assignment 1 has 1.1, 1.2, 1.3, 1.4');
    check('one', () => 1);
    expect(printed()).toContain("expected a task such as '1.2', got 'one'");
  });

  test.each<[string, () => unknown]>([
    ['null', () => null],
    ['nothing', () => undefined],
    ['a getter that throws', () => ({ get then() { throw new Error('no'); } })], // prettier-ignore
    ['a proxy that throws', () => new Proxy({}, { get: () => { throw new Error('no'); }, ownKeys: () => { throw new Error('no'); }, getPrototypeOf: () => { throw new Error('no'); } })], // prettier-ignore
    ['what contains itself', () => { const a: unknown[] = []; a.push(a, a); return a; }], // prettier-ignore
    ['a large array', () => np.zeros([1000, 1000])],
    ['a thrown null', () => { throw null; }], // prettier-ignore
    ['a thrown proxy', () => { throw new Proxy(new Error('x'), { get: () => { throw new Error('no'); } }); }], // prettier-ignore
    ['a symbol', () => Symbol('s')],
  ])('survives a function that gives %s', (_, fn) => {
    expect(check('1.1', fn)).toBeUndefined();
    check('1.2', fn);
    expect(log).toHaveBeenCalledTimes(2);
    expect(printed()).toContain('0 of 2 public tests pass');
  });

  test('waits for an asynchronous function', async () => {
    const shown = check('1.1', async () => 1);
    expect(log).not.toHaveBeenCalled();
    expect(await shown).toBeUndefined();
    expect(printed()).toContain('0 of 2 public tests pass');
  });
});

test('asynchronous tests run one after the other', async () => {
  let running = 0;
  const two = { ...task, tests: [task.tests[0], { ...task.tests[0], name: 'again' }] };
  const result = await runPublicTests(two, async (x) => {
    expect(++running).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running--;
    return x * 2;
  });
  expect(result.tests.map((t) => t.passed)).toEqual([true, true]);
});

test('the line of the learner is told when its function throws', () => {
  // in a process of its own: Jest's functions live in another realm than the debugger's view of the process
  const code = `
    const { runPublicTests } = require('./src/lib/check');
    const f = require('vm').runInThisContext(${JSON.stringify('\n\n(function () {\n  function f(x) {\n    const y = x.a;\n    return y.b.c;\n  }\n  return f;\n})()')});
    const task = { task: '1.1', fn: 'f', tests: [{ name: 'n', property: 'p', args: () => [2], expected: () => 4 }] };
    process.stdout.write(runPublicTests(task, f).tests[0].message);`;
  const message = execFileSync(process.execPath, ['--import', 'tsx', '-e', code], { cwd: ROOT, encoding: 'utf8' });
  expect(message).toBe('The function threw this error instead of returning a value, at the line `return y.b.c;`.');
});

test('numbers, shapes and types are told before values, and where the first wrong one is', () => {
  const reason = (actual: unknown, expected: unknown): string => (compare(actual, expected) as { reason: string }).reason;
  const matrix = np.array([[1, 2], [3, 4]]); // prettier-ignore
  expect(reason(np.array([[1, 2], [3, 5]]), matrix)).toBe('the result has 1 of 4 values wrong; the first, at [1, 1], is 5 instead of 4'); // prettier-ignore
  expect(reason([[1, 2], [3, 4]], matrix)).toBe('the result should be an NDArray of shape (2, 2), but is an array of 2'); // prettier-ignore
  expect(reason(matrix, tensorValue(matrix))).toBe('the result should be a float32 tensor of shape (2, 2), but is an NDArray of shape (2, 2)');
  expect(reason(Promise.resolve(1), 1)).toBe('the result should be a number, but is a Promise (is an `await` missing?)');
  expect(reason(Float64Array.of(1), [1])).toBe('the result should be an array of 1, but is a Float64Array, not an array');
  expect(reason([1, { a: [1, 'x'] }], [1, { a: [1, 'y'] }])).toBe('item 1 of the result.a[1] has another value');
  expect(reason({ shape: [1], dtype: 'float32', dataSync: () => { throw new Error('Tensor is disposed.'); } }, tensorValue(np.array([1])))).toBe('the result cannot be read: Tensor is disposed.'); // prettier-ignore
  expect(reason(np.array(true), 1)).toBe('the result should be a number, but is an NDArray of shape ()');
});

test('the tolerance is that of NumPy: atol + rtol * |expected|', () => {
  const ok = (actual: number, expected: number, t = {}): boolean => compare(actual, expected, t).ok;
  expect(ok(100.0009, 100)).toBe(true);
  expect(ok(100.0011, 100)).toBe(false);
  expect(ok(9e-9, 0)).toBe(true);
  expect(ok(2e-8, 0)).toBe(false);
  expect(ok(0.5, 0, { atol: 0.5 })).toBe(true);
  expect(ok(Infinity, -Infinity)).toBe(false);
  expect(ok(1, Infinity)).toBe(false);
});

test('values are described by type, shape and first items', () => {
  expect(describeValue(np.arange(12).reshape([3, 4]))).toBe('float64 array (3, 4) [0, 1, 2, 3, 4, 5, 6, 7, … 12 in all]');
  expect(describeValue(np.array([true, false]))).toBe('bool array (2) [true, false]');
  expect(describeValue(tensorValue(np.array([1, 2]), 'int32'))).toBe('int32 tensor (2) [1, 2]');
  expect(describeValue({ W1: np.array([1 / 3]), name: 'x' })).toBe('{ W1: float64 array (1) [0.3333333], name: "x" }');
  expect(describeValue({ b1: 2, extra: 3, W1: [{ y: 1, x: 2 }] }, { W1: [{ x: 0, y: 0 }], b1: 0, missing: 0 })).toBe('{ W1: [{ x: 2, y: 1 }], b1: 2, extra: 3 }');
  expect(describeValue({ b: 1, a: 2 }, 'not an object')).toBe('{ b: 1, a: 2 }');
  expect(describeValue('x'.repeat(1e6)).length).toBeLessThan(210);
  expect(describeValue(new Map())).toBe('Map {  }');
});
