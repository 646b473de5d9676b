import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import * as np from '../../../src/lib/np';
import { check, tensorValue } from '../../../src/lib/check';
import { patternOf } from '../../../src/lib/check/pattern';
import { alike, sketchOf, sketchOfError } from '../../../src/lib/check/sketch';
import { WRONG } from '../../../src/authoring/mutants/wrong';

const ROOT = path.resolve(__dirname, '../../..');

describe('sketches', () => {
  const sketch = (value: unknown) => sketchOf(value)!;
  test.each<[string, unknown, unknown, boolean]>([
    ['the same numbers', [1, np.array([2, 3])], [1, np.array([2, 3])], true],
    ['rounding', np.array([1, 2, 3]), np.array([1 + 1e-6, 2, 3]), true],
    ['another number', np.array([1, 2, 3]), np.array([1.001, 2, 3]), false],
    ['another order', np.array([1, 2]), np.array([2, 1]), false],
    ['another shape', np.array([[1, 2]]), np.array([1, 2]), false],
    ['an array is no tensor', np.array([1, 2]), tensorValue(np.array([1, 2])), false],
    ['NaN', np.array([NaN, 2]), np.array([NaN, 2]), true],
    ['NaN elsewhere', np.array([NaN, 2]), np.array([2, NaN]), false],
    ['names in any order', { a: 1, b: 'x' }, { b: 'x', a: 1 }, true],
    ['another text', { b: 'x' }, { b: 'y' }, false],
  ])('%s', (_, a, b, same) => expect(alike(sketch(a), sketch(b))).toBe(same));

  test('errors are known by their words', () => {
    expect(alike(sketchOfError(new Error('a')), sketchOfError(new Error('a')))).toBe(true);
    expect(alike(sketchOfError(new Error('a')), sketchOfError(new Error('b')))).toBe(false);
  });
});

describe('patterns', () => {
  test.each<[string, unknown, unknown, string | null]>([
    ['a factor', np.array([2, 4, 6]), np.array([1, 2, 3]), 'every number is 2 times what it should be'],
    ['the sign', np.array([-1, 2]), np.array([1, -2]), 'every number has the wrong sign'],
    ['transposed', np.zeros([2, 3]), np.zeros([3, 2]), 'the shape is that of the transposed matrix'],
    ['another order', np.array([4, 3, 2, 1]), np.array([1, 2, 3, 4]), 'the numbers are the right ones, in another order'],
    ['an offset', np.array([2, 3, 5, 9]), np.array([1, 2, 4, 8]), 'every number is off by 1'],
    ['a part', { dW1: np.array([1, 2]), dW2: np.array([3, 6]) }, { dW1: np.array([1, 2]), dW2: np.array([1, 2]) }, 'In dW2, every number is 3 times what it should be'],
    ['nothing to see', np.array([1, 5, 2]), np.array([4, 2, 9]), null],
    ['right', np.array([1, 2]), np.array([1, 2]), null],
    ['of other kinds', 'x', np.array([1]), null],
  ])('%s', (_, actual, expected, pattern) => expect(patternOf(actual, expected)).toBe(pattern));
});

describe('known mistakes', () => {
  let log: jest.SpyInstance;
  beforeEach(() => (log = jest.spyOn(console, 'log').mockImplementation(() => undefined)));
  afterEach(() => log.mockRestore());
  const said = (): string => log.mock.calls.join('\n');

  test('are recognized in code of one\'s own, by what it gives', () => {
    check('2.8', (rate: number, epoch: number, decay: number) => rate * (decay * epoch) ** -1);
    expect(said()).toContain('This is what comes out when the 1 is missing below the line');
  });

  test('are told apart from others', () => {
    check('2.9', (rate: number, epoch: number, decay: number, interval = 1000) => rate / (decay * (epoch / interval) + 1));
    expect(said()).toContain('This is what comes out when the rate falls in every epoch');
    expect(said()).not.toContain('rounded up');
  });

  test('are not seen in what is right, or wrong in a way of its own', () => {
    check('2.8', (rate: number, epoch: number, decay: number) => rate / (1 + decay * epoch));
    check('2.8', () => 17);
    expect(said()).not.toContain('This is what comes out');
  });

  test('hold no line of code, right or wrong', () => {
    const folder = path.join(ROOT, 'src/lib/check/mistakes');
    for (const { slug, from, to } of WRONG) {
      const text = fs.readFileSync(path.join(folder, `${slug}.json`), 'utf8');
      for (const code of [from, to]) if (code.length > 24) expect(text).not.toContain(code);
    }
  });

  test('of assignment 1 are recorded as the wrong solutions give them now', () => {
    const rows = WRONG.filter((w) => w.slug === '01-regularization').map(({ name, task, from, to, hint }) => ({ name: name.replace(/^wrong-\d\d-/, ''), task, from, to, hint }));
    const out = execFileSync(process.execPath, [path.join(ROOT, 'dist/authoring/mistakes/main.js'), '01-regularization'], { input: JSON.stringify(rows), encoding: 'utf8' });
    expect(JSON.parse(out)).toEqual(JSON.parse(fs.readFileSync(path.join(ROOT, 'src/lib/check/mistakes/01-regularization.json'), 'utf8')));
  });
});
