import { emptyF64, emptyI32, emptyU8 } from './kernels';

/** The three item types of an NDArray, and what they become together. */
export type DType = 'float64' | 'int32' | 'bool';

/** The memory behind an array: booleans are 0 and 1 in a Uint8Array. */
export type Data = Float64Array | Int32Array | Uint8Array;

const RANK: Record<DType, number> = { bool: 0, int32: 1, float64: 2 };

/** Memory for `size` items that are all written next: what they are before is undefined. */
export function emptyData(dtype: DType, size: number): Data {
  if (dtype === 'float64') return emptyF64(size);
  return dtype === 'int32' ? emptyI32(size) : emptyU8(size);
}

/** Zeroed memory for `size` items. */
export function allocate(dtype: DType, size: number): Data {
  if (dtype === 'float64') return new Float64Array(size);
  return dtype === 'int32' ? new Int32Array(size) : new Uint8Array(size);
}

export function dtypeOf(data: Data): DType {
  if (data instanceof Float64Array) return 'float64';
  return data instanceof Int32Array ? 'int32' : 'bool';
}

/** The smallest type that holds both. */
export function promote(a: DType, b: DType): DType {
  return RANK[a] >= RANK[b] ? a : b;
}

/** NumPy's spellings of our three types; others are refused with what to use. */
export function parseDType(fn: string, dtype: string): DType {
  if (dtype === 'float64' || dtype === 'int32' || dtype === 'bool') return dtype;
  if (dtype === 'float') return 'float64';
  if (dtype === 'int') return 'int32';
  throw new TypeError(`${fn}: data type '${dtype}' not understood: expected 'float64', 'int32' or 'bool'`);
}

/** The value as an item of that type: int32 truncates towards zero and wraps as C does, bool is 1 for all but 0. */
export function cast(value: number, dtype: DType): number {
  if (dtype === 'float64') return value;
  return dtype === 'int32' ? value | 0 : value !== 0 ? 1 : 0;
}
