/** `gradus/weights`: weights of trained networks, as files that are checked when they are read. @module gradus/weights */
export { loadWeights, saveWeights, type Weights } from './files';
export { setModelWeights, weightsOfModel } from './model';
export type { WeightDtype, WeightTensor } from './pack';
