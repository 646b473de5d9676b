import { NDArray } from './ndarray';
import { asArray, type ArrayLike } from './creation';
import { dtypeOf, emptyData, promote, type Data, type DType } from './dtype';
import { dense, eachRowOf, isContiguous, isRowMajor, joinAxes, overlap } from './iterate';
import { fastBinary, kernelOperation } from './fastBinary';
import { emptyF64, expF64, logF64 } from './kernels';
import { compileLoops, compileUnary, type Loops } from './loops';
import { broadcastShapes, broadcastStrides, formatShape, sameShape, sizeOf, stridesOf } from './shape';

/** What the result's items are: of the promoted type (booleans count as int32), always float64, or booleans. */
type Result = 'promoted' | 'float64' | 'bool';

const INDEX: Record<DType, number> = { float64: 0, int32: 1, bool: 2 };

/** The type that a plain number takes beside an array: whole numbers do not turn int32 arrays into float64. */
function operandDType(value: ArrayLike, dtype: DType): DType {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? 'int32' : dtype;
}

export type Binary = (a: ArrayLike, b: ArrayLike) => NDArray;

export interface InPlace {
  /** Writes the result into `a`, as `a += b` does in NumPy, and gives `a`. */
  into: (a: NDArray, b: ArrayLike) => NDArray;
}

/** A two-argument ufunc from an expression in x and y. `int` is the expression for two int32 operands where it differs. */
export function binary(name: string, expression: string, result: Result, int?: string): Binary & InPlace {
  const kernel = kernelOperation(name);
  const loops: (Loops | undefined)[] = [];
  const loopsFor = (a: DType, b: DType): Loops => {
    const key = INDEX[a] * 3 + INDEX[b];
    return (loops[key] ??= compileLoops(int && a !== 'float64' && b !== 'float64' ? int : expression));
  };
  const resultDType = (a: DType, b: DType): DType => {
    if (result !== 'promoted') return result;
    const dtype = promote(a, b);
    return dtype === 'bool' ? 'int32' : dtype;
  };
  /** One operand is a plain number: no array is made of it. */
  const withNumber = (array: NDArray, value: number, onTheRight: boolean): NDArray => {
    const dtype = resultDType(array.dtype, operandDType(value, 'float64'));
    const out = emptyData(dtype, array.size);
    if (kernel && (onTheRight ? fastBinary(kernel, array, value, array.shape, out) : fastBinary(kernel, value, array, array.shape, out))) {
      return new NDArray(out, array.shape, undefined, 0, dtype);
    }
    if (onTheRight) loopsFor(array.dtype, 'float64').right(dense(array), value, out);
    else loopsFor('float64', array.dtype).left(value, dense(array), out);
    return new NDArray(out, array.shape, undefined, 0, dtype);
  };
  const apply = (left: ArrayLike, right: ArrayLike): NDArray => {
    if (typeof right === 'number' && left instanceof NDArray) return withNumber(left, right, true);
    if (typeof left === 'number' && right instanceof NDArray) return withNumber(right, left, false);
    const a = asArray(name, left);
    const b = asArray(name, right);
    const shape = sameShape(a.shape, b.shape) ? a.shape : broadcastShapes(name, a.shape, b.shape);
    const dtype = resultDType(operandDType(left, a.dtype), operandDType(right, b.dtype));
    const out = emptyData(dtype, sizeOf(shape));
    if (!kernel || !fastBinary(kernel, a, b, shape, out)) run(loopsFor(a.dtype, b.dtype), a, b, shape, out, stridesOf(shape), 0);
    return new NDArray(out, shape, undefined, 0, dtype);
  };
  const into = (target: NDArray, right: ArrayLike): NDArray => {
    const b = asArray(name, right);
    const dtype = resultDType(target.dtype, operandDType(right, b.dtype));
    if (promote(dtype, target.dtype) !== target.dtype)
      throw new TypeError(`${name}: cannot store ${dtype} results in a ${target.dtype} array in place: use a.astype('${dtype}') first`);
    const shape = broadcastShapes(name, target.shape, b.shape);
    if (!sameShape(shape, target.shape))
      throw new RangeError(`${name}: non-broadcastable output operand with shape ${formatShape(target.shape)} doesn't match the broadcast shape ${formatShape(shape)}`);
    const source = overlap(b.data, target.data) && b !== target ? b.copy() : b; // an overlapping view must not see half the result
    run(loopsFor(target.dtype, b.dtype), target, source, shape, target.data, target.strides, target.offset);
    return target;
  };
  return Object.assign(apply, { into });
}

/** Runs a loop over broadcast operands; operands and result that lie densely are one long row. */
function run(loops: Loops, a: NDArray, b: NDArray, shape: readonly number[], out: Data, outStrides: readonly number[], outOffset: number): void {
  const size = sizeOf(shape);
  if (size === 0) return;
  const outDense = isRowMajor(shape, outStrides);
  const p = wholeStep(a, shape);
  const q = wholeStep(b, shape);
  if (outDense && p >= 0 && q >= 0) {
    const whole = out.length === size ? out : out.subarray(outOffset, outOffset + size);
    if (p === 0 && size > 1) loops.left(a.data[a.offset], dense(b), whole);
    else if (q === 0 && size > 1) loops.right(dense(a), b.data[b.offset], whole);
    else loops.items(dense(a), dense(b), whole);
    return;
  }
  const strides = [broadcastStrides(a.shape, a.strides, shape), broadcastStrides(b.shape, b.strides, shape), outStrides];
  const walk = joinAxes(shape, strides);
  const last = walk.shape.length - 1;
  const n = walk.shape[last];
  const [sa, sb, so] = walk.strides.map((s) => s[last]);
  const line = so === 1 || n === 1 ? null : emptyData(dtypeOf(out), n); // results that are written with gaps are made densely first
  eachRowOf(walk, [a.offset, b.offset, outOffset], (i, j, o) => {
    loops.row(a.data, i, sa, b.data, j, sb, line ?? out, line ? 0 : o, n);
    if (line) for (let k = 0; k < n; k++) out[o + k * so] = line[k];
  });
}

/** The step with which all items of an operand can be read as one row: 1 dense, 0 a single item, -1 not at all. */
function wholeStep(a: NDArray, shape: readonly number[]): number {
  if (a.size === 1) return sizeOf(shape) === 1 ? 1 : 0;
  return sameShape(a.shape, shape) && isContiguous(a) ? 1 : -1;
}

export type Unary = (a: ArrayLike) => NDArray;

/** A one-argument ufunc from an expression in x. */
export function unary(name: string, expression: string, result: Result): Unary {
  const loops: Partial<Record<DType, (a: Data, out: Data) => void>> = {};
  return (value) => {
    const a = asArray(name, value);
    const dtype = result === 'promoted' ? (a.dtype === 'bool' ? 'int32' : a.dtype) : result;
    const loop = (loops[a.dtype] ??= compileUnary(expression));
    const out = emptyData(dtype, a.size);
    loop(dense(a), out);
    return new NDArray(out, a.shape, undefined, 0, dtype);
  };
}

/** A one-argument function of float64 that has a kernel of its own. */
const byKernel = (name: string, kernel: (src: Float64Array, dst: Float64Array) => void): Unary => (value) => {
  const a = asArray(name, value);
  const source = dense(a);
  const out = emptyF64(a.size);
  kernel(source instanceof Float64Array ? source : Float64Array.from(source), out);
  return new NDArray(out, a.shape, undefined, 0, 'float64');
};

/** e^x. */
export const exp = byKernel('exp', expF64);
/** The natural logarithm. */
export const log = byKernel('log', logF64);
