import { NDArray } from './ndarray';
import { asArray, type ArrayLike } from './creation';
import { emptyData, type Data, type DType } from './dtype';
import { dense } from './iterate';
import { sumRowsF64 } from './kernels';
import { pairwise, sumColumns, sumFold, type Fold } from './sums';
import { formatShape, normalizeAxes, normalizeAxis, sizeOf } from './shape';

/** Over which axes (all without it), and whether they stay as axes of length 1. */
export interface ReduceOptions {
  axis?: number | readonly number[] | null;
  keepdims?: boolean;
  /** Delta degrees of freedom, of std and var. */
  ddof?: number;
}

type Reduction<R> = {
  (a: ArrayLike): R;
  (a: ArrayLike, options: number | ReduceOptions): NDArray;
};

const asOptions = (options?: number | ReduceOptions | null): ReduceOptions => (typeof options === 'number' ? { axis: options } : (options ?? {}));

/** The array with the reduced axes last, as one, in dense memory: [items, kept shape, shape with ones, reduced length]. */
function arrange(name: string, a: NDArray, axis: ReduceOptions['axis']): { items: Data; kept: number[]; ones: number[]; n: number; step: number; outer: number } {
  const axes = axis === undefined || axis === null ? a.shape.map((_, i) => i) : normalizeAxes(name, axis, a.ndim);
  const chosen = new Set(axes);
  const kept = a.shape.filter((_, i) => !chosen.has(i));
  const ones = a.shape.map((n, i) => (chosen.has(i) ? 1 : n));
  const n = sizeOf(axes.map((i) => a.shape[i]));
  if (axes.length === 1 && axes[0] === 0 && a.ndim > 1) return { items: dense(a), kept, ones, n, step: sizeOf(kept), outer: sizeOf(kept) };
  const order = [...a.shape.keys()].filter((i) => !chosen.has(i)).concat(axes);
  const inOrder = order.every((v, i) => v === i);
  return { items: dense(inOrder ? a : a.transpose(...order)), kept, ones, n, step: 1, outer: sizeOf(kept) };
}

function reduction<R extends number | boolean>(name: string, fold: Fold, resultType: (dtype: DType) => DType, needsItems = false, rows?: typeof sumRowsF64, columns?: typeof sumColumns): Reduction<R> {
  const apply = (value: ArrayLike, options?: number | ReduceOptions): R | NDArray => {
    const a = asArray(name, value);
    const { axis, keepdims = false } = asOptions(options);
    const whole = (axis === undefined || axis === null) && !keepdims;
    const { items, kept, ones, n, step, outer } = arrange(name, a, axis);
    if (needsItems && n === 0 && outer > 0)
      throw new RangeError(`${name}: zero-size array to reduction operation ${name} which has no identity (shape ${formatShape(a.shape)})`);
    const dtype = resultType(a.dtype);
    if (whole) {
      const result = fold(items, 0, 1, n);
      return (dtype === 'bool' ? result !== 0 : result) as R;
    }
    const data = emptyData(dtype, outer);
    const done = rows && step === 1 && items instanceof Float64Array && data instanceof Float64Array && rows(items, outer, n, data);
    if (columns && step > 1) columns(items, n, data);
    else if (!done) for (let i = 0; i < outer; i++) data[i] = fold(items, step === 1 ? i * n : i, step, n);
    return new NDArray(data, keepdims ? ones : kept, undefined, 0, dtype);
  };
  return apply as Reduction<R>;
}

const foldBy = (start: number, next: (x: number, y: number) => number): Fold => (items, at, step, n) => {
  let result = start;
  for (let i = 0, p = at; i < n; i++, p += step) result = next(result, items[p]);
  return result;
};

/** Replaces NaN before another fold. */
const passingNaN = (fold: Fold, by: number): Fold => (items, at, step, n) => {
  const clean = new Float64Array(n);
  for (let i = 0, p = at; i < n; i++, p += step) clean[i] = items[p] !== items[p] ? by : items[p];
  return fold(clean, 0, 1, n);
};

const countNumbers: Fold = (items, at, step, n) => {
  let count = 0;
  for (let i = 0, p = at; i < n; i++, p += step) if (items[p] === items[p]) count++;
  return count;
};

const argBest = (better: (x: number, best: number) => boolean): Fold => (items, at, step, n) => {
  let best = 0;
  for (let i = 1, p = at + step; i < n; i++, p += step) {
    const leader = items[at + best * step];
    if (leader !== leader) break;
    if (items[p] !== items[p] || better(items[p], leader)) best = i;
  }
  return best;
};

const varianceFold = (ddof: number): Fold => (items, at, step, n) => {
  const centre = sumFold(items, at, step, n) / n;
  const squares = new Float64Array(n);
  for (let i = 0, p = at; i < n; i++, p += step) squares[i] = (items[p] - centre) ** 2;
  return pairwise(squares, 0, 1, n) / Math.max(n - ddof, 0);
};

const medianFold: Fold = (items, at, step, n) => {
  const sorted = new Float64Array(n);
  for (let i = 0; i < n; i++) sorted[i] = items[at + i * step];
  sorted.sort();
  if (n === 0 || sorted[n - 1] !== sorted[n - 1]) return NaN;
  return n % 2 === 1 ? sorted[n >> 1] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
};

const counted = (dtype: DType): DType => (dtype === 'float64' ? 'float64' : 'int32');
const float = (): DType => 'float64';
const int = (): DType => 'int32';
const bool = (): DType => 'bool';
const same = (dtype: DType): DType => dtype;

export const sum = reduction<number>('sum', sumFold, counted, false, sumRowsF64, sumColumns);
export const prod = reduction<number>('prod', foldBy(1, (x, y) => x * y), counted);
export const mean = reduction<number>('mean', (x, at, s, n) => sumFold(x, at, s, n) / n, float);
export const max = reduction<number>('max', foldBy(-Infinity, (x, y) => (x >= y || x !== x ? x : y)), same, true);
export const min = reduction<number>('min', foldBy(Infinity, (x, y) => (x <= y || x !== x ? x : y)), same, true);
export const amax = max;
export const amin = min;
export const median = reduction<number>('median', medianFold, float);
export const any = reduction<boolean>('any', foldBy(0, (x, y) => (x !== 0 || y !== 0 ? 1 : 0)), bool);
export const all = reduction<boolean>('all', foldBy(1, (x, y) => (x !== 0 && y !== 0 ? 1 : 0)), bool);
export const countNonzero = reduction<number>('countNonzero', foldBy(0, (x, y) => x + (y !== 0 ? 1 : 0)), int);
export const argmax = reduction<number>('argmax', argBest((x, best) => x > best), int, true);
export const argmin = reduction<number>('argmin', argBest((x, best) => x < best), int, true);
/** Sum with NaN taken as 0. */
export const nansum = reduction<number>('nansum', (x, at, s, n) => {
  const plain = sumFold(x, at, s, n);
  return plain === plain ? plain : passingNaN(sumFold, 0)(x, at, s, n);
}, counted); // prettier-ignore
export const nanprod = reduction<number>('nanprod', passingNaN(foldBy(1, (x, y) => x * y), 1), counted);
export const nanmean = reduction<number>('nanmean', (x, at, s, n) => passingNaN(sumFold, 0)(x, at, s, n) / countNumbers(x, at, s, n), float);
const orNaN = (fold: Fold): Fold => (x, at, s, n) => (countNumbers(x, at, s, n) === 0 ? NaN : fold(x, at, s, n));
export const nanmax = reduction<number>('nanmax', orNaN(passingNaN(foldBy(-Infinity, Math.max), -Infinity)), same, true);
export const nanmin = reduction<number>('nanmin', orNaN(passingNaN(foldBy(Infinity, Math.min), Infinity)), same, true);
/** Largest minus smallest. */
export const ptp = reduction<number>('ptp', (x, at, s, n) => foldBy(-Infinity, Math.max)(x, at, s, n) - foldBy(Infinity, Math.min)(x, at, s, n), same, true);

const withDdof = (name: string, finish: (v: number) => number): Reduction<number> =>
  ((a: ArrayLike, options?: number | ReduceOptions) => {
    const fold = varianceFold(asOptions(options).ddof ?? 0);
    const { ddof: _, ...rest } = asOptions(options);
    const plain = rest.axis === undefined && !rest.keepdims;
    const run = reduction<number>(name, (x, at, s, n) => finish(fold(x, at, s, n)), float);
    return plain ? run(a) : run(a, rest);
  }) as Reduction<number>;

/** Mean squared distance from the mean; the sum is divided by n - ddof. With options, pass `{}`-like ones to get an array. */
export const variance = withDdof('var', (v) => v);
export const std = withDdof('std', Math.sqrt);

/** Weighted mean over an axis, or over all items. */
export function average(a: ArrayLike, options: { axis?: number; weights?: ArrayLike } = {}): number | NDArray {
  const values = asArray('average', a);
  if (options.weights === undefined) return options.axis === undefined ? mean(values) : mean(values, options.axis);
  const w = asArray('average', options.weights);
  const fits = options.axis === undefined ? w : w.ndim === 1 && values.ndim > 1 ? w.reshape(values.shape.map((n, i) => (i === normalizeAxis('average', options.axis!, values.ndim) ? n : 1))) : w;
  if (options.axis === undefined) return sum(values.multiply(fits)) / sum(fits);
  return sum(values.multiply(fits), options.axis).divide(sum(fits.broadcastTo(values.shape), options.axis));
}

function scan(name: string, value: ArrayLike, axis: number | undefined, next: (x: number, y: number) => number): NDArray {
  const source = asArray(name, value);
  const a = axis === undefined ? source.ravel() : source;
  const along = axis === undefined ? 0 : normalizeAxis(name, axis, a.ndim);
  const dtype = counted(a.dtype);
  const out = a.astype(dtype);
  const step = sizeOf(a.shape.slice(along + 1));
  const n = a.shape[along];
  for (let i = 0; i < out.size; i++) if (Math.floor(i / step) % n !== 0) out.data[i] = next(out.data[i - step], out.data[i]);
  return out;
}

/** Running sums along an axis, or over all items. */
export function cumsum(a: ArrayLike, axis?: number): NDArray {
  return scan('cumsum', a, axis, (x, y) => x + y);
}

export function cumprod(a: ArrayLike, axis?: number): NDArray {
  return scan('cumprod', a, axis, (x, y) => x * y);
}

function quantileFold(name: string, q: number): Fold {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`${name}: Quantiles must be in the range [0, 1], got ${q}`);
  return (items, at, step, n) => {
    const sorted = new Float64Array(n);
    for (let i = 0; i < n; i++) sorted[i] = items[at + i * step];
    sorted.sort();
    const place = q * (n - 1);
    const low = Math.floor(place);
    const high = Math.min(low + 1, n - 1);
    return sorted[low] + (sorted[high] - sorted[low]) * (place - low);
  };
}

/** The value below which the share q of the items lies, interpolated linearly. */
export function quantile(a: ArrayLike, q: number, axis?: number): number | NDArray {
  const run = reduction<number>('quantile', quantileFold('quantile', q), float, true);
  return axis === undefined ? run(a) : run(a, axis);
}

/** quantile with q in percent. */
export function percentile(a: ArrayLike, q: number, axis?: number): number | NDArray {
  return quantile(a, q / 100, axis);
}
