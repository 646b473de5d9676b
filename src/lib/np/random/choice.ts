import { interval } from './integers';
import type { Mt19937 } from './mt19937';
import { permutedIndices } from './shuffle';

/** How close to 1 the probabilities must add up: the square root of float64's precision, as in NumPy. */
const SUM_TOLERANCE = Math.sqrt(Number.EPSILON);

/** `count` indices below `population`: NumPy's choice, before the indices pick from an array. */
export function chooseIndices(
  bits: Mt19937,
  population: number,
  count: number,
  replace: boolean,
  p?: ArrayLike<number>,
): Int32Array {
  if (population === 0 && count > 0) throw new RangeError("choice: 'a' cannot be empty unless no samples are taken");
  if (p) checkProbabilities(p, population);
  if (replace)
    return p ? byProbability(bits, count, p) : Int32Array.from({ length: count }, () => interval(bits, population - 1));
  if (count > population) {
    throw new RangeError(
      `choice: cannot take a larger sample (${count}) than population (${population}) when replace is false`,
    );
  }
  return p ? withoutReplacement(bits, count, p) : permutedIndices(bits, population).slice(0, count);
}

function checkProbabilities(p: ArrayLike<number>, population: number): void {
  if (p.length !== population)
    throw new RangeError(`choice: 'a' and 'p' must have the same size, got ${population} and ${p.length}`);
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    if (Number.isNaN(p[i])) throw new RangeError('choice: probabilities contain NaN');
    if (p[i] < 0) throw new RangeError(`choice: probabilities are not non-negative, got ${p[i]}`);
    sum += p[i];
  }
  if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) throw new RangeError(`choice: probabilities do not sum to 1, got ${sum}`);
}

/** Running sums divided by the last one. */
function cumulative(p: ArrayLike<number>): Float64Array {
  const cdf = new Float64Array(p.length);
  for (let i = 0, sum = 0; i < p.length; i++) cdf[i] = sum += p[i];
  const total = cdf[cdf.length - 1];
  return cdf.map((x) => x / total);
}

/** How many items of `cdf` are <= x. */
function searchRight(cdf: Float64Array, x: number): number {
  let low = 0,
    high = cdf.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cdf[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byProbability(bits: Mt19937, count: number, p: ArrayLike<number>): Int32Array {
  const cdf = cumulative(p);
  return Int32Array.from({ length: count }, () => searchRight(cdf, bits.double()));
}

/** Draws as many as are missing, keeps the new ones in order, takes their probability away, and goes on. */
function withoutReplacement(bits: Mt19937, count: number, p: ArrayLike<number>): Int32Array {
  const left = Float64Array.from(p);
  const possible = left.reduce((n, x) => n + (x > 0 ? 1 : 0), 0);
  if (possible < count) throw new RangeError(`choice: fewer non-zero entries in p (${possible}) than size (${count})`);
  const found = new Set<number>();
  while (found.size < count) {
    for (const i of found) left[i] = 0;
    for (const i of byProbability(bits, count - found.size, left)) found.add(i);
  }
  return Int32Array.from(found);
}
