import * as tfjs from '@tensorflow/tfjs';
import type { Attribute, Binding, Made, NodeBackend, Values } from '../nodeBackend';
import type { Node } from './graphDef';

/** Something outside a graph whose values go in with each run. */
export type Feed =
  | { kind: 'argument'; at: number }
  | { kind: 'variable'; variable: tfjs.Variable }
  | { kind: 'captured'; dataId: object }
  /** Made anew for each run: what JavaScript draws or counts. */
  | { kind: 'fresh'; make: () => tfjs.Tensor };

/** What a function did: the operations, and where values come in and out. */
export interface Trace {
  nodes: Node[];
  /** In the order of the placeholders in0, in1, ... */
  feeds: Feed[];
  /** Outputs of nodes: those of the result, those for variables, those of each of `afterwards`. */
  results: string[];
  updates: { variable: tfjs.Variable; output: string }[];
  afterwards: { outputs: string[]; act: (tensors: tfjs.Tensor[]) => void }[];
}

/** Why a function cannot become a graph. */
export class NotTraceable extends Error {}

/** Tensors from outside up to this size become constants, by which TensorFlow simplifies the graph; larger ones are fed. In items. */
const CONSTANT_ITEMS = 4096;

const allVariables = (): tfjs.Variable[] => Object.values(tfjs.engine().state.registeredVariables);

let current: Recorder | null = null;

/** Whether the operations that run now are being recorded. */
export const tracing = (): boolean => current !== null;

/** Writes down which native operations run, by standing in for the backend's binding. */
class Recorder {
  readonly nodes: Node[] = [];
  readonly feeds: Feed[] = [];
  readonly afterwards: Trace['afterwards'] = [];
  trouble: string | null = null;
  private readonly names = new Map<number, string>();
  private readonly outside = new Map<number, tfjs.TensorInfo>();
  private readonly variables = new Map<number, tfjs.Variable>();
  /** What variables became outside the graph. */
  private readonly unseen = new Set<number>();
  private readonly theirs: Binding;
  private readonly theirIds: NodeBackend['getInputTensorIds'];
  private readonly standIn: Binding;
  private counter = 0;

  constructor(
    private readonly backend: NodeBackend,
    args: readonly tfjs.Tensor[],
  ) {
    this.theirs = backend.binding;
    this.theirIds = backend.getInputTensorIds.bind(backend);
    backend.getInputTensorIds(args).forEach((id, at) => this.names.has(id) || this.placeholder(id, args[at], { kind: 'argument', at }));
    const variables = allVariables().filter(({ isDisposed }) => !isDisposed);
    backend.getInputTensorIds(variables).forEach((id, i) => this.variables.set(id, variables[i]));
    this.standIn = this.makeStandIn();
  }

  private makeStandIn(): Binding {
    const { theirs } = this;
    const all = Object.getOwnPropertyNames(theirs).map((name) => [name, (theirs as unknown as Record<string, unknown>)[name]] as const);
    const bound = Object.fromEntries(all.map(([name, value]) => [name, typeof value === 'function' ? value.bind(theirs) : value])) as unknown as Binding;
    return {
      ...bound,
      createTensor: (shape, dtype, values) => this.constant(theirs.createTensor(shape, dtype, values), shape, dtype, values),
      executeOp: (op, attributes, inputs, outputs) => this.operation(theirs.executeOp(op, attributes, inputs, outputs), op, attributes, inputs),
      tensorDataSync: (id) => {
        if (this.names.has(id)) this.trouble ??= 'it reads values of tensors (dataSync, arraySync, data, print)';
        return theirs.tensorDataSync(id);
      },
    };
  }

  /** Records what `run` does. */
  on<T>(run: () => T): T {
    return this.recording(true, run);
  }

  /** Does not record what `run` does. */
  off<T>(run: () => T): T {
    return this.recording(false, run);
  }

  private recording<T>(on: boolean, run: () => T): T {
    const before = current === this;
    this.switch(on);
    try {
      return run();
    } finally {
      this.switch(before);
    }
  }

  private switch(on: boolean): void {
    current = on ? this : null;
    this.backend.binding = on ? this.standIn : this.theirs;
    delete (this.backend as Partial<NodeBackend>).getInputTensorIds; // the class's own is behind it
    if (on) this.backend.getInputTensorIds = this.idsOf;
  }

  /** The backend's getInputTensorIds, which remembers tensors from outside. */
  private readonly idsOf = (tensors: readonly tfjs.TensorInfo[]): number[] => {
    const ids = this.theirIds(tensors);
    ids.forEach((id, i) => this.names.has(id) || this.outside.set(id, tensors[i]));
    return ids;
  };

  private placeholder(id: number, tensor: tfjs.TensorInfo, feed: Feed): string {
    const { binding, tensorMap } = this.backend;
    const { dtype } = tensorMap.get(tensor.dataId);
    const name = `in${this.feeds.length}`;
    const attributes = [{ name: 'dtype', type: binding.TF_ATTR_TYPE, value: dtype }, { name: 'shape', type: binding.TF_ATTR_SHAPE, value: tensor.shape }]; // prettier-ignore
    this.nodes.push({ name, op: 'Placeholder', inputs: [], attributes });
    this.feeds.push(feed);
    this.names.set(id, name);
    return name;
  }

  private constant(id: number, shape: readonly number[], dtype: number, values: Values): number {
    const { TF_FLOAT, TF_INT32, TF_INT64, TF_BOOL, TF_ATTR_TYPE } = this.theirs;
    const kind = { [TF_FLOAT]: Float32Array, [TF_INT32]: Int32Array, [TF_BOOL]: Uint8Array, [TF_INT64]: Int32Array }[dtype];
    if (!kind) this.trouble ??= 'it works with strings or complex numbers';
    else {
      const name = `c${this.counter++}`;
      // values may be a plain array; a copy, because their owner may change them
      this.nodes.push({ name, op: 'Const', inputs: [], attributes: [{ name: 'dtype', type: TF_ATTR_TYPE, value: dtype }], tensor: { shape: [...shape], dtype, values: kind.from(values) } });
      this.names.set(id, name);
    }
    return id;
  }

  private operation(made: Made[], op: string, attributes: readonly Attribute[], inputs: readonly number[]): Made[] {
    const named = inputs.map((id) => this.nameOf(id));
    const name = `n${this.counter++}`;
    this.nodes.push({ name, op, inputs: named, attributes: attributes.map((a) => ({ ...a })) });
    made.forEach(({ id }, i) => this.names.set(id, i ? `${name}:${i}` : name));
    return made;
  }

  /** The node's output that a tensor is; a tensor from outside becomes an input or a constant. */
  private nameOf(id: number): string {
    const known = this.names.get(id);
    if (known) return known;
    const variable = this.variables.get(id);
    if (variable) return this.placeholder(id, variable, { kind: 'variable', variable });
    if (this.unseen.has(id)) this.trouble ??= 'it reads a variable behind the step of an optimizer';
    const tensor = this.outside.get(id);
    if (!tensor) {
      this.trouble ??= "it uses TensorFlow's own variables, as an optimizer's steps do: tf.afterwards takes them out of the graph";
      return 'unknown';
    }
    const { dtype } = this.backend.tensorMap.get(tensor.dataId);
    if (tfjs.util.sizeFromShape(tensor.shape) > CONSTANT_ITEMS) return this.placeholder(id, tensor, { kind: 'captured', dataId: tensor.dataId });
    const values = this.theirs.tensorDataSync(id);
    this.constant(id, tensor.shape, dtype, dtype === this.theirs.TF_INT64 ? (new Int32Array(values.buffer, values.byteOffset, values.byteLength >> 2) as Values) : values);
    return this.names.get(id) ?? 'unknown';
  }

  /** Outputs that can be fetched: TensorFlow refuses those that are fed. */
  outputs(tensors: readonly tfjs.Tensor[]): string[] {
    return this.backend.getInputTensorIds(tensors).map((id, i) => {
      const name = this.nameOf(id);
      if (!name.startsWith('in')) return name;
      const copy = `n${this.counter++}`;
      const { dtype } = this.backend.tensorMap.get(tensors[i].dataId);
      this.nodes.push({ name: copy, op: 'Identity', inputs: [name], attributes: [{ name: 'T', type: this.theirs.TF_ATTR_TYPE, value: dtype }] });
      return copy;
    });
  }

  /** Variables that have other values now than before. */
  updates(): Trace['updates'] {
    return [...this.variables].flatMap(([id, variable]) => {
      const [now] = this.backend.getInputTensorIds([variable]);
      return now === id || this.unseen.has(now) ? [] : [{ variable, output: this.outputs([variable])[0] }];
    });
  }

  /** A tensor that is made outside the graph, for each run. */
  fresh<T extends tfjs.Tensor>(make: () => T): T {
    return this.off(() => {
      const tensor = make();
      this.placeholder(this.theirIds([tensor])[0], tensor, { kind: 'fresh', make });
      return tensor;
    });
  }

  /** Does something with tensors outside the graph. */
  outsideGraph(tensors: readonly tfjs.Tensor[], act: (tensors: tfjs.Tensor[]) => void): void {
    const before = this.updates();
    if (before.length > 0) this.trouble ??= 'it changes a variable before the step of an optimizer';
    this.afterwards.push({ outputs: this.outputs(tensors), act });
    this.off(() => act([...tensors]));
    const variables = [...this.variables];
    this.backend.getInputTensorIds(variables.map(([, variable]) => variable)).forEach((now, i) => now !== variables[i][0] && this.unseen.add(now));
  }
}

/**
 * Runs a function and writes down its operations.
 * @returns what it gave, and its operations or, when they do not make a graph, why
 */
export function trace<T extends tfjs.Tensor[]>(backend: NodeBackend, args: readonly tfjs.Tensor[], run: () => T): { result: T; trace: Trace | NotTraceable } {
  const known = new Set(allVariables());
  const recorder = new Recorder(backend, args);
  let found: Trace | undefined;
  const result = recorder.on(() => {
    const tensors = run();
    const updates = recorder.updates();
    const results = recorder.outputs(tensors);
    found = { nodes: recorder.nodes, feeds: recorder.feeds, results, updates, afterwards: recorder.afterwards };
    return tensors;
  });
  if (allVariables().some((variable) => !known.has(variable))) recorder.trouble ??= 'it makes variables';
  return { result, trace: recorder.trouble === null ? found! : new NotTraceable(recorder.trouble) };
}

/**
 * In a function for `tf.function`: what JavaScript draws, counts or looks up for each run. Elsewhere just the tensor.
 * @param make gives a tensor of the same shape and dtype each time
 */
export function fresh<T extends tfjs.Tensor>(make: () => T): T {
  return current ? current.fresh(make) : make();
}

/**
 * In a function for `tf.function`: what is done with tensors outside the graph behind each run, as an optimizer's step. Elsewhere it is done at once.
 * @param act gets the tensors, which are freed behind it
 */
export function afterwards(tensors: readonly tfjs.Tensor[], act: (tensors: tfjs.Tensor[]) => void): void {
  if (current) current.outsideGraph(tensors, act);
  else act([...tensors]);
}
