import type * as tfjs from '@tensorflow/tfjs';
import { ofNodeBackend, type Attribute, type NodeBackend } from './nodeBackend';

/** Constants in native memory from which on no more vectors are kept. */
const MOST = 2000;

/** TensorFlow's own operations, those too that TensorFlow.js has no name for. */
export class NativeOps {
  private readonly constants = new Map<string, tfjs.TensorInfo>();

  constructor(private readonly backend: NodeBackend) {}

  /** Runs a TensorFlow operation. No gradient is recorded: call it within tf.customGrad. */
  run(op: string, attributes: Attribute[], inputs: readonly tfjs.TensorInfo[], outputs: number): tfjs.Tensor[] {
    return this.backend.executeMultipleOutputs(op, attributes, inputs, outputs);
  }

  float(name: string, value: number): Attribute {
    return { name, type: this.backend.binding.TF_ATTR_FLOAT, value };
  }

  bool(name: string, value: boolean): Attribute {
    return { name, type: this.backend.binding.TF_ATTR_BOOL, value };
  }

  /** The attribute that says that an operation is to work on float32. */
  float32(name: string): Attribute {
    return { name, type: this.backend.binding.TF_ATTR_TYPE, value: this.backend.binding.TF_FLOAT };
  }

  /** The same for int32. */
  int32(name: string): Attribute {
    return { name, type: this.backend.binding.TF_ATTR_TYPE, value: this.backend.binding.TF_INT32 };
  }

  /**
   * An int64 scalar, a type TensorFlow.js lacks, from 0 to 2^31 - 1. One a value is made and kept: tfjs-node's own Int64Scalar leaves native memory behind each time it is
   * used.
   */
  int64(value: number): tfjs.TensorInfo {
    return this.kept([], this.backend.binding.TF_INT64, [value, 0]);
  }

  /** An int32 scalar, as an axis is; made once and kept. */
  int32Scalar(value: number): tfjs.TensorInfo {
    return this.kept([], this.backend.binding.TF_INT32, [value]);
  }

  /** An int32 vector, as a shape is; made once and kept. Null when there are too many. */
  int32Vector(values: readonly number[]): tfjs.TensorInfo | null {
    return this.kept([values.length], this.backend.binding.TF_INT32, values, MOST);
  }

  private kept(shape: number[], dtype: number, values: readonly number[]): tfjs.TensorInfo;
  private kept(shape: number[], dtype: number, values: readonly number[], most: number): tfjs.TensorInfo | null;
  /** A tensor of native memory that TensorFlow.js does not count; made once, unless there are `most` already. */
  private kept(shape: number[], dtype: number, values: readonly number[], most = Infinity): tfjs.TensorInfo | null {
    const key = `${dtype} [${shape.join()}] ${values.join()}`;
    const known = this.constants.get(key);
    if (known || this.constants.size >= most) return known ?? null;
    const { binding, tensorMap } = this.backend;
    const tensor: tfjs.TensorInfo = { dataId: {}, shape, dtype: 'int32' };
    tensorMap.set(tensor.dataId, { shape, dtype, id: binding.createTensor(shape, dtype, Int32Array.from(values)), values: null, refCount: 1 });
    this.constants.set(key, tensor);
    return tensor;
  }
}

/** TensorFlow's own operations, or null where the backend in use is not the native one. */
export const nativeOps = ofNodeBackend((backend) => new NativeOps(backend));
