import { dense } from '../iterate';
import { NDArray } from '../ndarray';
import { formatShape, sizeOf } from '../shape';
import { formatNpyHeader, parseNpyHeader } from './npyHeader';
import { itemBytes, parseDescr, readItems } from './npyItems';

const DESCR = { float64: '<f8', int32: '<i4', bool: '|b1' } as const;

/** The bytes of an .npy file (format 1.0, C order) that holds `a`: `<f8`, `<i4` or `|b1` by its dtype. */
export function encodeNpy(a: NDArray): Uint8Array {
  const header = formatNpyHeader(DESCR[a.dtype], a.shape);
  const items = itemBytes(dense(a));
  const bytes = new Uint8Array(header.length + items.length);
  bytes.set(header);
  bytes.set(items, header.length);
  return bytes;
}

/**
 * The array in the bytes of an .npy file: any float, integer or boolean type, either byte order, C or Fortran order. float16 and float32 become
 * float64; integers int32 where all fit, else float64. Throws an Error for a broken, truncated or unreadable file, and for integers past 2^53 that float64 would round.
 */
export function decodeNpy(bytes: Uint8Array): NDArray {
  const header = parseNpyHeader(bytes);
  const format = parseDescr(header.descr);
  const count = sizeOf(header.shape);
  const rest = bytes.subarray(header.dataStart);
  if (rest.length < count * format.size) {
    const need = `shape ${formatShape(header.shape)} of ${header.descr} needs ${count * format.size} bytes`;
    throw new Error(`np.load: expected a whole .npy file, got a truncated one: ${need}, the file has ${rest.length}`);
  }
  const { data, dtype } = readItems(rest, format, count);
  const strides = header.fortranOrder ? fortranStrides(header.shape) : undefined;
  return new NDArray(data, header.shape, strides, 0, dtype);
}

function fortranStrides(shape: readonly number[]): number[] {
  let step = 1;
  return shape.map((n) => {
    const stride = step;
    step *= Math.max(n, 1);
    return stride;
  });
}
