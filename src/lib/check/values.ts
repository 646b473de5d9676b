import { NDArray } from '../np';

export type TensorDType = 'float32' | 'int32' | 'bool' | 'complex64' | 'string';

/** A tensor as plain data: what the grader's process, which runs no TensorFlow for it, holds of one. */
export class TensorValue {
  constructor(
    readonly dtype: TensorDType,
    readonly shape: readonly number[],
    readonly data: Float32Array | Int32Array | Uint8Array,
  ) {}
}

/** A tensor of test data from nested numbers. */
export function tensorValue(values: NDArray, dtype: 'float32' | 'int32' | 'bool' = 'float32'): TensorValue {
  const items = [...values.flat()];
  const data = dtype === 'float32' ? Float32Array.from(items) : dtype === 'int32' ? Int32Array.from(items) : Uint8Array.from(items);
  return new TensorValue(dtype, values.shape, data);
}

interface TensorLike {
  shape: number[];
  dtype: TensorDType;
  dataSync(): Float32Array | Int32Array | Uint8Array;
}

/** A TensorFlow.js tensor, told by its shape so that TensorFlow need not be loaded. */
function isTensorLike(value: object): value is TensorLike {
  const v = value as Partial<TensorLike>;
  return typeof v.dataSync === 'function' && Array.isArray(v.shape) && typeof v.dtype === 'string';
}

/** A tensor as plain data, whichever it is; null for anything else. */
export function asTensorValue(value: unknown): TensorValue | null {
  if (value instanceof TensorValue) return value;
  if (typeof value !== 'object' || value === null || !isTensorLike(value)) return null;
  return new TensorValue(value.dtype, value.shape, value.dataSync());
}
