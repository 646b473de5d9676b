import { dtypeOf, type Data, type DType } from '../dtype';

type Reader = (view: DataView, at: number, little: boolean) => number;

const READERS: Record<string, Reader> = {
  f8: (view, at, little) => view.getFloat64(at, little),
  f4: (view, at, little) => view.getFloat32(at, little),
  f2: (view, at, little) => halfToNumber(view.getUint16(at, little)),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  i8: (view, at, little) => safe(view.getBigInt64(at, little)),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  u8: (view, at, little) => safe(view.getBigUint64(at, little)),
  b1: (view, at) => (view.getUint8(at) === 0 ? 0 : 1),
};

/** One of NumPy's type strings, understood. */
export interface ItemFormat {
  code: string;
  size: number;
  little: boolean;
}

/** Understands `<f8`, `>i4`, `|b1` and so on. Throws an Error for what np has no dtype for: objects, text, complex numbers. */
export function parseDescr(descr: string): ItemFormat {
  const [, order, code] = /^([<>|=]?)([a-zA-Z]\d+)$/.exec(descr) ?? [];
  if (code === undefined || !(code in READERS)) {
    throw new Error(
      `np.load: expected numbers or booleans (${Object.keys(READERS).join(' ')}), got dtype '${descr}'${hint(descr)}`,
    );
  }
  return { code, size: Number(code.slice(1)), little: order !== '>' };
}

function hint(descr: string): string {
  if (/[OV]/.test(descr)) return ': Python objects are not read; save plain numbers';
  if (/[SUa]/.test(descr)) return ': text; keep it in a JSON file';
  if (/c/.test(descr)) return ': complex numbers; save real and imaginary parts as two arrays';
  return '';
}

/**
 * Reads `count` items. Floats become float64, booleans bool, integers int32 where all fit and float64 where some do not. An integer
 * that float64 would round (past 2^53) is an Error.
 */
export function readItems(bytes: Uint8Array, format: ItemFormat, count: number): { data: Data; dtype: DType } {
  if (format.code === 'f8' && format.little && littleEndian) {
    const copy = new Uint8Array(count * 8);
    copy.set(bytes.subarray(0, count * 8));
    return { data: new Float64Array(copy.buffer), dtype: 'float64' };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = READERS[format.code];
  const kind = format.code[0];
  const data =
    kind === 'f' ? new Float64Array(count) : kind === 'b' ? new Uint8Array(count) : integerItems(view, format, count);
  for (let i = 0; i < count; i++) data[i] = read(view, i * format.size, format.little);
  return { data, dtype: dtypeOf(data) };
}

/** An Int32Array where every item fits, else a Float64Array. */
function integerItems(view: DataView, format: ItemFormat, count: number): Int32Array | Float64Array {
  if (format.size >= 4 && format.code !== 'i4') {
    const read = READERS[format.code];
    for (let i = 0; i < count; i++) {
      const x = read(view, i * format.size, format.little);
      if (x !== (x | 0)) return new Float64Array(count);
    }
  }
  return new Int32Array(count);
}

function safe(value: bigint): number {
  const number = Number(value);
  if (BigInt(number) === value) return number;
  throw new RangeError(
    `np.load: expected integers that float64 holds exactly (up to 2^53), got ${value}; in NumPy, save it with .astype(float) or as two arrays`,
  );
}

/** IEEE 754 half precision: 1 sign bit, 5 of the exponent, 10 of the fraction. */
function halfToNumber(half: number): number {
  const sign = half & 0x8000 ? -1 : 1,
    exponent = (half >> 10) & 31,
    fraction = half & 1023;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The items, in the order given, as bytes with the lowest first. */
export function itemBytes(data: Data): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (littleEndian || data.BYTES_PER_ELEMENT === 1) return bytes;
  const copy = Buffer.from(bytes);
  return data.BYTES_PER_ELEMENT === 8 ? copy.swap64() : copy.swap32();
}
