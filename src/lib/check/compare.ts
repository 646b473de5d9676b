import { NDArray } from '../np';
import { describe, kindOf, messageOf, numberText, shapeText } from './describe';
import type { Tolerance } from './types';
import { asTensorValue, type TensorValue } from './values';

export type Comparison =
  | { ok: true }
  | {
      ok: false;
      /** What is wrong, as a sentence without its full stop. */
      reason: string;
      /** Where: 'the result', 'item 2 of the result', 'dW1'. */
      path: string;
      expectedText: string;
      actualText: string;
    };

const OK: Comparison = { ok: true };
const MAX_DEPTH = 16;
const MAX_NAMED = 5;

type Limits = Required<Tolerance>;

/**
 * Compares a result with the right one: kinds first (a tensor is no NDArray), then structure and shapes, then every number as
 * `!(|actual - expected| <= atol + rtol * |expected|)`, so that NaN never passes. Equal infinities are equal. Never throws, whatever the
 * result is; the work is bounded by the size of what is expected.
 */
export function compare(actual: unknown, expected: unknown, { rtol = 1e-5, atol = 1e-8 }: Tolerance = {}): Comparison {
  try {
    return compareAt(actual, expected, { rtol, atol }, 'the result', 0);
  } catch (error) {
    return { ok: false, path: 'the result', reason: `the result cannot be read: ${messageOf(error)}`, expectedText: describe(expected), actualText: 'unreadable' };
  }
}

function differ(path: string, reason: string, actual: unknown, expected: unknown): Comparison {
  return { ok: false, path, reason: `${path} ${reason}`, expectedText: describe(expected), actualText: describe(actual, expected) };
}

function wrongKind(path: string, actual: unknown, expected: unknown): Comparison {
  return differ(path, `should be ${kindOf(expected)}, but is ${kindOf(actual)}`, actual, expected);
}

function compareAt(actual: unknown, expected: unknown, t: Limits, path: string, depth: number): Comparison {
  if (depth > MAX_DEPTH) return { ok: false, path, reason: `${path} is nested too deeply`, expectedText: '…', actualText: '…' };
  if (expected instanceof NDArray) return compareArrays(actual, expected, t, path);
  const tensor = asTensorValue(expected);
  if (tensor) return compareTensors(actual, tensor, t, path);
  if (typeof expected === 'number') return compareNumbers(actual, expected, t, path);
  if (Array.isArray(expected)) return compareLists(actual, expected, t, path, depth);
  if (typeof expected === 'object' && expected !== null) return compareObjects(actual, expected as Record<string, unknown>, t, path, depth);
  if (typeof actual !== typeof expected || (actual === null) !== (expected === null)) return wrongKind(path, actual, expected);
  return Object.is(actual, expected) ? OK : differ(path, 'has another value', actual, expected);
}

const close = (x: number, y: number, t: Limits): boolean => x === y || (Number.isFinite(y) && Math.abs(x - y) <= t.atol + t.rtol * Math.abs(y));

function compareNumbers(actual: unknown, expected: number, t: Limits, path: string): Comparison {
  if (actual instanceof NDArray && actual.ndim === 0 && actual.dtype !== 'bool') return compareNumbers(actual.item(), expected, t, path);
  if (typeof actual !== 'number') return differ(path, `should be a number, but is ${kindOf(actual)}`, actual, expected);
  if (close(actual, expected, t)) return OK;
  return differ(path, Number.isNaN(actual) ? 'is NaN' : 'has another value', actual, expected);
}

const sameShape = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((n, i) => n === b[i]);

/** What is wrong with the items, and where first; null when nothing is. */
function compareItems(actual: ArrayLike<number>, expected: ArrayLike<number>, shape: readonly number[], t: Limits): string | null {
  let [wrong, nan, first] = [0, 0, -1];
  for (let i = 0; i < expected.length; i++) {
    if (close(actual[i], expected[i], t)) continue;
    if (first < 0) first = i;
    wrong++;
    if (Number.isNaN(actual[i])) nan++;
  }
  if (wrong === 0) return null;
  const where = expected.length > 1 ? `; the first, at [${indexAt(first, shape).join(', ')}], is ${numberText(actual[first])} instead of ${numberText(expected[first])}` : '';
  return `has ${wrong} of ${expected.length} values wrong${nan > 0 ? `, ${nan} of them NaN` : ''}${where}`;
}

function indexAt(position: number, shape: readonly number[]): number[] {
  return shape.map((n, axis) => Math.floor(position / shape.slice(axis + 1).reduce((p, k) => p * k, 1)) % n);
}

function compareArrays(actual: unknown, expected: NDArray, t: Limits, path: string): Comparison {
  if (expected.ndim === 0 && expected.dtype !== 'bool' && typeof actual === 'number') return compareNumbers(actual, expected.item(), t, path);
  if (!(actual instanceof NDArray)) return wrongKind(path, actual, expected);
  if (!sameShape(actual.shape, expected.shape)) return differ(path, `should have shape ${shapeText(expected.shape)}, but has ${shapeText(actual.shape)}`, actual, expected);
  if ((actual.dtype === 'bool') !== (expected.dtype === 'bool')) return differ(path, `should hold ${expected.dtype} items, but holds ${actual.dtype}`, actual, expected);
  const wrong = compareItems(actual.copy().data, expected.copy().data, expected.shape, t);
  return wrong ? differ(path, wrong, actual, expected) : OK;
}

function compareTensors(actual: unknown, expected: TensorValue, t: Limits, path: string): Comparison {
  const found = asTensorValue(actual);
  if (!found) return wrongKind(path, actual, expected);
  if (!sameShape(found.shape, expected.shape)) return differ(path, `should have shape ${shapeText(expected.shape)}, but has ${shapeText(found.shape)}`, actual, expected);
  if (found.dtype !== expected.dtype) return differ(path, `should be of type ${expected.dtype}, but is ${found.dtype}`, actual, expected);
  const wrong = compareItems(found.data, expected.data, expected.shape, t);
  return wrong ? differ(path, wrong, actual, expected) : OK;
}

function compareLists(actual: unknown, expected: unknown[], t: Limits, path: string, depth: number): Comparison {
  if (!Array.isArray(actual)) return differ(path, `should be an array of ${expected.length}, but is ${kindOf(actual)}`, actual, expected);
  if (actual.length !== expected.length) return differ(path, `should have ${expected.length} items, but has ${actual.length}`, actual, expected);
  for (let i = 0; i < expected.length; i++) {
    const found = compareAt(actual[i], expected[i], t, depth === 0 ? `item ${i} of the result` : `${path}[${i}]`, depth + 1);
    if (!found.ok) return found;
  }
  return OK;
}

function compareObjects(actual: unknown, expected: Record<string, unknown>, t: Limits, path: string, depth: number): Comparison {
  const names = Object.keys(expected);
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual) || ArrayBuffer.isView(actual) || actual instanceof NDArray || asTensorValue(actual))
    return differ(path, `should be an object with ${names.slice(0, 12).join(', ')}, but is ${kindOf(actual)}`, actual, expected);
  const missing = names.filter((name) => !Object.hasOwn(actual, name));
  if (missing.length > 0) return differ(path, `lacks ${listed(missing)}`, actual, expected);
  const extra = Object.keys(actual).filter((name) => !Object.hasOwn(expected, name));
  if (extra.length > 0) return differ(path, `has ${listed(extra)}, which should not be there`, actual, expected);
  for (const name of names) {
    const found = compareAt((actual as Record<string, unknown>)[name], expected[name], t, depth === 0 ? name : `${path}.${name}`, depth + 1);
    if (!found.ok) return found;
  }
  return OK;
}

const listed = (names: string[]): string => `${names.slice(0, MAX_NAMED).map((n) => n.slice(0, 60)).join(', ')}${names.length > MAX_NAMED ? `, … (${names.length})` : ''}`; // prettier-ignore
