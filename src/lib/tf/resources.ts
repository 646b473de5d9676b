import type * as tfjs from '@tensorflow/tfjs';
import { ofNodeBackend, type Attribute, type NodeBackend } from './nodeBackend';

/** By this name TensorFlow gives every variable its own place, and frees it with its last handle. */
const ANONYMOUS = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/** A float32 variable inside TensorFlow, which its operations change in place. TensorFlow.js knows nothing of it; its handle is a number. */
export type Resource = number;

/** TensorFlow's own variables and the operations on them, without TensorFlow.js' book-keeping for each call. */
export class Resources {
  private readonly float: Attribute;

  constructor(private readonly backend: NodeBackend) {
    this.float = { name: 'dtype', type: backend.binding.TF_ATTR_TYPE, value: backend.binding.TF_FLOAT };
  }

  /** A new variable with a tensor's values. */
  make(value: tfjs.Tensor): Resource {
    const { binding } = this.backend;
    const text = (name: string, content: string): Attribute => ({ name, type: binding.TF_ATTR_STRING, value: content });
    const attributes = [this.float, { name: 'shape', type: binding.TF_ATTR_SHAPE, value: value.shape }, text('container', ''), text('shared_name', ANONYMOUS)];
    const [{ id }] = binding.executeOp('VarHandleOp', attributes, [], 1);
    this.write(id, value);
    return id;
  }

  write(resource: Resource, value: tfjs.Tensor): void {
    this.backend.binding.executeOp('AssignVariableOp', [this.float], [resource, ...this.backend.getInputTensorIds([value])], 0);
  }

  /** The values, as a tensor that later changes leave alone. */
  read(resource: Resource): tfjs.Tensor {
    return this.backend.createOutputTensor(this.backend.binding.executeOp('ReadVariableOp', [this.float], [resource], 1)[0]);
  }

  free(ids: readonly number[]): void {
    for (const id of ids) this.backend.binding.deleteTensor(id);
  }

  /** A float32 scalar, to be freed. */
  scalar(value: number): number {
    return this.backend.binding.createTensor([], this.backend.binding.TF_FLOAT, Float32Array.of(value));
  }

  /** m and v take in the gradient, and w goes down by rate * m / (sqrt(v) + epsilon). `scalars` as `adamScalars` gives them. */
  applyAdam([w, m, v]: readonly Resource[], scalars: readonly number[], gradient: tfjs.Tensor): void {
    const { binding } = this.backend;
    const flag = (name: string): Attribute => ({ name, type: binding.TF_ATTR_BOOL, value: false });
    const attributes = [{ name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT }, flag('use_locking'), flag('use_nesterov')];
    binding.executeOp('ResourceApplyAdam', attributes, [w, m, v, ...scalars, ...this.backend.getInputTensorIds([gradient])], 0);
  }

  /** What `applyAdam` takes beside the variables. The powers of the betas are 0: rate and epsilon come with the corrections for them, worked out in double precision. */
  adamScalars(rate: number, beta1: number, beta2: number, epsilon: number): number[] {
    return [0, 0, rate, beta1, beta2, epsilon].map((value) => this.scalar(value));
  }
}

/** TensorFlow's own variables, or null where the backend in use is not the native one. */
export const resources = ofNodeBackend((backend) => new Resources(backend));
