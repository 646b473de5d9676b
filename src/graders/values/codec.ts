import { NDArray, type DType } from '../../lib/np';
import { asTensorValue, TensorValue, type TensorDType } from '../../lib/check/values';

/**
 * Values between the grader and the learner's process as plain JSON. Numbers, strings, booleans, null and arrays stand for themselves; everything else is
 * an object with a one-letter tag, plain objects too, so that no learner's key can pass for a tag.
 */
export type Encoded = number | string | boolean | null | Encoded[] | { [tag: string]: unknown };

const MAX_DEPTH = 32;
const MAX_ITEMS = 20_000_000;

const base64 = (view: ArrayBufferView): string => Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString('base64');

/** The value as JSON can carry it. Functions, promises and class instances become a note of their kind. */
export function encode(value: unknown, depth = 0): Encoded {
  if (depth > MAX_DEPTH) throw new RangeError('the value is nested too deeply, or contains itself');
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : { n: Object.is(value, -0) ? '-0' : String(value) };
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (value === undefined) return { u: true };
  if (typeof value !== 'object') return { k: typeof value };
  if (Array.isArray(value)) return Array.from(value, (item) => encode(item, depth + 1));
  if (value instanceof NDArray) return { a: value.dtype, s: [...value.shape], d: base64(value.copy().data) };
  const tensor = asTensorValue(value);
  if (tensor) return { t: tensor.dtype, s: [...tensor.shape], d: tensor.dtype === 'string' ? '' : base64(tensor.data) };
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return { k: `an object of class ${(value as object).constructor?.name ?? 'unknown'}` };
  return { o: Object.keys(value).map((key) => [key, encode((value as Record<string, unknown>)[key], depth + 1)]) };
}

/** A value of a kind that cannot be sent, e.g. a function: it equals nothing. */
export class Unsendable {
  constructor(readonly kind: string) {}
}

type MakeTensor = (value: TensorValue) => unknown;

/** The value again. Throws on anything that `encode` does not write: what comes from a learner's process is checked, never trusted. */
export function decode(json: unknown, makeTensor: MakeTensor = (v) => v, depth = 0): unknown {
  if (depth > MAX_DEPTH + 2) throw new RangeError('malformed value: nested too deeply');
  if (json === null || typeof json === 'number' || typeof json === 'string' || typeof json === 'boolean') return json;
  if (Array.isArray(json)) return json.map((item) => decode(item, makeTensor, depth + 1));
  if (typeof json !== 'object') throw new TypeError('malformed value');
  const v = json as Record<string, unknown>;
  if ('n' in v) return decodeNumber(v.n);
  if ('u' in v) return undefined;
  if ('k' in v) return new Unsendable(String(v.k).slice(0, 100));
  if ('a' in v) return decodeArray(v);
  if ('t' in v) return makeTensor(decodeTensor(v));
  if ('o' in v) return decodeObject(v.o, makeTensor, depth);
  throw new TypeError('malformed value: unknown tag');
}

function decodeNumber(text: unknown): number {
  if (text === 'NaN' || text === 'Infinity' || text === '-Infinity' || text === '-0') return Number(text);
  throw new TypeError('malformed number');
}

function decodeObject(entries: unknown, makeTensor: MakeTensor, depth: number): Record<string, unknown> {
  if (!Array.isArray(entries)) throw new TypeError('malformed object');
  const out: Record<string, unknown> = {};
  for (const entry of entries) {
    if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== 'string') throw new TypeError('malformed object entry');
    Object.defineProperty(out, entry[0], { value: decode(entry[1], makeTensor, depth + 1), enumerable: true, writable: true, configurable: true }); // '__proto__' stays a key
  }
  return out;
}

function decodeShape(shape: unknown): number[] {
  if (!Array.isArray(shape) || shape.length > 32 || shape.some((n) => !Number.isInteger(n) || n < 0)) throw new TypeError('malformed shape');
  return shape as number[];
}

/** The items, copied to memory that is aligned for their type; their number must be what the shape says. */
function decodeItems(data: unknown, bytes: number, shape: number[]): ArrayBuffer {
  const size = shape.reduce((p, n) => p * n, 1);
  if (typeof data !== 'string' || size > MAX_ITEMS) throw new TypeError('malformed array data');
  const buffer = Buffer.from(data, 'base64');
  if (buffer.length !== size * bytes) throw new TypeError('malformed array data: the length does not fit the shape');
  return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.length) as ArrayBuffer;
}

function decodeArray(v: Record<string, unknown>): NDArray {
  const shape = decodeShape(v.s);
  const dtype = v.a as DType;
  if (dtype === 'float64') return new NDArray(new Float64Array(decodeItems(v.d, 8, shape)), shape);
  if (dtype === 'int32') return new NDArray(new Int32Array(decodeItems(v.d, 4, shape)), shape);
  if (dtype === 'bool') return new NDArray(new Uint8Array(decodeItems(v.d, 1, shape)), shape);
  throw new TypeError('malformed array type');
}

function decodeTensor(v: Record<string, unknown>): TensorValue {
  const shape = decodeShape(v.s);
  const dtype = v.t as TensorDType;
  if (dtype === 'float32') return new TensorValue(dtype, shape, new Float32Array(decodeItems(v.d, 4, shape)));
  if (dtype === 'int32') return new TensorValue(dtype, shape, new Int32Array(decodeItems(v.d, 4, shape)));
  if (dtype === 'bool') return new TensorValue(dtype, shape, new Uint8Array(decodeItems(v.d, 1, shape)));
  throw new TypeError('malformed tensor type');
}
