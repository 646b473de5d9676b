import * as tfjs from '@tensorflow/tfjs';

/** An attribute of a TensorFlow operation, as tfjs-node hands it to native code. */
export interface Attribute {
  name: string;
  type: number;
  value: unknown;
}

/** What native code says of a tensor it has made. */
export interface Made {
  id: number;
  shape: number[];
  dtype: number;
}

export type Values = Float32Array | Int32Array | Uint8Array;

type Constant = 'TF_FLOAT' | 'TF_INT32' | 'TF_INT64' | 'TF_BOOL' | 'TF_ATTR_STRING' | 'TF_ATTR_INT' | 'TF_ATTR_FLOAT' | 'TF_ATTR_BOOL' | 'TF_ATTR_TYPE' | 'TF_ATTR_SHAPE';

/** tfjs-node's native code; tensors are numbers to it. */
export type Binding = Readonly<Record<Constant, number>> & {
  createTensor(shape: number[], dtype: number, values: Values): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): Values;
  executeOp(op: string, attributes: Attribute[], inputs: number[], outputs: number): Made[];
  loadSavedModel(folder: string, tags: string): number;
  runSavedModel(session: number, inputs: number[], inputNames: string, outputNames: string): Made[];
  deleteSavedModel(session: number): void;
};

/** What of tfjs-node's backend is used here; it has no public types. */
export interface NodeBackend {
  binding: Binding;
  tensorMap: { get(dataId: object): { id: number; shape: number[]; dtype: number }; set(dataId: object, info: object): void };
  getInputTensorIds(tensors: readonly tfjs.TensorInfo[]): number[];
  createOutputTensor(made: Made): tfjs.Tensor;
  executeSingleOutput(op: string, attributes: Attribute[], inputs: readonly tfjs.TensorInfo[]): tfjs.Tensor;
  executeMultipleOutputs(op: string, attributes: Attribute[], inputs: readonly tfjs.TensorInfo[], outputs: number): tfjs.Tensor[];
  incRef(dataId: object): void;
  disposeData(dataId: object): boolean;
}

/** The native backend, or null where another one is in use. */
export function nodeBackend(): NodeBackend | null {
  const backend = tfjs.backend() as unknown as Partial<NodeBackend>;
  return backend.binding && typeof backend.createOutputTensor === 'function' ? (backend as NodeBackend) : null;
}

/** A getter of what is made once for the native backend; null where another one is in use. */
export function ofNodeBackend<T>(make: (backend: NodeBackend) => T): () => T | null {
  const known = new WeakMap<NodeBackend, T>();
  return () => {
    const backend = nodeBackend();
    if (backend && !known.has(backend)) known.set(backend, make(backend));
    return backend && known.get(backend)!;
  };
}
