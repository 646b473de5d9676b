import { NDArray } from '../np';

/** One-dimensional data: numbers in any list, or an array with one axis. */
export type Vector = readonly number[] | Float64Array | Float32Array | Int32Array | NDArray;

/** What a figure shows, as plain data that any renderer can draw. */
export type Layer =
  | { type: 'line'; x: number[]; y: number[]; color: string; width: number; dash?: string; label?: string }
  | { type: 'scatter'; x: number[]; y: number[]; colors: string[]; groups: number[] | null; size: number; label?: string; edge: boolean }
  | { type: 'contour'; filled: boolean; xs: number[]; ys: number[]; z: Float64Array; levels: number[]; colors: string[]; alpha: number }
  | { type: 'image'; rgb: Uint8Array; width: number; height: number; extent: [number, number, number, number] }
  | { type: 'bar'; labels: string[]; values: number[]; color: string; label?: string }
  | { type: 'hist'; edges: number[]; counts: number[]; color: string; label?: string }
  | { type: 'heatmap'; rows: string[]; columns: string[]; values: number[][]; annotate: boolean; cmap: string }
  | { type: 'text'; x: number; y: number; text: string; color: string }
  | { type: 'arrow'; from: [number, number]; to: [number, number]; color: string }
  | { type: 'rule'; axis: 'x' | 'y'; at: number; color: string; dash?: string };

/** The numbers of a vector; anything else is named in the error. */
export function toNumbers(fn: string, name: string, v: Vector): number[] {
  if (v instanceof NDArray) {
    if (v.ndim !== 1) throw new RangeError(`${fn}: expected ${name} with one axis, got shape (${v.shape.join(', ')}): use ravel()`);
    return v.tolist() as number[];
  }
  if (Array.isArray(v) || ArrayBuffer.isView(v)) return Array.from(v as ArrayLike<number>);
  throw new TypeError(`${fn}: expected ${name} to be a list of numbers or an NDArray, got ${typeof v}`);
}

/** Two vectors of the same length. */
export function toPair(fn: string, x: Vector, y: Vector): [number[], number[]] {
  const [xs, ys] = [toNumbers(fn, 'x', x), toNumbers(fn, 'y', y)];
  if (xs.length !== ys.length) throw new RangeError(`${fn}: x and y must have the same length, got ${xs.length} and ${ys.length}`);
  return [xs, ys];
}
