import { NDArray } from '../np';
import { checkMap, classColor, mapColor } from './colors';
import { finiteRange, toNumbers, type LayerOf, type Vector } from './layers';
import type { ContourOptions } from './options';

/** A contour layer from a call of contourf or contour, checked. */
export function contourLayer(fn: 'contourf' | 'contour', x: Vector, y: Vector, z: NDArray, options: ContourOptions): LayerOf<'contour'> {
  const [xs, ys] = [toNumbers(fn, 'xs', x), toNumbers(fn, 'ys', y)];
  if (!(z instanceof NDArray) || z.ndim !== 2 || z.shape[0] !== ys.length || z.shape[1] !== xs.length)
    throw new RangeError(`${fn}: expected z of shape (len ys, len xs) = (${ys.length}, ${xs.length}), got ${z instanceof NDArray ? `(${z.shape.join(', ')})` : typeof z}`);
  for (const [name, values] of [['xs', xs], ['ys', ys]] as const) // prettier-ignore
    if (values.length < 2 || values.some((v, i) => !Number.isFinite(v) || (i > 0 && !(v > values[i - 1])))) throw new RangeError(`${fn}: expected ${name} to be at least two rising numbers`);
  const items = Float64Array.from(z.flat(), Number);
  const levels = levelsOf(fn, items, options.levels ?? 10);
  const filled = fn === 'contourf';
  return { type: 'contour', filled, xs, ys, z: items, levels, colors: colorsOf(fn, levels.length + (filled ? 1 : 0), options), alpha: options.alpha ?? (filled ? 0.35 : 1) };
}

/** The levels given, or those that cut the range of the data into equal parts. */
function levelsOf(fn: string, items: Float64Array, levels: number | readonly number[]): number[] {
  if (typeof levels !== 'number') {
    if (levels.length === 0 || levels.some((t, i) => !Number.isFinite(t) || (i > 0 && t <= levels[i - 1]))) throw new RangeError(`${fn}: expected levels to be rising numbers, got [${levels.join(', ')}]`);
    return [...levels];
  }
  if (!Number.isInteger(levels) || levels < 2) throw new RangeError(`${fn}: expected at least 2 levels, got ${levels}`);
  const [low, high] = finiteRange(items) ?? [0, 1];
  return Array.from({ length: levels - 1 }, (_, i) => low + ((i + 1) * (high - low)) / levels);
}

/** Two regions are the colours of classes 0 and 1, more come from a colour map; lines are dark unless a map is named. */
function colorsOf(fn: string, count: number, { colors, cmap }: ContourOptions): string[] {
  if (colors) {
    if (colors.length !== count && !(fn === 'contour' && colors.length === 1)) throw new RangeError(`${fn}: expected ${count} colors, got ${colors.length}`);
    return Array.from({ length: count }, (_, i) => colors[colors.length === 1 ? 0 : i]);
  }
  if (cmap) checkMap(cmap);
  if (fn === 'contour' && !cmap && count === 1) return ['#333'];
  if (fn === 'contourf' && !cmap && count === 2) return [classColor(0), classColor(1)];
  return Array.from({ length: count }, (_, i) => mapColor(cmap ?? 'viridis', count === 1 ? 0.5 : i / (count - 1)));
}
