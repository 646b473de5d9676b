import { asArray, type ArrayLike } from '../creation';
import { denseF64 } from '../iterate';
import { NDArray } from '../ndarray';
import { formatShape } from '../shape';
import { svd, svdvals } from './decompositions';
import { LinAlgError, matrices } from './matrices';

/** Singular values up to `relative` times the largest count as 0. */
function cutoff(values: Float64Array, relative: number): number {
  return values.reduce((largest, s) => Math.max(largest, s), 0) * relative;
}

function oneMatrix(fn: string, a: ArrayLike): NDArray {
  const array = matrices(fn, a);
  if (array.ndim === 2) return array;
  throw new LinAlgError(`${fn}: expected one matrix, got shape ${formatShape(array.shape)}`);
}

/** V @ diag(1/S) @ U.T over the singular values above the cutoff: (n, m) for a (m, n). */
function pseudoInverse(a: NDArray, relative: number): { inverse: NDArray; values: Float64Array; rank: number } {
  const [u, s, vt] = svd(a, { fullMatrices: false });
  const values = denseF64(s),
    limit = cutoff(values, relative);
  const reciprocal = values.map((x) => (x > limit ? 1 / x : 0));
  const inverse = vt.T.multiply(new NDArray(reciprocal, [values.length])).matmul(u.T);
  return { inverse, values, rank: values.filter((x) => x > limit).length };
}

/** The Moore-Penrose pseudo-inverse (n, m) of a (m, n). Singular values up to rcond times the largest count as 0. */
export function pinv(a: ArrayLike, rcond = 1e-15): NDArray {
  const array = oneMatrix('pinv', a);
  if (array.size === 0) return new NDArray(new Float64Array(0), [array.shape[1], array.shape[0]]);
  return pseudoInverse(array, rcond).inverse;
}

/**
 * The x that makes |b - a @ x| smallest, and the shortest such x where several do: [x, residuals, rank, s]. a is (m, n), b (m) or (m, k). The residuals
 * are the squared lengths per column of b, or empty where the rank is below n or m <= n; s are the singular values of a.
 */
export function lstsq(
  a: ArrayLike,
  b: ArrayLike,
  rcond?: number | null,
): [x: NDArray, residuals: NDArray, rank: number, s: NDArray] {
  const left = oneMatrix('lstsq', a);
  const right = asArray('lstsq', b);
  const [m, n] = left.shape;
  if ((right.ndim !== 1 && right.ndim !== 2) || right.shape[0] !== m) {
    throw new LinAlgError(
      `lstsq: expected b with ${m} rows for a of shape ${formatShape(left.shape)}, got shape ${formatShape(right.shape)}`,
    );
  }
  const { inverse, values, rank } = pseudoInverse(left, rcond ?? Number.EPSILON * Math.max(m, n));
  const x = inverse.matmul(right);
  const off = left.matmul(x).subtract(right);
  const squares = off
    .multiply(off)
    .reshape([m, right.ndim === 1 ? 1 : right.shape[1]])
    .sum(0);
  const residuals = rank === n && m > n ? squares : new NDArray(new Float64Array(0), [0]);
  return [x, residuals, rank, new NDArray(values, [values.length])];
}

/** How many singular values are above `tol`, by default the largest times max(m, n) times float64's precision. A vector has rank 1, or 0 if it is all 0. */
export function matrixRank(a: ArrayLike, tol?: number): number {
  const array = asArray('matrixRank', a);
  if (array.ndim < 2) return denseF64(array).some((x) => x !== 0) ? 1 : 0;
  if (oneMatrix('matrixRank', array).size === 0) return 0;
  const values = denseF64(svdvals(array));
  const limit = tol ?? cutoff(values, Math.max(...array.shape) * Number.EPSILON);
  return values.filter((s) => s > limit).length;
}

/** The largest singular value over the smallest: how much a solution can magnify an error. Infinity for a singular matrix. */
export function cond(a: ArrayLike): number {
  const values = denseF64(svdvals(oneMatrix('cond', a)));
  return values[0] / values[values.length - 1];
}
