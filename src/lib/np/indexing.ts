import { NDArray } from './ndarray';
import { asArray, type Nested } from './creation';
import { emptyData } from './dtype';
import { emptyI32 } from './kernels';
import { copyStrided, dense, overlap, positions } from './iterate';
import { broadcastShapes, formatShape, sameShape, sizeOf } from './shape';

/** start:stop:step, any of them left out as null. */
export class Slice {
  constructor(
    readonly start: number | null,
    readonly stop: number | null,
    readonly step: number | null = null,
  ) {}
}

/** Python's slice(start, stop, step); `slice(3)` stops at 3. */
export function slice(start: number | null, stop?: number | null, step: number | null = null): Slice {
  return stop === undefined ? new Slice(null, start, step) : new Slice(start, stop, step);
}

/**
 * One item of an index: a whole number (from the end when negative), a slice ('1:3', ':', '::-1' or slice(1, 3)), '...' for all axes not named,
 * null for a new axis, a boolean mask, or an array of whole numbers.
 */
export type Index = number | string | Slice | null | NDArray | Nested;

interface Plan {
  shape: number[];
  strides: number[];
  offset: number;
  /** Index arrays and the axes of the view they pick from. */
  picks: { axis: number; indices: NDArray }[];
  /** Some advanced indices are apart from each other: their axes come first. */
  split: boolean;
}

const SLICE_TEXT = /^\s*(-?\d+)?\s*:\s*(-?\d+)?\s*(?::\s*(-?\d+)?\s*)?$/;

function parseSlice(text: string): Slice {
  const match = SLICE_TEXT.exec(text);
  if (!match) throw new TypeError(`at: expected a slice such as '1:3', ':' or '::-1', got '${text}'`);
  const part = (s: string | undefined): number | null => (s === undefined ? null : Number(s));
  return new Slice(part(match[1]), part(match[2]), part(match[3]));
}

/** First position, count and step of a slice over n items, by Python's rules. */
function resolveSlice(s: Slice, n: number): [number, number, number] {
  const step = s.step ?? 1;
  if (step === 0) throw new RangeError('at: slice step cannot be zero');
  const clip = (v: number | null, missing: number): number => {
    if (v === null) return missing;
    const from = v < 0 ? v + n : v;
    return step > 0 ? Math.min(Math.max(from, 0), n) : Math.min(Math.max(from, -1), n - 1);
  };
  const start = clip(s.start, step > 0 ? 0 : n - 1);
  const stop = clip(s.stop, step > 0 ? n : -1);
  return [start, Math.max(0, Math.ceil((stop - start) / step)), step];
}

const isAdvanced = (item: Index): item is NDArray | Nested => item instanceof NDArray || Array.isArray(item);

function toIndexArray(item: NDArray | Nested): NDArray {
  const a = asArray('at', item);
  if (a.size === 0 && a.dtype === 'float64') return new NDArray(new Int32Array(0), a.shape);
  if (a.dtype === 'float64')
    for (const x of dense(a)) if (!Number.isInteger(x)) throw new TypeError(`at: arrays used as indices must hold whole numbers or booleans, got ${x}`);
  return a;
}

/** How many axes of the array an item takes. */
function consumed(item: Index): number {
  if (item === null || item === '...') return 0;
  return isAdvanced(item) && toIndexArray(item).dtype === 'bool' ? toIndexArray(item).ndim : 1;
}

/** Positions of the true items of a mask, one int32 array an axis. */
export function nonzeroOf(mask: NDArray): NDArray[] {
  const items = dense(mask);
  const found: number[] = [];
  for (let i = 0; i < items.length; i++) if (items[i] !== 0) found.push(i);
  let step = mask.size;
  return mask.shape.map((n) => {
    step /= n || 1;
    return new NDArray(Int32Array.from(found, (at) => Math.floor(at / step) % n), [found.length]);
  });
}

function expandEllipsis(a: NDArray, index: readonly Index[]): Index[] {
  const named = index.reduce<number>((sum, item) => sum + consumed(item), 0);
  if (named > a.ndim) throw new RangeError(`at: too many indices: array is ${a.ndim}-dimensional, but ${named} were indexed`);
  const rest = new Array<Index>(a.ndim - named).fill(':');
  const dots = index.indexOf('...');
  if (dots < 0) return [...index, ...rest];
  if (index.indexOf('...', dots + 1) >= 0) throw new RangeError("at: an index can only have a single ellipsis ('...')");
  return [...index.slice(0, dots), ...rest, ...index.slice(dots + 1)];
}

function checkBounds(i: number, axis: number, n: number): number {
  if (!Number.isInteger(i)) throw new TypeError(`at: expected a whole number as index of axis ${axis}, got ${i}`);
  if (i < -n || i >= n) throw new RangeError(`at: index ${i} is out of bounds for axis ${axis} with size ${n}`);
  return i < 0 ? i + n : i;
}

/** Works out the view that the basic items make, and what the advanced ones pick from it. */
function plan(a: NDArray, index: readonly Index[]): Plan {
  const items = expandEllipsis(a, index);
  const withPicks = items.some(isAdvanced);
  const out: Plan = { shape: [], strides: [], offset: a.offset, picks: [], split: false };
  const places: number[] = []; // where in the index the advanced items stand
  let axis = 0;
  items.forEach((item, place) => {
    if (item === null) {
      out.shape.push(1);
      out.strides.push(0);
    } else if (isAdvanced(item) || (typeof item === 'number' && withPicks)) {
      const array = isAdvanced(item) ? toIndexArray(item) : new NDArray(Int32Array.of(checkBounds(item, axis, a.shape[axis])), []);
      const parts = array.dtype === 'bool' ? maskParts(array, a, axis) : [array];
      for (const indices of parts) {
        out.picks.push({ axis: out.shape.length, indices });
        out.shape.push(a.shape[axis]);
        out.strides.push(a.strides[axis++]);
      }
      places.push(place);
    } else if (typeof item === 'number') {
      out.offset += checkBounds(item, axis, a.shape[axis]) * a.strides[axis];
      axis++;
    } else {
      const [start, count, step] = resolveSlice(item instanceof Slice ? item : parseSlice(item as string), a.shape[axis]);
      if (count > 0) out.offset += start * a.strides[axis];
      out.shape.push(count);
      out.strides.push(step * a.strides[axis++]);
    }
  });
  out.split = places.some((p, i) => i > 0 && p !== places[i - 1] + 1);
  return out;
}

function maskParts(mask: NDArray, a: NDArray, axis: number): NDArray[] {
  mask.shape.forEach((n, i) => {
    if (n !== a.shape[axis + i])
      throw new RangeError(`at: boolean index did not match indexed array along axis ${axis + i}; size of axis is ${a.shape[axis + i]} but size of boolean axis is ${n}`);
  });
  return nonzeroOf(mask);
}

/** Positions in memory that an index with index arrays picks, and the shape of the result. */
function pickPositions(p: Plan): { at: Int32Array; shape: number[] } {
  const common = p.picks.reduce<number[]>((shape, { indices }) => broadcastShapes('at', shape, indices.shape), []);
  const chosen = new Set(p.picks.map(({ axis }) => axis));
  const kept = p.shape.map((_, axis) => axis).filter((axis) => !chosen.has(axis));
  const size = sizeOf(common);
  const jump = new Int32Array(size); // offset that the index arrays add, for each of their items
  for (const { axis, indices } of p.picks) {
    const items = dense(indices.broadcastTo(common));
    for (let i = 0; i < size; i++) jump[i] += checkBounds(items[i], axis, p.shape[axis]) * p.strides[axis];
  }
  const first = p.split ? 0 : kept.filter((axis) => axis < p.picks[0].axis).length;
  const before = kept.slice(0, first);
  const after = kept.slice(first);
  const dims = (axes: number[]): number[] => axes.map((axis) => p.shape[axis]);
  const steps = (axes: number[]): number[] => axes.map((axis) => p.strides[axis]);
  const outer = positions(dims(before), steps(before), p.offset);
  const inner = positions(dims(after), steps(after), 0);
  const at = emptyI32(outer.length * size * inner.length);
  let k = 0;
  for (const o of outer) for (let i = 0; i < size; i++) for (const n of inner) at[k++] = o + jump[i] + n;
  return { at, shape: [...dims(before), ...common, ...dims(after)] };
}

/** The items where a mask of the same shape is true, as a vector. */
function masked(a: NDArray, mask: NDArray): NDArray {
  const [items, chosen] = [dense(a), dense(mask)];
  let count = 0;
  for (let i = 0; i < chosen.length; i++) count += chosen[i];
  const data = emptyData(a.dtype, count + 1); // the last place takes what is not chosen, without a branch
  for (let i = 0, k = 0; i < chosen.length; i++) {
    data[k] = items[i];
    k += chosen[i];
  }
  return new NDArray(data.subarray(0, count), [count], undefined, 0, a.dtype);
}

/** a[index]: a view for basic indices, a copy with masks or index arrays. */
export function getIndex(a: NDArray, index: readonly Index[]): NDArray {
  const [mask] = index;
  if (index.length === 1 && mask instanceof NDArray && mask.dtype === 'bool' && mask.ndim > 0 && sameShape(mask.shape, a.shape)) return masked(a, mask);
  const p = plan(a, index);
  if (p.picks.length === 0) return new NDArray(a.data, p.shape, p.strides, p.offset, a.dtype);
  const { at, shape } = pickPositions(p);
  const data = emptyData(a.dtype, at.length);
  for (let i = 0; i < at.length; i++) data[i] = a.data[at[i]];
  return new NDArray(data, shape, undefined, 0, a.dtype);
}

/** a[index] = value, with broadcasting; float values are cut to whole numbers in int32 arrays. */
export function setIndex(a: NDArray, index: readonly Index[], value: NDArray): void {
  const p = plan(a, index);
  if (p.picks.length === 0 && value.size > 1 && value.dtype === a.dtype && !overlap(value.data, a.data) && broadcasts(value.shape, p.shape)) {
    const view = value.broadcastTo(p.shape);
    copyStrided(view.data, view.strides, view.offset, a.data, p.strides, p.offset, p.shape);
    return;
  }
  const target = p.picks.length > 0 ? pickPositions(p) : { at: positions(p.shape, p.strides, p.offset), shape: p.shape };
  const fits = value.size === 1 || broadcasts(value.shape, target.shape);
  if (!fits) throw new RangeError(`set: could not broadcast input array from shape ${formatShape(value.shape)} into shape ${formatShape(target.shape)}`);
  const items = value.size === 1 ? null : dense(value.broadcastTo(target.shape)).slice();
  const single = value.size === 1 ? dense(value)[0] : 0;
  const bool = a.dtype === 'bool';
  for (let i = 0; i < target.at.length; i++) {
    const item = items ? items[i] : single;
    a.data[target.at[i]] = bool ? (item !== 0 ? 1 : 0) : item;
  }
}

function broadcasts(from: readonly number[], to: readonly number[]): boolean {
  const extra = from.length - to.length;
  return from.every((n, i) => n === 1 || (i >= extra && n === to[i - extra]));
}

/** Position in memory of one item. */
export function itemPosition(a: NDArray, indices: readonly number[]): number {
  if (indices.length !== a.ndim) throw new RangeError(`item: expected ${a.ndim} indices for an array of shape ${formatShape(a.shape)}, got ${indices.length}`);
  let at = a.offset;
  for (let axis = 0; axis < indices.length; axis++) at += checkBounds(indices[axis], axis, a.shape[axis]) * a.strides[axis];
  return at;
}
