/** `gradus/progress`: how far training, loading and other long work is. @module gradus/progress */
export { progress, Progress, type ProgressOptions } from './progress';
export type { FitCallbacks } from './callbacks';
export type { LineStream } from './line';
export type { Metrics } from './state';
export { duration, size } from './units';
