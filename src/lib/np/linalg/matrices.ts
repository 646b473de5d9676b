import type { Matrix } from 'ml-matrix';
import { asArray, type ArrayLike } from '../creation';
import { denseF64 } from '../iterate';
import { NDArray } from '../ndarray';
import { formatShape, sizeOf } from '../shape';
import { library } from './library';

/** What NumPy raises as numpy.linalg.LinAlgError: the numbers themselves make the result impossible. */
export class LinAlgError extends Error {
  override name = 'LinAlgError';
}

/** The argument as an array of one matrix, or of a stack of them (over all axes but the last two). */
export function matrices(fn: string, a: ArrayLike): NDArray {
  const array = asArray(fn, a);
  if (array.ndim >= 2) return array;
  throw new LinAlgError(
    `${fn}: expected an array of at least 2 axes, got ${array.ndim}-dimensional array of shape ${formatShape(array.shape)}`,
  );
}

/** Like matrices, where they have to be square. */
export function squareMatrices(fn: string, a: ArrayLike): NDArray {
  const array = matrices(fn, a);
  if (array.shape.at(-1) === array.shape.at(-2)) return array;
  throw new LinAlgError(`${fn}: last 2 dimensions of the array must be square, got shape ${formatShape(array.shape)}`);
}

/** Refuses NaN and infinities, on which the iterations below would not end. */
export function finite(fn: string, what: string, a: NDArray): NDArray {
  if (denseF64(a).every(Number.isFinite)) return a;
  throw new LinAlgError(
    `${fn}: ${what} did not converge: the array (shape ${formatShape(a.shape)}) holds NaN or infinity`,
  );
}

/** One matrix of a stack as the decompositions take it. Those want at least one row and column: see `nonEmpty`. */
export function toMatrix(items: Float64Array, start: number, rows: number, cols: number): Matrix {
  const matrix = new (library().Matrix)(rows, cols);
  for (let i = 0, at = start; i < rows; i++) for (let j = 0; j < cols; j++) matrix.set(i, j, items[at++]);
  return matrix;
}

/** Refuses matrices without rows or columns. */
export function nonEmpty(fn: string, a: NDArray): NDArray {
  if (a.shape.at(-1) !== 0 && a.shape.at(-2) !== 0) return a;
  throw new LinAlgError(`${fn}: expected matrices with rows and columns, got shape ${formatShape(a.shape)}`);
}

/** One result for each matrix: a matrix, a list of numbers, or a number. */
export type Result = Matrix | ArrayLikeNumbers | number;
type ArrayLikeNumbers = readonly number[] | Float64Array;

/**
 * Calls fn with each matrix of a stack and stacks what it returns: for `count` results, as many arrays, the stack's axes in front.
 */
export function overStack(a: NDArray, count: number, fn: (matrix: Matrix, index: number) => Result[]): NDArray[] {
  const [rows, cols] = a.shape.slice(-2);
  const stack = a.shape.slice(0, -2);
  const items = denseF64(a);
  const results: Result[][] = [];
  for (let i = 0; i < sizeOf(stack); i++) results.push(fn(toMatrix(items, i * rows * cols, rows, cols), i));
  return Array.from({ length: count }, (_, r) =>
    join(
      stack,
      results.map((row) => row[r]),
    ),
  );
}

function join(stack: readonly number[], results: Result[]): NDArray {
  const shape = results.length > 0 ? shapeOf(results[0]) : [];
  const step = sizeOf(shape);
  const data = new Float64Array(results.length * step);
  results.forEach((result, i) => data.set(itemsOf(result), i * step));
  return new NDArray(data, [...stack, ...shape]);
}

function shapeOf(result: Result): number[] {
  if (typeof result === 'number') return [];
  return result instanceof library().Matrix ? [result.rows, result.columns] : [result.length];
}

function itemsOf(result: Result): ArrayLikeNumbers {
  if (typeof result === 'number') return [result];
  return result instanceof library().Matrix ? result.to1DArray() : result;
}
