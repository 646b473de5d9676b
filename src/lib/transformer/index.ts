/** `gradus/transformer`: what a Transformer written as classes needs around it: a base class, training, pictures. @module gradus/transformer */
export { Module, type ModulePart } from './module';
export { scheduledAdam, ScheduledAdam, warmupThenDecay } from './optimizer';
export { COMPARISON, type MeasuredNetwork } from './comparison';
export { attentionPicture, transformerPicture } from './drawing';
export { trainBatches, type BatchOptions } from '../training/batches';
