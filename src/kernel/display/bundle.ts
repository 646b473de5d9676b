import util from 'node:util';
import { tableHtml, type Rows } from '../../lib/display/table';
import { arrayHtml, shapeText, type ArrayView } from './arrays';

/** A value in several forms, by MIME type; the notebook shows the richest that it can. */
export type Bundle = Record<string, string>;

const MAX_TEXT = 20_000;
const MAX_TABLE_ROWS = 20;
const MAX_TABLE_COLUMNS = 20;
const MAX_CELL = 80;

/** Objects may say by a method of this name how they look: the convention of Deno's kernel. */
export const JUPYTER_DISPLAY = Symbol.for('Jupyter.display');

type Plain = Record<string, unknown>;

/** What a notebook shows of a value. */
export function bundleOf(value: unknown): Bundle {
  return ownBundle(value) ?? imageBundle(value) ?? arrayBundle(value) ?? { 'text/plain': textOf(value), ...tableBundle(value) };
}

function textOf(value: unknown): string {
  const text = util.inspect(value, { depth: 4, maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100, compact: 3 });
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}\n... ${text.length - MAX_TEXT} characters more`;
}

function ownBundle(value: unknown): Bundle | null {
  const show = (value as { [JUPYTER_DISPLAY]?: () => Bundle } | null | undefined)?.[JUPYTER_DISPLAY];
  if (typeof show !== 'function') return null;
  const bundle = show.call(value);
  return { 'text/plain': `[${(value as object).constructor?.name ?? 'object'}]`, ...bundle };
}

const IMAGES: [type: string, matches: (b: Uint8Array) => boolean][] = [
  ['image/png', (b) => b[0] === 0x89 && b[1] === 0x50 && b[2] === 0x4e && b[3] === 0x47],
  ['image/jpeg', (b) => b[0] === 0xff && b[1] === 0xd8 && b[2] === 0xff],
  ['image/gif', (b) => Buffer.from(b.subarray(0, 4)).toString('latin1') === 'GIF8'],
  ['image/webp', (b) => Buffer.from(b.subarray(0, 4)).toString('latin1') === 'RIFF' && Buffer.from(b.subarray(8, 12)).toString('latin1') === 'WEBP'],
];

/** Bytes of an encoded picture. */
function imageBundle(value: unknown): Bundle | null {
  if (!(value instanceof Uint8Array) || value.length < 16) return null;
  const type = IMAGES.find(([, matches]) => matches(value))?.[0];
  return type ? { 'text/plain': `<${type}, ${value.length} bytes>`, [type]: Buffer.from(value).toString('base64') } : null;
}

interface TensorLike {
  shape: number[];
  dtype: string;
  isDisposed: boolean;
  rankType: string;
  dataSync(): ArrayLike<unknown>;
  toString(): string;
}

interface NDArrayLike {
  shape: number[];
  dtype: string;
  item(index: number): number;
  size: number;
}

/** By what they have: loading the libraries to ask would cost a kernel that never uses them a second. */
const isTensor = (v: Plain): boolean => typeof v.dataSync === 'function' && Array.isArray(v.shape) && 'isDisposed' in v;
const isNDArray = (v: Plain): boolean => typeof v.tolist === 'function' && Array.isArray(v.shape) && Array.isArray(v.strides);

function arrayBundle(value: unknown): Bundle | null {
  if (typeof value !== 'object' || value === null) return null;
  if (isTensor(value as Plain)) return tensorBundle(value as TensorLike);
  if (!isNDArray(value as Plain)) return null;
  const array = value as NDArrayLike;
  if (array.shape.length === 0) return { 'text/plain': textOf(value) };
  const bool = array.dtype === 'bool';
  return { 'text/plain': textOf(value), 'text/html': arrayHtml({ kind: 'NDArray', shape: array.shape, dtype: array.dtype, item: (i) => (bool ? array.item(i) !== 0 : array.item(i)) }) };
}

function tensorBundle(tensor: TensorLike): Bundle {
  const title = `${tensor.constructor.name === 'Variable' ? 'Variable' : 'Tensor'} ${shapeText(tensor.shape)} ${tensor.dtype}`;
  if (tensor.isDisposed) return { 'text/plain': `${title}, disposed` };
  const values = tensor.dataSync();
  const view: ArrayView = { kind: title.split(' ')[0], shape: tensor.shape, dtype: tensor.dtype, item: (i) => (tensor.dtype === 'bool' ? Boolean(values[i]) : values[i]) };
  const text = tensor.toString().split('\n').slice(1).join('\n'); // prettier-ignore
  return { 'text/plain': `${title}\n${text}`, ...(tensor.shape.length > 0 && tensor.dtype !== 'complex64' ? { 'text/html': arrayHtml(view) } : {}) };
}

const isPlain = (v: unknown): v is Plain => typeof v === 'object' && v !== null && (Object.getPrototypeOf(v) === Object.prototype || Object.getPrototypeOf(v) === null);

function cell(value: unknown): string | number | boolean | null {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value : util.inspect(value, { depth: 1, maxArrayLength: 6, breakLength: Infinity });
  return text.length > MAX_CELL ? `${text.slice(0, MAX_CELL)}…` : text;
}

/** Lists of objects, objects and Maps as tables. */
function tableBundle(value: unknown): Bundle {
  const rows = rowsOf(value);
  if (rows === null || rows.length === 0) return {};
  const left = rows.length - MAX_TABLE_ROWS;
  return { 'text/html': tableHtml(rows.slice(0, MAX_TABLE_ROWS)) + (left > 0 ? `<div>… ${left} rows more</div>` : '') };
}

function rowsOf(value: unknown): Rows | null {
  if (value instanceof Map) return [...value].slice(0, 1000).map(([key, v]) => ({ key: cell(key), value: cell(v) }));
  if (isPlain(value)) return Object.entries(value).map(([key, v]) => ({ key, value: cell(v) }));
  if (!Array.isArray(value) || value.length === 0 || !value.every(isPlain)) return null;
  const columns = new Set(value.slice(0, MAX_TABLE_ROWS).flatMap((row) => Object.keys(row)));
  if (columns.size === 0 || columns.size > MAX_TABLE_COLUMNS) return null;
  return value.map((row: Plain) => Object.fromEntries(Object.entries(row).map(([name, v]) => [name, cell(v)])));
}
