import { allocate, cast, emptyData, parseDType, type Data, type DType } from './dtype';
import { NDArray } from './ndarray';
import { formatShape, parseShape, sizeOf, type Shape } from './shape';

/** Numbers or booleans, nested to any depth. */
export type Nested = readonly (number | boolean | Nested)[];

/** What every function takes for an array. */
export type ArrayLike = number | boolean | NDArray | Nested | Float64Array | Float32Array | Int32Array | Uint8Array;

/** The array itself, or a new one made of numbers. The function's name goes into the error. */
export function asArray(fn: string, value: ArrayLike): NDArray {
  if (value instanceof NDArray) return value;
  if (typeof value === 'number') return new NDArray(Float64Array.of(value), []);
  return fromValue(fn, value);
}

function fromValue(fn: string, value: unknown, dtype?: DType): NDArray {
  if (typeof value === 'number' || typeof value === 'boolean') {
    const type = dtype ?? (typeof value === 'boolean' ? 'bool' : 'float64');
    const data = emptyData(type, 1);
    data[0] = cast(Number(value), type);
    return new NDArray(data, [], undefined, 0, type);
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return fromTyped(fn, value as unknown as ArrayLike & { length: number }, dtype);
  if (Array.isArray(value)) return fromNested(fn, value, dtype);
  throw new TypeError(`${fn}: expected an array, nested arrays or a number, got ${describe(value)}`);
}

function fromTyped(fn: string, value: unknown, dtype?: DType): NDArray {
  const source = value as Float64Array;
  if (typeof source[0] === 'bigint') throw new TypeError(`${fn}: expected numbers, got 64-bit integers: convert them with Number first`);
  const type = dtype ?? (value instanceof Int32Array ? 'int32' : 'float64');
  const data = emptyData(type, source.length);
  for (let i = 0; i < source.length; i++) data[i] = cast(source[i], type);
  return new NDArray(data, [source.length], undefined, 0, type);
}

/** The shape that the first items suggest; ragged nesting is found while filling. */
function nestedShape(value: unknown): number[] {
  const shape: number[] = [];
  let v = value;
  while (Array.isArray(v) || v instanceof NDArray) {
    if (v instanceof NDArray) return [...shape, ...v.shape];
    shape.push(v.length);
    v = v[0];
  }
  return shape;
}

function fromNested(fn: string, value: unknown[], dtype?: DType): NDArray {
  const shape = nestedShape(value);
  const data = new Float64Array(sizeOf(shape));
  let at = 0;
  let allBooleans = data.length > 0;
  let allInts = data.length > 0;
  const ragged = (axis: number): RangeError =>
    new RangeError(`${fn}: setting an array element with a sequence: the nested arrays have different lengths after ${axis} dimension(s)`);
  const fill = (v: unknown, axis: number): void => {
    if (v instanceof NDArray) {
      if (formatShape(v.shape) !== formatShape(shape.slice(axis))) throw ragged(axis);
      allBooleans &&= v.dtype === 'bool';
      allInts &&= v.dtype === 'int32';
      for (const x of v.copy().data) data[at++] = x;
    } else if (Array.isArray(v)) {
      if (axis >= shape.length || v.length !== shape[axis]) throw ragged(axis);
      for (const item of v) fill(item, axis + 1);
    } else if (axis !== shape.length) throw ragged(axis);
    else if (typeof v === 'number' || typeof v === 'boolean') {
      allBooleans &&= typeof v === 'boolean';
      allInts = false;
      data[at++] = Number(v);
    } else throw new TypeError(`${fn}: expected numbers or booleans, got ${describe(v)}`);
  };
  fill(value, 0);
  const type = dtype ?? (allBooleans ? 'bool' : allInts ? 'int32' : 'float64');
  if (type === 'float64') return new NDArray(data, shape);
  const items = emptyData(type, data.length);
  for (let i = 0; i < items.length; i++) items[i] = cast(data[i], type);
  return new NDArray(items, shape, undefined, 0, type);
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return `${typeof value} ${String(value).slice(0, 40)}`;
  return `an object of class ${(value as object).constructor?.name ?? 'unknown'}`;
}

/** A new array with copies of the items. Numbers become float64, booleans bool, unless a dtype is given. */
export function array(value: ArrayLike, dtype?: string): NDArray {
  const type = dtype === undefined ? undefined : parseDType('array', dtype);
  if (value instanceof NDArray) return type && type !== value.dtype ? value.astype(type) : value.copy();
  return fromValue('array', value, type);
}

/** The array itself if it is one already of that type, else a new one. */
export function asarray(value: ArrayLike, dtype?: string): NDArray {
  return value instanceof NDArray && (dtype === undefined || dtype === value.dtype) ? value : array(value, dtype);
}

function filled(fn: string, shape: number | Shape, value: number, dtype: string): NDArray {
  const type = parseDType(fn, dtype);
  const dims = parseShape(fn, shape);
  const data = allocate(type, sizeOf(dims));
  if (value !== 0) data.fill(cast(value, type));
  return new NDArray(data, dims, undefined, 0, type);
}

export function zeros(shape: number | Shape, dtype = 'float64'): NDArray {
  return filled('zeros', shape, 0, dtype);
}

export function ones(shape: number | Shape, dtype = 'float64'): NDArray {
  return filled('ones', shape, 1, dtype);
}

/** Zeros: memory is never handed out with old values in it. */
export function empty(shape: number | Shape, dtype = 'float64'): NDArray {
  return filled('empty', shape, 0, dtype);
}

export function full(shape: number | Shape, value: number | boolean, dtype?: string): NDArray {
  return filled('full', shape, Number(value), dtype ?? (typeof value === 'boolean' ? 'bool' : 'float64'));
}

export function zerosLike(a: ArrayLike, dtype?: string): NDArray {
  const like = asArray('zerosLike', a);
  return filled('zerosLike', like.shape, 0, dtype ?? like.dtype);
}

export function onesLike(a: ArrayLike, dtype?: string): NDArray {
  const like = asArray('onesLike', a);
  return filled('onesLike', like.shape, 1, dtype ?? like.dtype);
}

export function emptyLike(a: ArrayLike, dtype?: string): NDArray {
  return zerosLike(a, dtype);
}

export function fullLike(a: ArrayLike, value: number, dtype?: string): NDArray {
  const like = asArray('fullLike', a);
  return filled('fullLike', like.shape, value, dtype ?? like.dtype);
}

/** Ones on the k-th diagonal of an (n, m) matrix. */
export function eye(n: number, m = n, options: { k?: number; dtype?: string } = {}): NDArray {
  const { k = 0, dtype = 'float64' } = options;
  const out = filled('eye', [n, m], 0, dtype);
  const data = out.data as Data;
  for (let i = 0; i < n; i++) if (i + k >= 0 && i + k < m) data[i * m + i + k] = 1;
  return out;
}

export function identity(n: number, dtype = 'float64'): NDArray {
  return eye(n, n, { dtype });
}

/** arange(stop) or arange(start, stop, step): numbers from start, in steps, before stop. float64 unless a dtype is given. */
export function arange(start: number, stop?: number, step = 1, dtype = 'float64'): NDArray {
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  if (step === 0) throw new RangeError('arange: step must not be 0');
  if (![from, to, step].every(Number.isFinite)) throw new RangeError(`arange: expected finite numbers, got (${from}, ${to}, ${step})`);
  const out = filled('arange', Math.max(0, Math.ceil((to - from) / step)), 0, dtype);
  const type = out.dtype;
  for (let i = 0; i < out.size; i++) out.data[i] = cast(from + i * step, type);
  return out;
}

/** `num` evenly spaced numbers from start to stop, stop included unless endpoint is false. */
export function linspace(start: number, stop: number, num = 50, options: { endpoint?: boolean } = {}): NDArray {
  const { endpoint = true } = options;
  const out = filled('linspace', num, 0, 'float64');
  const div = endpoint ? num - 1 : num;
  const step = (stop - start) / div;
  for (let i = 0; i < num; i++) out.data[i] = div > 0 ? i * step + start : start;
  if (endpoint && num > 1) out.data[num - 1] = stop;
  return out;
}

/** base^linspace(start, stop). */
export function logspace(start: number, stop: number, num = 50, options: { endpoint?: boolean; base?: number } = {}): NDArray {
  const out = linspace(start, stop, num, options);
  for (let i = 0; i < num; i++) out.data[i] = (options.base ?? 10) ** out.data[i];
  return out;
}

/** Coordinate matrices of two coordinate vectors: x (len y, len x) and y (len y, len x); with indexing 'ij' transposed. */
export function meshgrid(x: ArrayLike, y: ArrayLike, options: { indexing?: 'xy' | 'ij' } = {}): [NDArray, NDArray] {
  const xs = asArray('meshgrid', x).ravel();
  const ys = asArray('meshgrid', y).ravel();
  const gx = xs.reshape([1, xs.size]).broadcastTo([ys.size, xs.size]).copy();
  const gy = ys.reshape([ys.size, 1]).broadcastTo([ys.size, xs.size]).copy();
  return options.indexing === 'ij' ? [gx.T.copy(), gy.T.copy()] : [gx, gy];
}
