/**
 * `gradus/tf`: TensorFlow.js on the best backend that loads. Everything `@tensorflow/tfjs` exports, `backendName`, and the way to and from np arrays.
 * All code of the pack gets TensorFlow from here.
 * @module gradus/tf
 */
import { chooseBackend } from './backend';

/** 'tensorflow' (native) or 'cpu' (pure JavaScript). */
export const backendName = chooseBackend();

export * from '@tensorflow/tfjs';

import * as tfjs from '@tensorflow/tfjs';
import type { NDArray } from '../np';
import { useNativeAdam } from './adam';
import { compileModels } from './graph/models';
import { fastKernels } from './kernels';
import { toTensor as convert } from './convert';

useNativeAdam();
compileModels();
fastKernels(backendName === 'tensorflow');

export { NativeAdam } from './adam';
export { toNDArray } from './convert';
export { graphFunction as function, runFunctionsEagerly, type GraphFunction, type GraphOptions, type Tensors } from './graph/function';
export { afterwards, fresh } from './graph/trace';
export { fastKernels } from './kernels';
export { interruptible, type Stoppable } from './interrupt';
export { setRandomSeed } from './seed';

/** A tensor with an np array's items: float64 becomes float32. */
export function toTensor(a: NDArray): tfjs.Tensor {
  return convert(tfjs, a);
}
