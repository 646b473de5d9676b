import * as np from '../np';

/** Values of a JSON fixture: nested numbers or booleans become arrays where they are matrices or vectors, lists of those stay lists. */
export function fromJson(value: unknown): unknown {
  if (Array.isArray(value)) return isNumeric(value) ? np.array(value as number[]) : value.map(fromJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromJson(item)]));
}

/** Whether nested lists are one array: all parts numeric and of one length. */
function isNumeric(list: readonly unknown[]): boolean {
  if (list.every((v) => typeof v === 'number' || typeof v === 'boolean')) return true;
  const lengths = new Set(list.map((v) => (Array.isArray(v) ? JSON.stringify(shapeOf(v)) : 'none')));
  return lengths.size === 1 && !lengths.has('none') && list.every((v) => isNumeric(v as unknown[]));
}

const shapeOf = (v: unknown): number[] => (Array.isArray(v) ? [v.length, ...shapeOf(v[0])] : []);
