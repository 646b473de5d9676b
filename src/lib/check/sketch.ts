import { createHash } from 'node:crypto';
import { NDArray } from '../np';
import { errorName, messageOf } from './describe';
import { asTensorValue } from './values';

/**
 * A result in a few numbers: a digest of its form (kinds, shapes, names, texts) and three weighted sums of its numbers. Two results with the same sketch are the same
 * for all practical purposes, and nobody can tell the result from it. Unlike a hash it can be compared with a tolerance.
 */
export interface Sketch {
  form: string;
  /** The sums, then the length of all numbers as one vector; null when they are different at each run. */
  sums: number[] | null;
}

const WEIGHTS = 3;
/** Of the length: float32 results of another machine differ by less. */
const TOLERANCE = 3e-5;
const MAX_DEPTH = 12;

/** A number from -1 to 1 that depends on i and k only. */
function weight(i: number, k: number): number {
  let h = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(k + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 2 ** 31 - 1;
}

/** Takes numbers one by one. */
class Sums {
  readonly sums = new Array<number>(WEIGHTS).fill(0);
  private squares = 0;
  private count = 0;
  /** Places of what is no finite number. */
  odd = '';

  add(x: number): void {
    const i = this.count++;
    if (!Number.isFinite(x)) {
      if (this.odd.length < 200) this.odd += ` ${i}:${x}`;
      return;
    }
    this.squares += x * x;
    for (let k = 0; k < WEIGHTS; k++) this.sums[k] += weight(i, k) * x;
  }

  values = (): number[] => [...this.sums, Math.sqrt(this.squares)].map((x) => Number(x.toPrecision(8)));
}

function walk(value: unknown, sums: Sums, depth: number): string {
  if (depth > MAX_DEPTH) return '…';
  if (typeof value === 'number') return sums.add(value), 'n';
  if (value instanceof NDArray) {
    for (const x of value.flat()) sums.add(Number(x));
    return `a${value.dtype}(${value.shape.join()})`;
  }
  const tensor = asTensorValue(value);
  if (tensor) {
    for (const x of tensor.data) sums.add(Number(x));
    return `t${tensor.dtype}(${tensor.shape.join()})`;
  }
  if (Array.isArray(value)) return `[${value.map((v) => walk(v, sums, depth + 1)).join()}]`;
  if (typeof value !== 'object' || value === null) return `${typeof value} ${String(value)}`;
  return `{${Object.keys(value).sort().map((key) => `${key}:${walk((value as Record<string, unknown>)[key], sums, depth + 1)}`).join()}}`; // prettier-ignore
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64').slice(0, 10);

/** The sketch of a result; null for one that cannot be read. */
export function sketchOf(value: unknown): Sketch | null {
  try {
    const sums = new Sums();
    const form = walk(value, sums, 0);
    return { form: digest(form + sums.odd), sums: sums.values() };
  } catch {
    return null;
  }
}

/** The sketch of an error that a function threw. */
export const sketchOfError = (error: unknown): Sketch => ({ form: digest(`throws ${errorName(error)} ${messageOf(error)}`), sums: [0, 0, 0, 0] });

/** Whether two sketches are of the same result. */
export function alike(a: Sketch, b: Sketch): boolean {
  if (a.form !== b.form) return false;
  if (a.sums === null || b.sums === null) return true;
  const limit = TOLERANCE * Math.max(a.sums[WEIGHTS], b.sums[WEIGHTS]) + 1e-12;
  return a.sums.every((x, k) => Math.abs(x - b.sums![k]) <= limit);
}
