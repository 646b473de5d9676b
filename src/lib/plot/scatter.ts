import { checkMap, classColor, mapColor } from './colors';
import { finiteRange, toNumbers, type ClassLabel, type ColorRange, type Vector } from './layers';
import type { ScatterOptions } from './options';

interface PointColors {
  /** One for all points, or one for each. */
  colors: string[];
  classes: ClassLabel[];
  range?: ColorRange;
}

/** What `c`, `cmap` and `classes` of a scatter mean. */
export function pointColors(count: number, { c, cmap, classes }: ScatterOptions, next: string): PointColors {
  if (c === undefined || typeof c === 'string') return { colors: [c ?? next], classes: [] };
  if (Array.isArray(c) && typeof c[0] === 'string') return { colors: counted(c.map(String), count), classes: [] };
  const values = counted(toNumbers('scatter', 'c', c as Vector), count);
  if (cmap) return throughMap(values, cmap);
  const odd = values.find((v) => !Number.isInteger(v));
  if (odd !== undefined) throw new RangeError(`scatter: expected classes in c to be whole numbers, got ${odd}: for values name a colour map, { c, cmap: 'viridis' }`);
  return { colors: values.map(classColor), classes: (classes ?? []).map((label, k) => ({ label, color: classColor(k) })) };
}

function counted<T>(list: T[], count: number): T[] {
  if (list.length !== count) throw new RangeError(`scatter: expected c to have one item for each of ${count} points, got ${list.length}`);
  return list;
}

function throughMap(values: number[], cmap: string): PointColors {
  checkMap(cmap);
  const [low, high] = finiteRange(values) ?? [0, 1];
  return { colors: values.map((v) => mapColor(cmap, (v - low) / (high - low || 1))), classes: [], range: { cmap, low, high } };
}
