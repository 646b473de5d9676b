import type { LuDecomposition, Matrix } from 'ml-matrix';
import { asArray, type ArrayLike } from '../creation';
import { denseF64 } from '../iterate';
import type { NDArray } from '../ndarray';
import { formatShape, sameShape } from '../shape';
import { LinAlgError, matrices, overStack, squareMatrices, toMatrix } from './matrices';
import { library } from './library';

/** LU factors of a square matrix; Singular matrix where a pivot is exactly 0, as LAPACK decides it. */
function factor(fn: string, matrix: Matrix): LuDecomposition {
  const lu = new (library().LuDecomposition)(matrix);
  if (lu.isSingular())
    throw new LinAlgError(
      `${fn}: Singular matrix (shape (${matrix.rows},${matrix.columns})): no inverse exists; np.linalg.pinv and lstsq work without one`,
    );
  return lu;
}

/** The inverse of a square matrix, or of each matrix of a stack: (..., n, n). Throws LinAlgError for a singular one. */
export function inv(a: ArrayLike): NDArray {
  const array = squareMatrices('inv', a);
  if (array.size === 0) return array.copy().astype('float64');
  return overStack(array, 1, (matrix) => [factor('inv', matrix).solve(library().Matrix.eye(matrix.rows))])[0];
}

/**
 * x of a @ x = b, for a (..., n, n) and b (n), (n, k) or a stack (..., n, k) of the same length. Throws LinAlgError for a singular matrix.
 */
export function solve(a: ArrayLike, b: ArrayLike): NDArray {
  const left = squareMatrices('solve', a);
  const right = asArray('solve', b);
  const n = left.shape[left.ndim - 1];
  const stack = left.shape.slice(0, -2);
  const vector = right.ndim === 1;
  const shared = right.ndim <= 2;
  const rows = vector ? right.shape[0] : right.shape.at(-2);
  if (right.ndim === 0 || rows !== n || (!shared && !sameShape(right.shape.slice(0, -2), stack))) {
    throw new RangeError(
      `solve: expected b with ${n} rows for a of shape ${formatShape(left.shape)}, got shape ${formatShape(right.shape)}`,
    );
  }
  const k = vector ? 1 : right.shape[right.ndim - 1];
  const x = left.size === 0 || k === 0 ? right.astype('float64') : solveStack(left, right, n, k, shared);
  return vector ? x.reshape([...stack, n]) : x;
}

function solveStack(left: NDArray, right: NDArray, n: number, k: number, shared: boolean): NDArray {
  const items = denseF64(right);
  return overStack(left, 1, (matrix, i) => [
    factor('solve', matrix).solve(toMatrix(items, shared ? 0 : i * n * k, n, k)),
  ])[0];
}

/** The determinant of a square matrix as a number, or of each matrix of a stack as an array. */
export function det(a: ArrayLike): number | NDArray {
  const array = squareMatrices('det', a);
  const [result] = overStack(array, 1, (matrix) => [
    matrix.rows === 0 ? 1 : new (library().LuDecomposition)(matrix).determinant,
  ]);
  return array.ndim === 2 ? result.item() : result;
}

/** [sign, ln |det a|] of one square matrix: for determinants past the range of float64. */
export function slogdet(a: ArrayLike): [sign: number, logabsdet: number] {
  const array = squareMatrices('slogdet', a);
  if (array.ndim !== 2) throw new LinAlgError(`slogdet: expected one matrix, got shape ${formatShape(array.shape)}`);
  if (array.size === 0) return [1, 0];
  const lu = new (library().LuDecomposition)(toMatrix(denseF64(array), 0, array.shape[0], array.shape[1]));
  const upper = lu.upperTriangularMatrix.diagonal();
  if (upper.includes(0)) return [0, -Infinity];
  const swaps = permutationSign(lu.pivotPermutationVector);
  return [
    upper.reduce((sign, x) => sign * Math.sign(x), swaps),
    upper.reduce((sum, x) => sum + Math.log(Math.abs(x)), 0),
  ];
}

function permutationSign(order: readonly number[]): number {
  const seen = new Set<number>();
  let sign = 1;
  for (const start of order) {
    for (let i = start, length = 0; !seen.has(i); i = order[i], length++) {
      seen.add(i);
      if (length > 0) sign = -sign;
    }
  }
  return sign;
}

/** The lower triangle L of a = L @ L.T, for a symmetric positive definite, or of each matrix of a stack. Only a's lower triangle is read. */
export function cholesky(a: ArrayLike): NDArray {
  const array = squareMatrices('cholesky', a);
  if (array.size === 0) return array.astype('float64');
  return overStack(array, 1, (matrix) => {
    const decomposition = new (library().CholeskyDecomposition)(mirrorLower(matrix));
    if (!decomposition.isPositiveDefinite())
      throw new LinAlgError(
        `cholesky: Matrix is not positive definite (shape ${formatShape(matrices('cholesky', a).shape)})`,
      );
    return [decomposition.lowerTriangularMatrix];
  })[0];
}

/** The symmetric matrix with this lower triangle. */
export function mirrorLower(matrix: Matrix): Matrix {
  for (let i = 0; i < matrix.rows; i++) for (let j = 0; j < i; j++) matrix.set(j, i, matrix.get(i, j));
  return matrix;
}

/** a multiplied by itself, n times; n = 0 gives the identity, a negative n powers of the inverse. */
export function matrixPower(a: ArrayLike, n: number): NDArray {
  const array = squareMatrices('matrixPower', a);
  if (!Number.isInteger(n)) throw new TypeError(`matrixPower: expected a whole number as exponent, got ${n}`);
  let base = n < 0 ? inv(array) : array;
  let result = overStack(array, 1, (matrix) => [library().Matrix.eye(matrix.rows)])[0];
  for (let left = Math.abs(n); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = result.matmul(base);
    if (left > 1) base = base.matmul(base);
  }
  return result;
}
