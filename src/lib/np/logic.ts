import { NDArray } from './ndarray';
import { asArray, type ArrayLike } from './creation';
import { dense } from './iterate';
import { broadcastArrays } from './manipulate';
import { sameShape } from './shape';

export interface CloseOptions {
  /** Relative tolerance, 1e-5. */
  rtol?: number;
  /** Absolute tolerance, 1e-8. */
  atol?: number;
  /** NaN equals NaN. */
  equalNan?: boolean;
}

/** Where |a - b| <= atol + rtol * |b|; equal infinities are close. */
export function isclose(a: ArrayLike, b: ArrayLike, options: CloseOptions = {}): NDArray {
  const { rtol = 1e-5, atol = 1e-8, equalNan = false } = options;
  const [x, y] = broadcastArrays(asArray('isclose', a), asArray('isclose', b));
  const [xs, ys] = [dense(x), dense(y)];
  const close = (p: number, q: number): boolean => p === q || (Number.isFinite(q) && Math.abs(p - q) <= atol + rtol * Math.abs(q)) || (equalNan && p !== p && q !== q);
  return new NDArray(Uint8Array.from({ length: x.size }, (_, i) => (close(xs[i], ys[i]) ? 1 : 0)), x.shape);
}

/** Whether all items are close. */
export function allclose(a: ArrayLike, b: ArrayLike, options: CloseOptions = {}): boolean {
  return isclose(a, b, options).all();
}

/** Whether shapes and all items are equal. */
export function arrayEqual(a: ArrayLike, b: ArrayLike): boolean {
  const [x, y] = [asArray('arrayEqual', a), asArray('arrayEqual', b)];
  return sameShape(x.shape, y.shape) && x.equal(y).all();
}

/** Items that are in both, sorted. */
export function intersect1d(a: ArrayLike, b: ArrayLike): NDArray {
  const other = new Set(dense(asArray('intersect1d', b)));
  const x = asArray('intersect1d', a);
  const common = Float64Array.from(new Set(Array.from(dense(x)).filter((v) => other.has(v)))).sort();
  return new NDArray(common, [common.length]).astype(x.dtype);
}

/** For each item of a, whether it is in b. */
export function isin(a: ArrayLike, b: ArrayLike): NDArray {
  const members = new Set(dense(asArray('isin', b)));
  const x = asArray('isin', a);
  return new NDArray(Uint8Array.from(dense(x), (v: number) => (members.has(v) ? 1 : 0)), x.shape);
}
