import { asArray, type ArrayLike } from './creation';
import { cast, dtypeOf, emptyData, parseDType, type Data, type DType } from './dtype';
import { getIndex, itemPosition, setIndex, type Index } from './indexing';
import { dense, gather, isContiguous } from './iterate';
import * as join from './join';
import * as manipulate from './manipulate';
import * as math from './math';
import { arrayRepr, arrayStr } from './print';
import * as products from './products';
import * as reduce from './reduce';
import type { ReduceOptions } from './reduce';
import { scope } from './scope';
import { broadcastStrides, formatShape, sizeOf, stridesOf, unravel, type Shape } from './shape';
import * as sorting from './sorting';

/** Nested lists of plain numbers or booleans, or one of them for an array without axes. */
export type NestedList = number | boolean | NestedList[];

/**
 * An n-dimensional array of float64, int32 or bool items, as NumPy's ndarray: row-major, with slices, transposes and most reshapes as views on the same
 * memory. Methods do what the functions of the same name do.
 */
export class NDArray implements Iterable<NDArray> {
  readonly shape: Shape;
  /** Items to step over, for each axis. */
  readonly strides: readonly number[];
  readonly dtype: DType;
  readonly size: number;

  constructor(
    readonly data: Data,
    shape: Shape,
    strides?: readonly number[],
    /** Position of the first item. */
    readonly offset = 0,
    dtype?: DType,
  ) {
    this.shape = shape;
    this.size = sizeOf(shape);
    this.strides = strides ?? stridesOf(shape);
    this.dtype = dtype ?? dtypeOf(data);
    if (!strides && this.size > data.length - offset)
      throw new RangeError(`NDArray: expected at least ${this.size} items for shape ${formatShape(shape)}, got ${data.length - offset}`);
    if (scope.made !== null) scope.made.push(this);
  }

  get ndim(): number {
    return this.shape.length;
  }

  /** All axes reversed. A view. */
  get T(): NDArray {
    return manipulate.transpose(this);
  }

  /** Length of the first axis. */
  get length(): number {
    if (this.ndim === 0) throw new TypeError('length: len() of unsized object: the array has no axes');
    return this.shape[0];
  }

  /** The items along the first axis. */
  *[Symbol.iterator](): Iterator<NDArray> {
    if (this.ndim === 0) throw new TypeError('iteration over a 0-d array: use item()');
    for (let i = 0; i < this.shape[0]; i++) yield this.at(i);
  }

  /** What a[index] is in Python: a view for numbers and slices, a copy for masks and index arrays. See `Index`. */
  at(...index: Index[]): NDArray {
    return getIndex(this, index);
  }

  /** a[index] = value, with broadcasting. Returns the array. */
  set(index: Index | Index[], value: ArrayLike): this {
    setIndex(this, Array.isArray(index) ? (index as Index[]) : [index], asArray('set', value));
    return this;
  }

  /** One item as a number (booleans as 0 and 1); one index counts in row-major order; without indices the only item of an array of size 1. */
  item(...indices: number[]): number {
    if (indices.length === 0) {
      if (this.size !== 1) throw new RangeError(`item: can only convert an array of size 1 to a number, got shape ${formatShape(this.shape)}`);
      return this.data[this.offset];
    }
    if (indices.length === 1 && this.ndim > 1) return this.data[itemPosition(this, unravel(indices[0], this.shape))];
    return this.data[itemPosition(this, indices)];
  }

  /** Nested lists of numbers, or of booleans. */
  tolist(): NestedList {
    const items = dense(this);
    const bool = this.dtype === 'bool';
    const build = (axis: number, at: number, step: number): NestedList => {
      if (axis === this.ndim) return bool ? items[at] !== 0 : items[at];
      const inner = this.shape[axis] ? step / this.shape[axis] : 0;
      return Array.from({ length: this.shape[axis] }, (_, i) => build(axis + 1, at + i * inner, inner));
    };
    return build(0, 0, this.size);
  }

  /** The number itself for an array without axes, so that Number(a) and comparisons work. */
  valueOf(): number | NDArray {
    return this.ndim === 0 ? this.data[this.offset] : this;
  }

  toString(): string {
    return arrayStr(this);
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return arrayRepr(this);
  }

  /** A copy with memory of its own, row-major. */
  copy(): NDArray {
    const data = emptyData(this.dtype, this.size);
    if (isContiguous(this)) data.set(this.data.subarray(this.offset, this.offset + this.size));
    else gather(this.data, this.shape, this.strides, this.offset, data);
    return new NDArray(data, this.shape, undefined, 0, this.dtype);
  }

  /** A copy with items of another type. */
  astype(dtype: string): NDArray {
    const type = parseDType('astype', dtype);
    const source = dense(this);
    const data = emptyData(type, this.size);
    if (type === 'float64') data.set(source);
    else for (let i = 0; i < data.length; i++) data[i] = cast(source[i], type);
    return new NDArray(data, this.shape, undefined, 0, type);
  }

  /** Sets every item. */
  fill(value: number): void {
    this.set(['...'], value);
  }

  /** A read-only-by-convention view of the array stretched to a shape. */
  broadcastTo(shape: Shape): NDArray {
    const shift = shape.length - this.ndim;
    const fits = shift >= 0 && this.shape.every((n, i) => n === 1 || n === shape[i + shift]);
    if (!fits)
      throw new RangeError(`broadcastTo: operands could not be broadcast together with remapped shapes [original->remapped]: ${formatShape(this.shape)} and requested shape ${formatShape(shape)}`);
    return new NDArray(this.data, shape, broadcastStrides(this.shape, this.strides, shape), this.offset, this.dtype);
  }

  /** The items, each as a number, in row-major order. */
  *flat(): Generator<number> {
    const items = dense(this);
    for (let i = 0; i < items.length; i++) yield items[i];
  }

  add(b: ArrayLike): NDArray { return math.add(this, b); }
  subtract(b: ArrayLike): NDArray { return math.subtract(this, b); }
  multiply(b: ArrayLike): NDArray { return math.multiply(this, b); }
  divide(b: ArrayLike): NDArray { return math.divide(this, b); }
  floorDivide(b: ArrayLike): NDArray { return math.floorDivide(this, b); }
  mod(b: ArrayLike): NDArray { return math.mod(this, b); }
  power(b: ArrayLike): NDArray { return math.power(this, b); }
  maximum(b: ArrayLike): NDArray { return math.maximum(this, b); }
  minimum(b: ArrayLike): NDArray { return math.minimum(this, b); }
  greater(b: ArrayLike): NDArray { return math.greater(this, b); }
  greaterEqual(b: ArrayLike): NDArray { return math.greaterEqual(this, b); }
  less(b: ArrayLike): NDArray { return math.less(this, b); }
  lessEqual(b: ArrayLike): NDArray { return math.lessEqual(this, b); }
  equal(b: ArrayLike): NDArray { return math.equal(this, b); }
  notEqual(b: ArrayLike): NDArray { return math.notEqual(this, b); }
  negative(): NDArray { return math.negative(this); }
  abs(): NDArray { return math.abs(this); }
  exp(): NDArray { return math.exp(this); }
  log(): NDArray { return math.log(this); }
  sqrt(): NDArray { return math.sqrt(this); }
  square(): NDArray { return math.square(this); }
  tanh(): NDArray { return math.tanh(this); }

  /** a += b: writes into this array's own memory, views included. So do the other methods that end on InPlace. */
  addInPlace(b: ArrayLike): this { math.add.into(this, b); return this; }
  subtractInPlace(b: ArrayLike): this { math.subtract.into(this, b); return this; }
  multiplyInPlace(b: ArrayLike): this { math.multiply.into(this, b); return this; }
  divideInPlace(b: ArrayLike): this { math.divide.into(this, b); return this; }

  dot(b: ArrayLike): NDArray { return products.dot(this, b); }
  matmul(b: ArrayLike): NDArray { return products.matmul(this, b); }

  reshape(shape: number | Shape, ...more: number[]): NDArray { return manipulate.reshape(this, typeof shape === 'number' ? [shape, ...more] : shape); }
  transpose(...axes: number[]): NDArray { return manipulate.transpose(this, axes.length > 0 ? axes : undefined); }
  ravel(): NDArray { return manipulate.ravel(this); }
  /** Always a copy. */
  flatten(): NDArray { return this.copy().reshape([this.size]); }
  squeeze(axis?: number | number[]): NDArray { return manipulate.squeeze(this, axis); }
  swapaxes(a: number, b: number): NDArray { return manipulate.swapaxes(this, a, b); }
  repeat(n: number, axis?: number): NDArray { return join.repeat(this, n, axis); }

  sum(): number;
  sum(options: number | ReduceOptions): NDArray;
  sum(options?: number | ReduceOptions): number | NDArray { return reduce.sum(this, options as number); }
  prod(): number;
  prod(options: number | ReduceOptions): NDArray;
  prod(options?: number | ReduceOptions): number | NDArray { return reduce.prod(this, options as number); }
  mean(): number;
  mean(options: number | ReduceOptions): NDArray;
  mean(options?: number | ReduceOptions): number | NDArray { return reduce.mean(this, options as number); }
  std(): number;
  std(options: number | ReduceOptions): NDArray;
  std(options?: number | ReduceOptions): number | NDArray { return reduce.std(this, options as number); }
  var(): number;
  var(options: number | ReduceOptions): NDArray;
  var(options?: number | ReduceOptions): number | NDArray { return reduce.variance(this, options as number); }
  max(): number;
  max(options: number | ReduceOptions): NDArray;
  max(options?: number | ReduceOptions): number | NDArray { return reduce.max(this, options as number); }
  min(): number;
  min(options: number | ReduceOptions): NDArray;
  min(options?: number | ReduceOptions): number | NDArray { return reduce.min(this, options as number); }
  any(): boolean;
  any(options: number | ReduceOptions): NDArray;
  any(options?: number | ReduceOptions): boolean | NDArray { return reduce.any(this, options as number); }
  all(): boolean;
  all(options: number | ReduceOptions): NDArray;
  all(options?: number | ReduceOptions): boolean | NDArray { return reduce.all(this, options as number); }
  argmax(): number;
  argmax(options: number | ReduceOptions): NDArray;
  argmax(options?: number | ReduceOptions): number | NDArray { return reduce.argmax(this, options as number); }
  argmin(): number;
  argmin(options: number | ReduceOptions): NDArray;
  argmin(options?: number | ReduceOptions): number | NDArray { return reduce.argmin(this, options as number); }
  cumsum(axis?: number): NDArray { return reduce.cumsum(this, axis); }
  cumprod(axis?: number): NDArray { return reduce.cumprod(this, axis); }
  argsort(axis: number | null = -1): NDArray { return sorting.argsort(this, axis); }
  clip(min: ArrayLike | null, max: ArrayLike | null): NDArray { return manipulate.clip(this, min, max); }
  round(decimals = 0): NDArray { return manipulate.round(this, decimals); }
  nonzero(): NDArray[] { return sorting.nonzero(this); }
}

