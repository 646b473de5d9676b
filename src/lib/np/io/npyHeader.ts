/** What stands before the numbers of an .npy file. */
export interface NpyHeader {
  /** Byte order, kind and size of an item, such as `<f8`. */
  descr: string;
  fortranOrder: boolean;
  shape: number[];
  /** Where the numbers begin. */
  dataStart: number;
}

const MAGIC = '\x93NUMPY';
/** NumPy's own limit: a longer header is not that of a plain array. */
const MAX_HEADER = 10_000;
const MAX_AXES = 64;

const fail = (problem: string): never => {
  throw new Error(`np.load: expected an .npy file, got ${problem}`);
};

/** Reads the header of an .npy file, format 1.0, 2.0 or 3.0. Throws an Error that says what is wrong with it. */
export function parseNpyHeader(bytes: Uint8Array): NpyHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 10) fail(`only ${bytes.length} bytes`);
  if (latin1(bytes.subarray(0, 6)) !== MAGIC) fail(`a file that begins otherwise (${preview(bytes)})`);
  const major = bytes[6];
  if (major < 1 || major > 3) fail(`format version ${major}.${bytes[7]} (known are 1.0, 2.0 and 3.0)`);
  const headerStart = major === 1 ? 10 : 12;
  if (bytes.length < headerStart) fail(`only ${bytes.length} bytes`);
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > MAX_HEADER) fail(`a header of ${length} bytes (at most ${MAX_HEADER} are read)`);
  const dataStart = headerStart + length;
  if (dataStart > bytes.length)
    fail(`a truncated one: the header needs ${dataStart} bytes, the file has ${bytes.length}`);
  return { ...parseFields(latin1(bytes.subarray(headerStart, dataStart))), dataStart };
}

/** The fields of the Python dictionary that is the header's text. */
function parseFields(text: string): Omit<NpyHeader, 'dataStart'> {
  const descr = /['"]descr['"]\s*:\s*(\[|\(|'[^']*'|"[^"]*")/.exec(text)?.[1];
  const order = /['"]fortran_order['"]\s*:\s*(True|False)\b/.exec(text)?.[1];
  const shape = /['"]shape['"]\s*:\s*\(([\dL,\s]*)\)/.exec(text)?.[1];
  if (descr === undefined || order === undefined || shape === undefined || !/^\s*\{[^]*\}\s*$/.test(text)) {
    return fail(`a header without descr, fortran_order and shape: ${JSON.stringify(text.slice(0, 80).trim())}`);
  }
  if (descr === '[' || descr === '(')
    fail('one with a structured dtype (several named fields); save each field as its own array');
  return { descr: descr.slice(1, -1), fortranOrder: order === 'True', shape: parseShape(shape) };
}

function parseShape(text: string): number[] {
  const sizes = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (sizes.length > MAX_AXES) fail(`a shape of ${sizes.length} axes (at most ${MAX_AXES})`);
  const shape = sizes.map((part) => (/^\d{1,16}L?$/.test(part) ? parseInt(part, 10) : NaN));
  const total = shape.reduce((product, n) => product * n, 1);
  if (!shape.every(Number.isSafeInteger) || !Number.isSafeInteger(total)) fail(`the impossible shape (${text.trim()})`);
  return shape;
}

/** The header of an array in C order, format 1.0, padded with blanks so that the numbers begin at a multiple of 64 bytes. */
export function formatNpyHeader(descr: string, shape: readonly number[]): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const fields = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const total = Math.ceil((10 + fields.length + 1) / 64) * 64;
  const bytes = Buffer.alloc(total, ' ');
  bytes.write(MAGIC, 0, 'latin1');
  bytes[6] = 1;
  bytes[7] = 0;
  bytes.writeUInt16LE(total - 10, 8);
  bytes.write(fields, 10, 'latin1');
  bytes[total - 1] = 10;
  return bytes;
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
const preview = (bytes: Uint8Array): string => JSON.stringify(latin1(bytes.subarray(0, 8)));
