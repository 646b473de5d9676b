import type { Matrix } from 'ml-matrix';
import type { ArrayLike } from '../creation';
import type { NDArray } from '../ndarray';
import { formatShape } from '../shape';
import { finite, LinAlgError, matrices, nonEmpty, overStack, squareMatrices } from './matrices';
import { mirrorLower } from './solve';
import { library } from './library';

/** Options of svd. */
export interface SvdOptions {
  /** U (m, m) and Vt (n, n), or, when false, only their first min(m, n) columns and rows. */
  fullMatrices?: boolean;
}

/**
 * Singular values: a = U @ diag(S) @ Vt, S descending, for a (..., m, n). The signs of U's columns, with those of Vt's rows, are free, and so are
 * vectors of equal singular values: NumPy's can differ there.
 */
export function svd(a: ArrayLike, options: SvdOptions = {}): [U: NDArray, S: NDArray, Vt: NDArray] {
  const array = finite('svd', 'SVD', nonEmpty('svd', matrices('svd', a)));
  const full = options.fullMatrices ?? true;
  return overStack(array, 3, (matrix) => {
    const { left, values, right } = factor(matrix);
    return full ? [complete(left), values, complete(right).transpose()] : [left, values, right.transpose()];
  }) as [NDArray, NDArray, NDArray];
}

/** Singular values alone, descending: (..., min(m, n)). */
export function svdvals(a: ArrayLike): NDArray {
  return overStack(finite('svd', 'SVD', nonEmpty('svd', matrices('svd', a))), 1, (matrix) => [
    factor(matrix).values,
  ])[0];
}

function factor(matrix: Matrix): { left: Matrix; values: number[]; right: Matrix } {
  const count = Math.min(matrix.rows, matrix.columns);
  const result = new (library().SingularValueDecomposition)(matrix, { autoTranspose: true });
  const firstColumns = (m: Matrix): Matrix => m.subMatrix(0, m.rows - 1, 0, count - 1);
  return {
    left: firstColumns(result.leftSingularVectors),
    values: result.diagonal.slice(0, count),
    right: firstColumns(result.rightSingularVectors),
  };
}

/** The columns, and as many more, orthonormal to them, as make a square matrix. */
function complete(columns: Matrix): Matrix {
  const n = columns.rows;
  const basis = columns.transpose().to2DArray();
  for (let axis = 0; basis.length < n; axis++) {
    const unit = new Array<number>(n).fill(0);
    unit[axis] = 1;
    // Twice is enough (W. Kahan): the second pass takes away what rounding left of the first.
    const rest = orthogonalTo(basis, orthogonalTo(basis, unit));
    const length = Math.hypot(...rest);
    // Among the unit vectors left there is always one that far outside the basis: their squared distances add up to the missing dimensions.
    if (length * length >= 0.5 / n)
      basis.push(
        orthogonalTo(
          basis,
          rest.map((x) => x / length),
        ),
      );
  }
  return new (library().Matrix)(basis).transpose();
}

function orthogonalTo(basis: number[][], vector: number[]): number[] {
  const rest = [...vector];
  for (const b of basis) {
    const along = b.reduce((sum, x, i) => sum + x * rest[i], 0);
    b.forEach((x, i) => (rest[i] -= along * x));
  }
  return rest;
}

/**
 * Eigenvalues, ascending, and eigenvectors, as columns, of a symmetric matrix or of each of a stack: (..., n, n). Only the lower triangle is read.
 * The sign of each vector is free.
 */
export function eigh(a: ArrayLike): [w: NDArray, v: NDArray] {
  const array = finite('eigh', 'Eigenvalues', nonEmpty('eigh', squareMatrices('eigh', a)));
  return overStack(array, 2, (matrix) => {
    const result = new (library().EigenvalueDecomposition)(mirrorLower(matrix), { assumeSymmetric: true });
    return [result.realEigenvalues, result.eigenvectorMatrix];
  }) as [NDArray, NDArray];
}

/** The eigenvalues of eigh alone. */
export function eigvalsh(a: ArrayLike): NDArray {
  return eigh(a)[0];
}

/**
 * a = Q @ R with orthonormal columns in Q (m, k) and R (k, n) upper triangular, k = min(m, n), for one matrix. The signs of R's rows, with those of
 * Q's columns, are free.
 */
export function qr(a: ArrayLike): [Q: NDArray, R: NDArray] {
  const array = nonEmpty('qr', matrices('qr', a));
  if (array.ndim !== 2) throw new LinAlgError(`qr: expected one matrix, got shape ${formatShape(array.shape)}`);
  return overStack(array, 2, (matrix) => {
    const { rows, columns } = matrix;
    if (rows >= columns) {
      const result = new (library().QrDecomposition)(matrix);
      return [result.orthogonalMatrix, result.upperTriangularMatrix];
    }
    // A wide matrix: the square part on the left has the same Q, and R = Q.T @ a.
    const q = new (library().QrDecomposition)(matrix.subMatrix(0, rows - 1, 0, rows - 1)).orthogonalMatrix;
    const r = q.transpose().mmul(matrix);
    for (let i = 1; i < rows; i++) for (let j = 0; j < i; j++) r.set(i, j, 0);
    return [q, r];
  }) as [NDArray, NDArray];
}
