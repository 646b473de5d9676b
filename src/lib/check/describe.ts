import { NDArray } from '../np';
import { asTensorValue } from './values';

const MAX_TEXT = 160;

const shorten = (text: string): string => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text);

/** What kind of thing a value is, in words, with its shape. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value instanceof NDArray) return `an NDArray of shape (${value.shape.join(', ')})`;
  const tensor = asTensorValue(value);
  if (tensor) return `a ${tensor.dtype} tensor of shape (${tensor.shape.join(', ')})`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  return value === undefined ? 'undefined (does the function return something?)' : `a ${typeof value}`;
}

function numbers(items: ArrayLike<number>, shape: readonly number[]): string {
  const shown = Array.from({ length: Math.min(items.length, 8) }, (_, i) => numberText(items[i]));
  const more = items.length > 8 ? `, … ${items.length} items` : '';
  return `${shape.length > 0 ? `(${shape.join(', ')}) ` : ''}[${shown.join(', ')}${more}]`;
}

function numberText(x: number): string {
  return Number.isInteger(x) || !Number.isFinite(x) ? String(x) : String(Number(x.toPrecision(7)));
}

/** A value as short text for a table: shape and first items of arrays, names and values of objects. */
export function describe(value: unknown, depth = 0): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return shorten(JSON.stringify(value));
  if (value === null || typeof value !== 'object') return shorten(typeof value === 'function' ? 'a function' : String(value));
  if (value instanceof NDArray) return numbers(Array.from(value.flat()), value.shape);
  const tensor = asTensorValue(value);
  if (tensor) return `tensor ${numbers(tensor.data, tensor.shape)}`;
  if (depth > 2) return '…';
  if (Array.isArray(value)) return shorten(`[${value.slice(0, 6).map((v) => describe(v, depth + 1)).join(', ')}${value.length > 6 ? ', …' : ''}]`); // prettier-ignore
  const entries = Object.entries(value).slice(0, 12);
  return shorten(`{ ${entries.map(([k, v]) => `${k}: ${describe(v, depth + 1)}`).join(', ')} }`);
}
