import * as tfjs from '@tensorflow/tfjs';
import { fastDropout } from './dropout';
import { nativeOps } from './native';
import type { Attribute, NodeBackend } from './nodeBackend';

type Kernel = tfjs.KernelConfig;
type Arguments = { inputs: Record<string, tfjs.TensorInfo>; attrs: Record<string, unknown>; backend: NodeBackend };
type Run = (args: Arguments) => tfjs.TensorInfo;

const NATIVE = 'tensorflow';
const RELU_GRAD = 'GradusReluGrad';

const type = ({ binding }: NodeBackend, name: string, dtype: 'TF_FLOAT' | 'TF_INT32' | 'TF_BOOL' = 'TF_FLOAT'): Attribute => ({ name, type: binding.TF_ATTR_TYPE, value: binding[dtype] });
const flag = ({ binding }: NodeBackend, name: string, value: unknown): Attribute => ({ name, type: binding.TF_ATTR_BOOL, value });

/** The same values under the same shape: no copy. */
function same(x: tfjs.TensorInfo, backend: NodeBackend): tfjs.TensorInfo {
  backend.incRef(x.dataId);
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
}

/** Products of two matrices by MatMul: BatchMatMulV2, which tfjs-node takes for all, needs twice the time for small ones. */
const matMul = (theirs: Run): Run => (args) => {
  const { inputs: { a, b }, attrs, backend } = args; // prettier-ignore
  if (a.shape.length !== 2 || b.shape.length !== 2 || a.dtype !== 'float32' || b.dtype !== 'float32') return theirs(args);
  return backend.executeSingleOutput('MatMul', [type(backend, 'T'), flag(backend, 'transpose_a', attrs.transposeA), flag(backend, 'transpose_b', attrs.transposeB)], [a, b]);
};

/** A cast to the type that is there already is no work. */
const cast = (theirs: Run): Run => (args) => (args.inputs.x.dtype === args.attrs.dtype ? same(args.inputs.x, args.backend) : theirs(args));

const TYPES = { float32: 'TF_FLOAT', int32: 'TF_INT32', bool: 'TF_BOOL' } as const;

/** A tensor under another shape, whose native vector is made once and not for each call. Null for a type that tensors seldom have. */
function reshaped(x: tfjs.TensorInfo, shape: number[], backend: NodeBackend): tfjs.TensorInfo | null {
  if (tfjs.util.arraysEqual(shape, x.shape)) return same(x, backend);
  const dtype = TYPES[x.dtype as keyof typeof TYPES] as (typeof TYPES)[keyof typeof TYPES] | undefined;
  const vector = dtype && nativeOps()?.int32Vector(shape);
  return vector ? backend.executeSingleOutput('Reshape', [type(backend, 'T', dtype), type(backend, 'Tshape', 'TF_INT32')], [x, vector]) : null;
}

const reshape = (theirs: Run): Run => (args) => reshaped(args.inputs.x, args.attrs.shape as number[], args.backend) ?? theirs(args);

/** tfjs-node's does not say what type it works on, without which there is no graph. */
const expandDims = (theirs: Run): Run => (args) => {
  const { inputs: { input }, attrs, backend } = args; // prettier-ignore
  const dim = attrs.dim as number;
  const shape = [...input.shape];
  shape.splice(dim < 0 ? dim + shape.length + 1 : dim, 0, 1);
  return reshaped(input, shape, backend) ?? theirs(args);
};

/** Without reading the indices back to look at them: TensorFlow does that itself, and says which is out of range. */
const gather = (theirs: Run): Run => (args) => {
  const { inputs: { x, indices }, attrs, backend } = args; // prettier-ignore
  const { axis, batchDims } = attrs as { axis: number; batchDims: number };
  const [dtype, at] = [TYPES[x.dtype as keyof typeof TYPES] as (typeof TYPES)[keyof typeof TYPES] | undefined, nativeOps()?.int32Scalar(axis)];
  if (!dtype || !at || indices.dtype !== 'int32') return theirs(args);
  tfjs.backend_util.segment_util.collectGatherOpShapeInfo(x, indices, axis, batchDims); // checks the shapes
  const attributes = [{ name: 'batch_dims', type: backend.binding.TF_ATTR_INT, value: batchDims }, type(backend, 'Tparams', dtype), type(backend, 'Tindices', 'TF_INT32'), type(backend, 'Taxis', 'TF_INT32')]; // prettier-ignore
  return backend.executeSingleOutput('GatherV2', attributes, [x, indices, at]);
};

const reluGrad: Run = ({ inputs: { dy, x }, backend }) => backend.executeSingleOutput('ReluGrad', [type(backend, 'T')], [dy, x]);

const reluGradient = (dy: tfjs.Tensor, x: tfjs.Tensor): tfjs.Tensor => tfjs.engine().runKernel(RELU_GRAD, { dy, x }) as tfjs.Tensor;

/** The kernels that take the place of tfjs-node's. */
const REPLACED: Record<string, (theirs: Run) => Run> = { BatchMatMul: matMul, Cast: cast, Reshape: reshape, ExpandDims: expandDims, GatherV2: gather };
const originals = new Map<string, Kernel>();

let reluBefore: tfjs.GradConfig | undefined;

function install(name: string, config: Kernel): void {
  tfjs.unregisterKernel(name, NATIVE);
  tfjs.registerKernel(config);
}

/** ReLU's gradient in one operation; tfjs-core works out a step function first, by eight. A kernel of its own has a gradient, too. */
function installRelu(): void {
  if (!tfjs.getKernel(RELU_GRAD, NATIVE)) {
    tfjs.registerKernel({ kernelName: RELU_GRAD, backendName: NATIVE, kernelFunc: reluGrad as never });
    const gradFunc = (ddy: tfjs.Tensor | tfjs.Tensor[], [x]: tfjs.Tensor[]): ReturnType<tfjs.GradFunc> => ({ dy: () => reluGradient(ddy as tfjs.Tensor, x), x: () => tfjs.zerosLike(x) });
    tfjs.registerGradient({ kernelName: RELU_GRAD, inputsToSave: ['x'], gradFunc });
  }
  reluBefore = tfjs.getGradient('Relu');
  const theirs = reluBefore.gradFunc;
  tfjs.unregisterGradient('Relu');
  tfjs.registerGradient({
    ...reluBefore,
    gradFunc: (dy, saved, attrs) => {
      const [x] = saved;
      const native = tfjs.getBackend() === NATIVE && x.dtype === 'float32';
      return native ? { x: () => reluGradient(dy as tfjs.Tensor, x) } : theirs(dy, saved, attrs);
    },
  });
}

/**
 * Takes quicker native operations for some of TensorFlow.js' kernels, or gives back its own: `npm run bench` compares both. Results are the same but for rounding. Without effect on
 * the pure-JavaScript backend.
 */
export function fastKernels(on: boolean): void {
  fastDropout(on);
  if (on === originals.size > 0 || tfjs.getBackend() !== NATIVE) return;
  if (on) {
    for (const [name, make] of Object.entries(REPLACED)) {
      const config = tfjs.getKernel(name, NATIVE);
      originals.set(name, config);
      install(name, { ...config, kernelFunc: make(config.kernelFunc as never) as never });
    }
    installRelu();
    return;
  }
  for (const [name, config] of originals) install(name, config);
  originals.clear();
  tfjs.unregisterGradient('Relu');
  tfjs.registerGradient(reluBefore!);
}
