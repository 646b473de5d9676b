import { NDArray } from '../np';
import { numberText } from './describe';
import { asTensorValue } from './values';

interface Numbers {
  shape: readonly number[];
  items: number[];
}

function numbersOf(value: unknown): Numbers | null {
  if (typeof value === 'number') return { shape: [], items: [value] };
  if (value instanceof NDArray) return value.dtype === 'bool' ? null : { shape: value.shape, items: [...value.flat()].map(Number) };
  const tensor = asTensorValue(value);
  return tensor && tensor.dtype !== 'bool' ? { shape: tensor.shape, items: Array.from(tensor.data, Number) } : null;
}

const near = (a: number, b: number, scale: number): boolean => Math.abs(a - b) <= 1e-5 * scale;

/** The number k for which a = k b, item by item; null if there is none. */
function ratio(a: readonly number[], b: readonly number[]): number | null {
  const at = b.reduce((best, x, i) => (Math.abs(x) > Math.abs(b[best]) ? i : best), 0);
  const k = a[at] / b[at];
  const scale = Math.max(...b.map(Math.abs)) * Math.max(1, Math.abs(k));
  return Number.isFinite(k) && k !== 0 && a.every((x, i) => near(x, k * b[i], scale)) ? k : null;
}

/**
 * How wrong numbers as a whole relate to the right ones, in words: a factor, the sign, another order, a transposed matrix. Null when nothing is noticed. Results in
 * lists and objects are looked at part by part, and the first part that says something is told.
 */
export function patternOf(actual: unknown, expected: unknown): string | null {
  const [a, b] = [numbersOf(actual), numbersOf(expected)];
  if (a && b) return patternOfNumbers(a, b);
  if (a || b || typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null) return null;
  for (const key of Object.keys(expected)) {
    const found = patternOf((actual as Record<string, unknown>)[key], (expected as Record<string, unknown>)[key]);
    if (found) return `${Array.isArray(expected) ? `In item ${key}` : `In ${key}`}, ${found}`;
  }
  return null;
}

function patternOfNumbers({ shape, items: a }: Numbers, { shape: wanted, items: b }: Numbers): string | null {
  if (a.length !== b.length || ![...a, ...b].every(Number.isFinite)) return null;
  if (shape.join() !== wanted.join()) return shape.length === 2 && wanted.length === 2 && shape[0] === wanted[1] && shape[1] === wanted[0] ? 'the shape is that of the transposed matrix' : null;
  const scale = Math.max(1e-12, ...b.map(Math.abs));
  if (a.every((x, i) => near(x, b[i], scale))) return null; // right, or nearly
  const k = ratio(a, b);
  if (k === -1) return 'every number has the wrong sign';
  if (k !== null && a.length > 1) return `every number is ${numberText(Number(k.toPrecision(5)))} times what it should be`;
  if (a.length < 4) return null;
  const [sortedA, sortedB] = [[...a].sort((x, y) => x - y), [...b].sort((x, y) => x - y)];
  if (sortedA.every((x, i) => near(x, sortedB[i], scale))) return 'the numbers are the right ones, in another order';
  const offset = a[0] - b[0];
  return a.every((x, i) => near(x - b[i], offset, scale)) ? `every number is off by ${numberText(Number(offset.toPrecision(5)))}` : null;
}
