/** `gradus/segmentation`: road scenes as batches, masks as pictures, and how good a mask is. @module gradus/segmentation */
export {
  makeScenes,
  sceneBatches,
  toTensors,
  type Batch,
  type BatchOptions,
  type MakeScenesOptions,
  type SceneSet,
} from './scenes';
export { colorMask, createMask, maskOf, resizeNearest, type Mask } from './masks';
export { accuracy, classIou, confusion, meanIou, pixelAccuracy, sparseCrossEntropyFromLogits } from './metrics';
export { pictureGrid, type GridOptions } from './grid';
export { fallingRate } from './rate';
