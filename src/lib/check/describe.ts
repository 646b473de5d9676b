import { NDArray } from '../np';
import { asTensorValue } from './values';

const MAX_TEXT = 200;
const MAX_ITEMS = 8;
const MAX_ENTRIES = 12;

const shorten = (text: string, length = MAX_TEXT): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

/** A name of the value's class, if it has one of its own. */
function className(value: object): string | null {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return null;
  const name: unknown = (prototype as { constructor?: { name?: unknown } }).constructor?.name;
  return typeof name === 'string' && name !== '' && name !== 'Object' ? shorten(name, 40) : null;
}

const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;

/** What kind of thing a value is, in words, with its shape. Reads nothing but that; may throw for objects made to throw. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'undefined (does the function return something?)';
  if (value instanceof NDArray) return `an NDArray of shape ${shapeText(value.shape)}`;
  const tensor = asTensorValue(value);
  if (tensor) return `a ${tensor.dtype} tensor of shape ${shapeText(tensor.shape)}`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (ArrayBuffer.isView(value)) return `${withArticle(className(value) ?? 'typed array')}, not an array`;
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (value instanceof Promise) return 'a Promise (is an `await` missing?)';
  return withArticle(className(value) ?? 'object');
}

export const shapeText = (shape: readonly number[]): string => `(${shape.join(', ')})`;

export function numberText(x: number): string {
  return Number.isInteger(x) || !Number.isFinite(x) ? String(x) : String(Number(x.toPrecision(7)));
}

/** The first items, and how many there are. */
function items(values: ArrayLike<unknown>, bool: boolean, count = values.length): string {
  const text = (x: unknown): string => (typeof x === 'number' ? (bool ? String(x !== 0) : numberText(x)) : shorten(String(x), 20));
  const shown = Array.from({ length: Math.min(count, MAX_ITEMS) }, (_, i) => text(values[i]));
  return `[${shown.join(', ')}${count > MAX_ITEMS ? `, … ${count} in all` : ''}]`;
}

/**
 * A value as short text for a table: type, shape and first items of arrays, names and values of objects, in the order that `like` has them in, so that the
 * two can be read side by side. Never throws.
 */
export function describe(value: unknown, like?: unknown): string {
  try {
    return shorten(describeAt(value, like, 0));
  } catch (error) {
    return `unreadable: ${messageOf(error)}`;
  }
}

/** Whether a thrown value is an error, of any realm. */
const isError = (error: unknown): error is Error => typeof error === 'object' && error !== null && 'message' in error && 'name' in error;

/** The name of a thrown value's class: 'TypeError'. Never throws. */
export function errorName(error: unknown): string {
  try {
    return isError(error) ? shorten(String(error.name), 60) : 'Error';
  } catch {
    return 'Error';
  }
}

/** The first line of a thrown value's message. Never throws. */
export function messageOf(error: unknown): string {
  try {
    const text = isError(error) ? error.message : error;
    return shorten(String(text).split('\n')[0]);
  } catch {
    return 'an error that cannot be read';
  }
}

/** The own names of a value, those of `like` first. */
function namesOf(value: object, like: unknown): string[] {
  if (typeof like !== 'object' || like === null) return Object.keys(value);
  const first = Object.keys(like).filter((name) => Object.hasOwn(value, name));
  return [...new Set([...first, ...Object.keys(value)])];
}

/** Item or entry `key` of an object, if it is one. */
const within = (value: unknown, key: string | number): unknown => (typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined);

function describeAt(value: unknown, like: unknown, depth: number): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (typeof value === 'function') return `a function${value.name ? ` ${shorten(String(value.name), 40)}` : ''}`;
  if (value === null || typeof value !== 'object') return String(value);
  if (value instanceof NDArray) return `${value.dtype} array ${shapeText(value.shape)} ${items(firstItems(value), value.dtype === 'bool', value.size)}`;
  const tensor = asTensorValue(value);
  if (tensor) return `${tensor.dtype} tensor ${shapeText(tensor.shape)} ${items(tensor.data, tensor.dtype === 'bool')}`;
  if (ArrayBuffer.isView(value)) return `${className(value)} ${items(value as unknown as ArrayLike<number>, false)}`;
  if (value instanceof Promise) return 'a Promise';
  if (depth > 2) return '…';
  if (Array.isArray(value)) return `[${value.slice(0, MAX_ITEMS).map((v, i) => describeAt(v, within(like, i), depth + 1)).join(', ')}${value.length > MAX_ITEMS ? `, … ${value.length} in all` : ''}]`; // prettier-ignore
  const name = className(value);
  const names = namesOf(value, like);
  const entries = names.slice(0, MAX_ENTRIES).map((key) => `${key}: ${describeAt(within(value, key), within(like, key), depth + 1)}`);
  return `${name ? `${name} ` : ''}{ ${entries.join(', ')}${names.length > MAX_ENTRIES ? ', …' : ''} }`;
}

function firstItems(array: NDArray): number[] {
  const flat = array.flat();
  return Array.from({ length: Math.min(array.size, MAX_ITEMS) }, () => Number(flat.next().value));
}
