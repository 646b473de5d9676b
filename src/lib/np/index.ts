/** `gradus/np`: NumPy's arrays and functions, by NumPy's names in camelCase. docs/np.md lists them all. @module gradus/np */
export { NDArray, type NestedList } from './ndarray';
export type { ArrayLike, Nested } from './creation';
export type { DType } from './dtype';
export { Slice, slice, type Index } from './indexing';
export type { ReduceOptions } from './reduce';
export {
  array,
  asarray,
  zeros,
  ones,
  empty,
  full,
  zerosLike,
  onesLike,
  emptyLike,
  fullLike,
  eye,
  identity,
  arange,
  linspace,
  logspace,
  meshgrid,
} from './creation';
export * from './math';
export * from './logic';
export * from './manipulate';
export * from './join';
export * from './products';
export * from './sorting';
export {
  sum,
  prod,
  mean,
  variance,
  variance as var,
  std,
  max,
  min,
  amax,
  amin,
  median,
  any,
  all,
  countNonzero,
  argmax,
  argmin,
  nansum,
  nanprod,
  nanmean,
  nanmax,
  nanmin,
  ptp,
  average,
  cumsum,
  cumprod,
  quantile,
  percentile,
} from './reduce';

/** 3.14159... */
export const pi = Math.PI;
/** 2.71828... */
export const e = Math.E;
/** Infinity; compares greater than every other number. */
export const inf = Infinity;
/** Not a number; equals nothing, not even itself. */
export const nan = NaN;
/** A new axis in an index: a.at(':', np.newaxis). */
export const newaxis = null;

export { tidy } from './tidy';
export * as random from './random';
export * as linalg from './linalg';
export * from './io';
