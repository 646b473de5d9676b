import { NDArray } from '../np';

/** One-dimensional data: numbers in any list, or an array with one axis. */
export type Vector = readonly number[] | Float64Array | Float32Array | Int32Array | Uint8Array | NDArray;

/** Which colour stands for which number: a map between two values. */
export interface ColorRange {
  cmap: string;
  low: number;
  high: number;
}

/** What a figure shows, as plain data that any renderer can draw. */
export type Layer =
  | { type: 'line'; x: number[]; y: number[]; color: string; width: number; dash?: string; label?: string }
  | { type: 'scatter'; x: number[]; y: number[]; colors: string[]; size: number; label?: string; classes: ClassLabel[]; range?: ColorRange }
  | { type: 'contour'; filled: boolean; xs: number[]; ys: number[]; z: Float64Array; levels: number[]; colors: string[]; alpha: number }
  | { type: 'image'; rgb: Uint8Array; width: number; height: number; extent: Extent; range?: ColorRange }
  | { type: 'bar'; labels: string[]; values: number[]; color: string; label?: string }
  | { type: 'hist'; edges: number[]; counts: number[]; color: string; label?: string }
  | { type: 'heatmap'; rows: string[]; columns: string[]; values: number[][]; annotate: boolean; range: ColorRange; colorbar: boolean }
  | { type: 'text'; x: number; y: number; text: string; color: string }
  | { type: 'labels'; x: number[]; y: number[]; texts: string[]; colors: string[] }
  | { type: 'arrow'; from: [number, number]; to: [number, number]; color: string }
  | { type: 'rule'; axis: 'x' | 'y'; at: number; color: string; dash?: string };

export type LayerOf<T extends Layer['type']> = Extract<Layer, { type: T }>;

/** A class of points with its colour, for the legend. */
export interface ClassLabel {
  label: string;
  color: string;
}

/** [left, right, bottom, top] of a picture, in axis units. */
export type Extent = [number, number, number, number];

export const layersOf = <T extends Layer['type']>(layers: readonly Layer[], type: T): LayerOf<T>[] => layers.filter((l): l is LayerOf<T> => l.type === type);

/** The numbers of a vector; anything else is named in the error. */
export function toNumbers(fn: string, name: string, v: Vector): number[] {
  if (v instanceof NDArray) {
    if (v.ndim !== 1) throw new RangeError(`${fn}: expected ${name} with one axis, got shape (${v.shape.join(', ')}): use ravel()`);
    return Array.from(v.flat(), Number);
  }
  if (!Array.isArray(v) && !(ArrayBuffer.isView(v) && 'length' in v)) throw new TypeError(`${fn}: expected ${name} to be a list of numbers or an NDArray, got ${v === null ? 'null' : typeof v}`);
  const items = Array.from(v as ArrayLike<unknown>);
  const odd = items.findIndex((item) => typeof item !== 'number');
  if (odd >= 0) throw new TypeError(`${fn}: expected ${name} to hold numbers, got ${Array.isArray(items[odd]) ? 'a list' : typeof items[odd]} at position ${odd}`);
  return items as number[];
}

/** Two vectors of the same length. */
export function toPair(fn: string, x: Vector, y: Vector): [number[], number[]] {
  const [xs, ys] = [toNumbers(fn, 'x', x), toNumbers(fn, 'y', y)];
  if (xs.length !== ys.length) throw new RangeError(`${fn}: x and y must have the same length, got ${xs.length} and ${ys.length}`);
  return [xs, ys];
}

/** Smallest and largest finite number; null where there is none. */
export function finiteRange(...lists: ArrayLike<number>[]): [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (const list of lists)
    for (let i = 0; i < list.length; i++) {
      const x = list[i];
      if (!Number.isFinite(x)) continue;
      if (x < low) low = x;
      if (x > high) high = x;
    }
  return low <= high ? [low, high] : null;
}
