import * as tfjs from '@tensorflow/tfjs';

/** An attribute of a TensorFlow operation. */
export interface OpAttribute {
  name: string;
  type: number;
  value: number | boolean;
}

/** What of tfjs-node's backend is used here; it has no public types. */
interface NodeBackend {
  binding: Record<'TF_ATTR_FLOAT' | 'TF_ATTR_BOOL' | 'TF_ATTR_TYPE' | 'TF_FLOAT' | 'TF_INT32' | 'TF_INT64', number> & {
    createTensor(shape: number[], dtype: number, values: Int32Array): number;
  };
  tensorMap: { set(dataId: object, info: object): void };
  executeMultipleOutputs(
    op: string,
    attributes: OpAttribute[],
    inputs: readonly tfjs.TensorInfo[],
    outputs: number,
  ): tfjs.Tensor[];
}

/** Most vectors that are kept in native memory. */
const VECTORS = 2000;

/** TensorFlow's own operations, those too that TensorFlow.js has no name for. */
export class NativeOps {
  private readonly integers = new Map<number, tfjs.TensorInfo>();
  private readonly vectors = new Map<string, tfjs.TensorInfo>();
  private readonly scalars = new Map<number, tfjs.TensorInfo>();

  constructor(private readonly backend: NodeBackend) {}

  /** Runs a TensorFlow operation. No gradient is recorded: call it within tf.customGrad. */
  run(op: string, attributes: OpAttribute[], inputs: readonly tfjs.TensorInfo[], outputs: number): tfjs.Tensor[] {
    return this.backend.executeMultipleOutputs(op, attributes, inputs, outputs);
  }

  float(name: string, value: number): OpAttribute {
    return { name, type: this.backend.binding.TF_ATTR_FLOAT, value };
  }

  bool(name: string, value: boolean): OpAttribute {
    return { name, type: this.backend.binding.TF_ATTR_BOOL, value };
  }

  /** The attribute that says that an operation is to work on float32. */
  float32(name: string): OpAttribute {
    return { name, type: this.backend.binding.TF_ATTR_TYPE, value: this.backend.binding.TF_FLOAT };
  }

  /** The same for int32. */
  int32(name: string): OpAttribute {
    return { name, type: this.backend.binding.TF_ATTR_TYPE, value: this.backend.binding.TF_INT32 };
  }

  /**
   * An int64 scalar, a type TensorFlow.js lacks, from 0 to 2^31 - 1. One a value is made and kept: tfjs-node's own Int64Scalar leaves native memory behind each time it is
   * used.
   */
  int64(value: number): tfjs.TensorInfo {
    let scalar = this.integers.get(value);
    if (!scalar) this.integers.set(value, (scalar = this.kept([], this.backend.binding.TF_INT64, Int32Array.of(value, 0))));
    return scalar;
  }

  /** An int32 scalar, as an axis is; made once and kept. */
  int32Scalar(value: number): tfjs.TensorInfo {
    let scalar = this.scalars.get(value);
    if (!scalar) this.scalars.set(value, (scalar = this.kept([], this.backend.binding.TF_INT32, Int32Array.of(value))));
    return scalar;
  }

  /** An int32 vector, as a shape is; made once and kept. Null when there are too many. */
  int32Vector(values: readonly number[]): tfjs.TensorInfo | null {
    const key = values.join();
    let vector = this.vectors.get(key);
    if (!vector && this.vectors.size >= VECTORS) return null;
    if (!vector) this.vectors.set(key, (vector = this.kept([values.length], this.backend.binding.TF_INT32, Int32Array.from(values))));
    return vector;
  }

  /** A tensor of native memory that TensorFlow.js does not count. */
  private kept(shape: number[], dtype: number, values: Int32Array): tfjs.TensorInfo {
    const { binding, tensorMap } = this.backend;
    const dataId = {};
    tensorMap.set(dataId, { shape, dtype, id: binding.createTensor(shape, dtype, values), values: null, refCount: 1 });
    return { dataId, shape, dtype: 'int32' };
  }
}

const known = new WeakMap<object, NativeOps>();

/** TensorFlow's own operations, or null where the backend in use is not the native one. */
export function nativeOps(): NativeOps | null {
  const backend = tfjs.backend() as unknown as Partial<NodeBackend>;
  if (!backend.binding || typeof backend.executeMultipleOutputs !== 'function') return null;
  let ops = known.get(backend);
  if (!ops) known.set(backend, (ops = new NativeOps(backend as NodeBackend)));
  return ops;
}
