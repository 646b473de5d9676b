import { dense, isContiguous } from './iterate';
import { elementwiseF64, ELEMENTWISE_FROM, OPERATIONS, type GridOperand, type Operation } from './kernels';
import type { Data } from './dtype';
import { NDArray } from './ndarray';
import { sameShape, sizeOf, type Shape } from './shape';

/** The kernel's name for an operation, if it has it. */
export function kernelOperation(name: string): Operation | null {
  return Object.hasOwn(OPERATIONS, name) ? (name as Operation) : null;
}

/**
 * out = a op b by the WebAssembly kernel, for float64 and boolean operands that fill `shape`, or hold one item a row, one row for all, or one number;
 * `out` is dense. False where it does not apply, or would not be faster: nothing has been written then.
 */
export function fastBinary(op: Operation, a: NDArray | number, b: NDArray | number, shape: Shape, out: Data): boolean {
  if (out.length < ELEMENTWISE_FROM || out instanceof Int32Array) return false;
  const left = operand(a, shape),
    right = left && operand(b, shape);
  if (!left || !right) return false;
  const flat = isWhole(left) && isWhole(right);
  const n = flat ? out.length : shape[shape.length - 1];
  return elementwiseF64(op, left, right, out.length / n, n, out);
}

/** Not something that changes with the row: the grid can be read as one long row. */
const isWhole = (x: GridOperand): boolean => typeof x.data === 'number' || !(x.column || x.shared);

function operand(a: NDArray | number, shape: Shape): GridOperand | null {
  if (typeof a === 'number') return { data: a, column: false, shared: false };
  if (a.dtype === 'int32' || !isContiguous(a)) return null;
  if (a.size === 1) return { data: a.data[a.offset], column: false, shared: false };
  const data = dense(a) as Float64Array | Uint8Array;
  if (sameShape(a.shape, shape)) return { data, column: false, shared: false };
  const n = shape[shape.length - 1];
  if (a.size === n && a.shape[a.ndim - 1] === n) return { data, column: false, shared: true };
  const column = a.ndim === shape.length && a.shape[a.ndim - 1] === 1 && a.size * n === sizeOf(shape);
  return column ? { data, column: true, shared: false } : null;
}
