import { asArray, type ArrayLike } from '../creation';
import { denseF64 } from '../iterate';
import { NDArray } from '../ndarray';
import { formatShape, normalizeAxis, sizeOf } from '../shape';
import { svdvals } from './decompositions';

/** Which norm: see norm. */
export type Order = number | 'fro' | 'nuc' | null;

/** Options of norm, by NumPy's names. */
export interface NormOptions {
  ord?: Order;
  axis?: number | readonly [number, number] | null;
  keepdims?: boolean;
}

type VectorNorm = (x: Float64Array) => number;

/**
 * The length of a vector or the norm of a matrix. Without `ord` the root of the sum of squares over everything, or along `axis`. Vectors: any p, Infinity
 * and -Infinity for the largest and smallest size, 0 for the count of non-zero items. Matrices (2-d, or two axes): 'fro', 'nuc', 1, -1, 2, -2, +-Infinity.
 * A number, or an NDArray when there is an axis or keepdims.
 */
export function norm(x: ArrayLike, ord?: Order): number;
export function norm(x: ArrayLike, options: NormOptions & { axis?: null; keepdims?: false }): number;
export function norm(x: ArrayLike, options: NormOptions): NDArray;
export function norm(x: ArrayLike, ord: Order | undefined, axis: number | readonly [number, number]): NDArray;
export function norm(
  x: ArrayLike,
  options?: Order | NormOptions,
  along?: number | readonly [number, number],
): number | NDArray {
  const {
    ord = null,
    axis = along ?? null,
    keepdims = false,
  } = typeof options === 'object' && options !== null ? options : { ord: options };
  const array = asArray('norm', x);
  const axes = axesOf(array, ord, axis);
  const stack = axesLast(array, axes);
  const outer = stack.ndim - axes.length;
  const rows = stack.shape.slice(outer);
  const fn = axes.length === 2 && ord !== null ? matrixNorm(ord, rows[0], rows[1]) : vectorNorm(ord);
  const data = normEach(denseF64(stack), fn, sizeOf(rows), sizeOf(stack.shape.slice(0, outer)));
  const kept = keepdims
    ? array.shape.map((n, i) => (axes.includes(i) ? 1 : n))
    : array.shape.filter((_, i) => !axes.includes(i));
  return axis === null && !keepdims ? data[0] : new NDArray(data, kept);
}

/** The axes that make up one vector or matrix, from 0. */
function axesOf(array: NDArray, ord: Order, axis: number | readonly [number, number] | null): number[] {
  if (axis !== null) {
    const axes = (typeof axis === 'number' ? [axis] : [...axis]).map((i) => normalizeAxis('norm', i, array.ndim));
    if (axes.length > 2 || new Set(axes).size !== axes.length)
      throw new RangeError(`norm: expected one axis or two different ones, got [${axes.join(', ')}]`);
    return axes;
  }
  if (ord === null || array.ndim <= 2) return [...array.shape.keys()];
  throw new RangeError(
    `norm: expected a vector or a matrix (or an axis) with ord ${ord}, got shape ${formatShape(array.shape)}`,
  );
}

function axesLast(array: NDArray, axes: number[]): NDArray {
  const others = [...array.shape.keys()].filter((i) => !axes.includes(i));
  const order = [...others, ...axes];
  return order.every((v, i) => v === i) ? array : array.transpose(...order);
}

function normEach(items: Float64Array, fn: VectorNorm, length: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => fn(items.subarray(i * length, (i + 1) * length)));
}

const largest = (x: Float64Array): number => x.reduce((best, v) => (v > best || v !== v ? v : best), -Infinity);
const smallest = (x: Float64Array): number => x.reduce((best, v) => (v < best || v !== v ? v : best), Infinity);
const total = (x: Float64Array): number => x.reduce((sum, v) => sum + v, 0);
const euclidean: VectorNorm = (x) => Math.sqrt(x.reduce((sum, v) => sum + v * v, 0));

function vectorNorm(ord: Order): VectorNorm {
  if (ord === null || ord === 2) return euclidean;
  if (typeof ord !== 'number')
    throw new RangeError(`norm: expected a number as ord of a vector, got '${ord}' (for a matrix only)`);
  if (ord === Infinity) return (x) => largest(x.map(Math.abs));
  if (ord === -Infinity) return (x) => smallest(x.map(Math.abs));
  if (ord === 0) return (x) => x.reduce((count, v) => count + (v !== 0 ? 1 : 0), 0);
  if (ord === 1) return (x) => total(x.map(Math.abs));
  return (x) => total(x.map((v) => Math.abs(v) ** ord)) ** (1 / ord);
}

function matrixNorm(ord: Exclude<Order, null>, m: number, n: number): VectorNorm {
  const singular = (x: Float64Array): Float64Array => denseF64(svdvals(new NDArray(x, [m, n])));
  const sums = (x: Float64Array, length: number, at: (i: number) => number): Float64Array => {
    const out = new Float64Array(length);
    x.forEach((v, i) => (out[at(i)] += Math.abs(v)));
    return out;
  };
  const byColumn = (x: Float64Array): Float64Array => sums(x, n, (i) => i % n);
  const byRow = (x: Float64Array): Float64Array => sums(x, m, (i) => Math.floor(i / n));
  const norms: Record<string, VectorNorm> = {
    fro: euclidean,
    nuc: (x) => total(singular(x)),
    '1': (x) => largest(byColumn(x)),
    '-1': (x) => smallest(byColumn(x)),
    '2': (x) => singular(x)[0],
    '-2': (x) => singular(x)[Math.min(m, n) - 1],
    Infinity: (x) => largest(byRow(x)),
    '-Infinity': (x) => smallest(byRow(x)),
  };
  const known = Object.hasOwn(norms, String(ord));
  if (!known)
    throw new RangeError(`norm: expected ord of a matrix among ${Object.keys(norms).join(', ')}, got ${String(ord)}`);
  return norms[String(ord)];
}
