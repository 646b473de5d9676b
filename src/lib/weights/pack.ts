import { fromHalf, toHalf } from './half';

/** How numbers are kept in the file. int8 keeps one scale for each index of the last axis, as a layer's outputs differ in size. */
export type WeightDtype = 'float32' | 'float16' | 'int8';

/** A tensor by its shape and its items in row-major order. */
export interface WeightTensor {
  shape: number[];
  values: Float32Array;
}

/** A tensor's entry in the manifest. `offset` counts bytes from the start of the data file. */
export interface TensorEntry {
  name: string;
  shape: number[];
  dtype: WeightDtype;
  offset: number;
  /** int8 only: what a step is worth, for each index of the last axis. */
  scales?: number[];
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Bytes that a tensor takes in the data file. */
export const bytesOf = (shape: readonly number[], dtype: WeightDtype): number => sizeOf(shape) * { float32: 4, float16: 2, int8: 1 }[dtype];

/** A tensor as bytes, little-endian, and for int8 its scales. */
export function packTensor({ shape, values }: WeightTensor, dtype: WeightDtype): { bytes: Buffer; scales?: number[] } {
  const bytes = Buffer.alloc(bytesOf(shape, dtype));
  if (dtype === 'float32') values.forEach((x, i) => bytes.writeFloatLE(x, 4 * i));
  if (dtype === 'float16') values.forEach((x, i) => bytes.writeUInt16LE(toHalf(x), 2 * i));
  if (dtype !== 'int8') return { bytes };
  const columns = shape.at(-1) ?? 1;
  const largest = new Array<number>(columns).fill(0);
  values.forEach((x, i) => (largest[i % columns] = Math.max(largest[i % columns], Math.abs(x))));
  const scales = largest.map((x) => Math.fround(x / 127));
  values.forEach((x, i) => bytes.writeInt8(scales[i % columns] > 0 ? Math.max(-127, Math.min(127, Math.round(x / scales[i % columns]))) : 0, i));
  return { bytes, scales };
}

/** The tensor that packTensor made bytes of, as exactly as its dtype keeps it. */
export function unpackTensor({ shape, dtype, offset, scales }: TensorEntry, data: Buffer): WeightTensor {
  const values = new Float32Array(sizeOf(shape));
  const columns = shape.at(-1) ?? 1;
  for (let i = 0; i < values.length; i++) {
    if (dtype === 'float32') values[i] = data.readFloatLE(offset + 4 * i);
    else if (dtype === 'float16') values[i] = fromHalf(data.readUInt16LE(offset + 2 * i));
    else values[i] = data.readInt8(offset + i) * scales![i % columns];
  }
  return { shape: [...shape], values };
}
