import { NDArray } from '../np';
import { describe, kindOf } from './describe';
import type { Tolerance } from './types';
import { asTensorValue, type TensorValue } from './values';

export type Comparison = { ok: true } | { ok: false; reason: string; path: string; expectedText: string; actualText: string };

const OK: Comparison = { ok: true };
const MAX_DEPTH = 16;

/**
 * Compares a result with the right one: kinds first (a tensor is no NDArray), then structure and shapes, then every number as
 * `!(|actual - expected| <= atol + rtol * |expected|)`, so that NaN never passes. Equal infinities are equal.
 */
export function compare(actual: unknown, expected: unknown, tolerance: Tolerance = {}): Comparison {
  const { rtol = 1e-5, atol = 1e-8 } = tolerance;
  return compareAt(actual, expected, { rtol, atol }, 'the result', 0);
}

function differ(path: string, reason: string, actual: unknown, expected: unknown): Comparison {
  return { ok: false, path, reason: `${path} ${reason}`, expectedText: describe(expected), actualText: describe(actual) };
}

function compareAt(actual: unknown, expected: unknown, t: Required<Tolerance>, path: string, depth: number): Comparison {
  if (depth > MAX_DEPTH) return differ(path, 'is nested too deeply', '…', '…');
  if (expected instanceof NDArray) return compareArrays(actual, expected, t, path);
  const tensor = asTensorValue(expected);
  if (tensor) return compareTensors(actual, tensor, t, path);
  if (typeof expected === 'number') return compareNumbers(actual, expected, t, path);
  if (Array.isArray(expected)) return compareLists(actual, expected, t, path, depth);
  if (typeof expected === 'object' && expected !== null) return compareObjects(actual, expected as Record<string, unknown>, t, path, depth);
  if (typeof actual !== typeof expected || (actual === null) !== (expected === null)) return differ(path, `should be ${kindOf(expected)}, but is ${kindOf(actual)}`, actual, expected);
  return Object.is(actual, expected) ? OK : differ(path, 'differs', actual, expected);
}

const close = (x: number, y: number, t: Required<Tolerance>): boolean => x === y || (Number.isFinite(y) && Math.abs(x - y) <= t.atol + t.rtol * Math.abs(y));

function compareNumbers(actual: unknown, expected: number, t: Required<Tolerance>, path: string): Comparison {
  if (actual instanceof NDArray && actual.ndim === 0) return compareNumbers(actual.item(), expected, t, path);
  if (typeof actual !== 'number') return differ(path, `should be a number, but is ${kindOf(actual)}`, actual, expected);
  if (close(actual, expected, t)) return OK;
  return differ(path, Number.isNaN(actual) ? 'is NaN' : 'has another value', actual, expected);
}

const sameShape = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((n, i) => n === b[i]);

function compareItems(actual: ArrayLike<number>, expected: ArrayLike<number>, t: Required<Tolerance>): string | null {
  let wrong = 0;
  let nan = 0;
  for (let i = 0; i < expected.length; i++) {
    if (close(actual[i], expected[i], t)) continue;
    wrong++;
    if (Number.isNaN(actual[i])) nan++;
  }
  if (wrong === 0) return null;
  return `has ${wrong} of ${expected.length} values wrong${nan > 0 ? `, ${nan} of them NaN` : ''}`;
}

function compareArrays(actual: unknown, expected: NDArray, t: Required<Tolerance>, path: string): Comparison {
  if (expected.ndim === 0 && typeof actual === 'number') return compareNumbers(actual, expected.item(), t, path);
  if (!(actual instanceof NDArray)) return differ(path, `should be ${kindOf(expected)}, but is ${kindOf(actual)}`, actual, expected);
  if (!sameShape(actual.shape, expected.shape)) return differ(path, `should have shape (${expected.shape.join(', ')}), but has (${actual.shape.join(', ')})`, actual, expected);
  if ((actual.dtype === 'bool') !== (expected.dtype === 'bool')) return differ(path, `should hold ${expected.dtype} items, but holds ${actual.dtype}`, actual, expected);
  const wrong = compareItems(Array.from(actual.flat()), Array.from(expected.flat()), t);
  return wrong ? differ(path, wrong, actual, expected) : OK;
}

function compareTensors(actual: unknown, expected: TensorValue, t: Required<Tolerance>, path: string): Comparison {
  const found = asTensorValue(actual);
  if (!found) return differ(path, `should be ${kindOf(expected)}, but is ${kindOf(actual)}`, actual, expected);
  if (!sameShape(found.shape, expected.shape)) return differ(path, `should have shape (${expected.shape.join(', ')}), but has (${found.shape.join(', ')})`, actual, expected);
  if (found.dtype !== expected.dtype) return differ(path, `should be of type ${expected.dtype}, but is ${found.dtype}`, actual, expected);
  const wrong = compareItems(found.data, expected.data, t);
  return wrong ? differ(path, wrong, actual, expected) : OK;
}

function compareLists(actual: unknown, expected: unknown[], t: Required<Tolerance>, path: string, depth: number): Comparison {
  if (!Array.isArray(actual)) return differ(path, `should be an array of ${expected.length}, but is ${kindOf(actual)}`, actual, expected);
  if (actual.length !== expected.length) return differ(path, `should have ${expected.length} items, but has ${actual.length}`, actual, expected);
  for (let i = 0; i < expected.length; i++) {
    const found = compareAt(actual[i], expected[i], t, depth === 0 ? `item ${i} of the result` : `${path}[${i}]`, depth + 1);
    if (!found.ok) return found;
  }
  return OK;
}

function compareObjects(actual: unknown, expected: Record<string, unknown>, t: Required<Tolerance>, path: string, depth: number): Comparison {
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual) || actual instanceof NDArray || asTensorValue(actual))
    return differ(path, `should be an object with ${Object.keys(expected).join(', ')}, but is ${kindOf(actual)}`, actual, expected);
  const names = Object.keys(actual);
  const missing = Object.keys(expected).filter((name) => !names.includes(name));
  if (missing.length > 0) return differ(path, `lacks ${missing.join(', ')}`, actual, expected);
  const extra = names.filter((name) => !Object.hasOwn(expected, name));
  if (extra.length > 0) return differ(path, `has ${extra.slice(0, 5).join(', ')}, which should not be there`, actual, expected);
  for (const [name, value] of Object.entries(expected)) {
    const found = compareAt((actual as Record<string, unknown>)[name], value, t, depth === 0 ? name : `${path}.${name}`, depth + 1);
    if (!found.ok) return found;
  }
  return OK;
}
