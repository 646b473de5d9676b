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
  return new TensorValue(value.dtype, value.shape, itemsOf(value));
}

/** The items in the array of their type: the JavaScript backend's cast from int32 to float32 keeps an Int32Array. */
function itemsOf(tensor: TensorLike): TensorValue['data'] {
  const items = tensor.dataSync();
  return tensor.dtype === 'float32' && !(items instanceof Float32Array) ? Float32Array.from(items) : items;
}

/** A real tensor of plain data; TensorFlow is loaded only for tests that use tensors. */
export function makeTensor(value: TensorValue): unknown {
  const tf = require('../tf') as typeof import('../tf');
  return tf.tensor(value.data, [...value.shape], value.dtype as 'float32');
}

/** Arguments for a call in this process: plain data of tensors as tensors, in lists and objects too. */
export function withTensors(value: unknown): unknown {
  if (value instanceof TensorValue) return makeTensor(value);
  if (Array.isArray(value)) return value.map(withTensors);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withTensors(item)]));
  return value;
}

/** A result of this process as plain data. */
export function withoutTensors(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTensors);
  const tensor = asTensorValue(value);
  if (tensor) return tensor;
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutTensors(item)]));
  return value;
}
