import type * as tfjs from '@tensorflow/tfjs';
import { NDArray } from '../np';
import { dense } from '../np/iterate';

const NP_DTYPE = { float32: 'float64', int32: 'int32', bool: 'bool' } as const;

/** A tensor with the array's items: float64 becomes float32. */
export function toTensor(tf: typeof tfjs, a: NDArray): tfjs.Tensor {
  const dtype = a.dtype === 'float64' ? 'float32' : a.dtype;
  const items = dense(a);
  return tf.tensor(items instanceof Float64Array ? Float32Array.from(items) : items.slice(), [...a.shape], dtype);
}

/** An array with the tensor's items: float32 becomes float64. Waits for the tensor. */
export function toNDArray(tensor: tfjs.Tensor): NDArray {
  const dtype = NP_DTYPE[tensor.dtype as keyof typeof NP_DTYPE];
  if (!dtype) throw new TypeError(`toNDArray: expected a float32, int32 or bool tensor, got ${tensor.dtype}`);
  const items = tensor.dataSync() as Float32Array | Int32Array | Uint8Array;
  const data = dtype === 'float64' ? Float64Array.from(items) : dtype === 'int32' ? Int32Array.from(items) : Uint8Array.from(items);
  return new NDArray(data, [...tensor.shape]);
}
