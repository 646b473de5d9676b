import { readFileSync, writeFileSync } from 'node:fs';
import { asArray, type ArrayLike } from '../creation';
import type { NDArray } from '../ndarray';
import { decodeNpy, encodeNpy } from './npy';
import { decodeNpz, encodeNpz } from './npz';

/** Writes `a` to an .npy file; the ending is added where it is missing, as NumPy does. */
export function save(path: string, a: ArrayLike): void {
  writeFileSync(withEnding(path, '.npy'), encodeNpy(asArray('save', a)));
}

/** Writes several arrays to one .npz archive, by name: `np.savez('weights', { W1, b1 })`. The ending is added where it is missing. */
export function savez(path: string, arrays: Record<string, ArrayLike>): void {
  writeFileSync(withEnding(path, '.npz'), encodeNpz(asArrays(arrays)));
}

/** Like savez, compressed. */
export function savezCompressed(path: string, arrays: Record<string, ArrayLike>): void {
  writeFileSync(withEnding(path, '.npz'), encodeNpz(asArrays(arrays), { compressed: true }));
}

/**
 * Reads an .npy file as an array, or an .npz archive as an object of arrays by name; what it is, is told by its first bytes. See decodeNpy for
 * the types. Throws an Error that names the file when it is missing, broken or of another kind.
 */
export function load(path: `${string}.npz`): Record<string, NDArray>;
export function load(path: string): NDArray;
export function load(path: string): NDArray | Record<string, NDArray> {
  return read(path, (bytes) => (bytes[0] === 0x50 && bytes[1] === 0x4b ? decodeNpz(bytes) : decodeNpy(bytes)));
}

/** Reads an .npz archive: like load, for a path that the compiler cannot see the ending of. */
export function loadz(path: string): Record<string, NDArray> {
  return read(path, decodeNpz);
}

/** Reads a file; errors say which one. */
function read<T>(path: string, decode: (bytes: Uint8Array) => T): T {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new Error(`np.load: expected a file that can be read, got ${(error as Error).message}`);
  }
  try {
    return decode(bytes);
  } catch (error) {
    throw new (error instanceof RangeError ? RangeError : Error)(`${(error as Error).message} [${path}]`);
  }
}

const withEnding = (path: string, ending: string): string => (path.endsWith(ending) ? path : path + ending);

const asArrays = (arrays: Record<string, ArrayLike>): Record<string, NDArray> =>
  Object.fromEntries(Object.entries(arrays).map(([name, a]) => [name, asArray('savez', a)]));
