import { dense } from '../iterate';
import { NDArray } from '../ndarray';
import { describe } from './draw';

/** An array to pick from: NDArrays as they are, plain arrays of numbers as NDArrays (int32 where all fit), other arrays as they are. */
export function pickable(fn: string, x: unknown): NDArray | readonly unknown[] {
  if (x instanceof NDArray) {
    if (x.shape.length === 0)
      throw new TypeError(`${fn}: expected a number or an array with at least one axis, got shape ()`);
    return x;
  }
  if (!Array.isArray(x)) throw new TypeError(`${fn}: expected a number, an NDArray or an array, got ${describe(x)}`);
  if (x.length === 0 || !x.every((item) => typeof item === 'number')) return x;
  const whole = x.every((item) => Object.is(item | 0, item));
  return whole
    ? new NDArray(Int32Array.from(x), [x.length], undefined, 0, 'int32')
    : new NDArray(Float64Array.from(x), [x.length], undefined, 0, 'float64');
}

/** Probabilities as a list of numbers. */
export function probabilities(p: unknown): ArrayLike<number> {
  if (p instanceof NDArray) {
    if (p.shape.length !== 1)
      throw new TypeError(`choice: 'p' must be 1-dimensional, got shape (${p.shape.join(',')}): p.ravel() makes it so`);
    return dense(p);
  }
  if (Array.isArray(p) || p instanceof Float64Array) return p;
  throw new TypeError(`choice: expected p as an NDArray or an array, got ${describe(p)}`);
}

/** The chosen items: numbers as an NDArray of `shape`, anything else as arrays nested to it; one item where shape is null. */
export function nest(
  from: number | NDArray | readonly unknown[],
  indices: Int32Array,
  shape: readonly number[] | null,
): unknown {
  if (typeof from === 'number') return shape ? new NDArray(indices, [...shape], undefined, 0, 'int32') : indices[0];
  if (!(from instanceof NDArray)) {
    const items = Array.from(indices, (i) => from[i]);
    return shape ? fold(items, shape) : items[0];
  }
  const source = dense(from);
  const data = new (source.constructor as new (n: number) => NDArray['data'])(indices.length);
  for (let i = 0; i < indices.length; i++) data[i] = source[indices[i]];
  if (shape) return new NDArray(data, [...shape], undefined, 0, from.dtype);
  return from.dtype === 'bool' ? data[0] !== 0 : data[0];
}

/** A flat list as arrays nested to `shape`. */
function fold(items: unknown[], shape: readonly number[]): unknown {
  if (shape.length === 0) return items[0];
  const [n, ...inner] = shape;
  const length = inner.reduce((product, k) => product * k, 1);
  return Array.from({ length: n }, (_, i) => fold(items.slice(i * length, (i + 1) * length), inner));
}
