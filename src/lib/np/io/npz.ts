import { crc32 } from 'node:zlib';
import type { UnzipFileInfo, Zippable } from 'fflate';
import type { NDArray } from '../ndarray';
import { decodeNpy, encodeNpy } from './npy';
import { zipChecksums } from './zipChecksums';

/** Loaded when an archive is read or written: `import 'gradus/np'` has no time for it. */
const fflate = (): typeof import('fflate') => require('fflate') as typeof import('fflate');

/** An archive that unpacks to more is refused before anything is unpacked. */
const MAX_UNPACKED = 2 ** 31;

/** The bytes of an .npz archive with one .npy file an array, stored as they are or compressed. Names become file names. */
export function encodeNpz(arrays: Record<string, NDArray>, options: { compressed?: boolean } = {}): Uint8Array {
  const files: Zippable = {};
  for (const [name, a] of Object.entries(arrays))
    files[`${name}.npy`] = [encodeNpy(a), { level: options.compressed ? 6 : 0 }];
  return fflate().zipSync(files);
}

/** The arrays of an .npz archive by name. Throws an Error for what is no archive, is damaged, or holds something else than .npy files. */
export function decodeNpz(bytes: Uint8Array): Record<string, NDArray> {
  const arrays: Record<string, NDArray> = {};
  for (const [file, content] of Object.entries(unpack(bytes))) {
    try {
      setOwn(arrays, file.replace(/\.npy$/, ''), decodeNpy(content));
    } catch (error) {
      throw new Error(`${(error as Error).message} (in '${file}' of the .npz archive)`);
    }
  }
  return arrays;
}

/** Sets a property even when its name is `__proto__`. */
function setOwn<T>(record: Record<string, T>, name: string, value: T): void {
  Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  const expected = new Map<string, number>();
  let files: Record<string, Uint8Array>;
  try {
    files = fflate().unzipSync(bytes, { filter: (file) => keep(file, expected) });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new Error(
      `np.load: expected an .npz archive, got a damaged one or another file (${(error as Error).message})`,
    );
  }
  const checksums = zipChecksums(bytes);
  for (const [name, size] of expected) {
    const got = files[name];
    const damaged = (what: string): Error =>
      new Error(`np.load: expected '${name}' of the .npz archive to ${what}: the file is damaged`);
    if (got?.length !== size) throw damaged(`have ${size} bytes, got ${got?.length ?? 0}`);
    if (checksums.has(name) && crc32(got) !== checksums.get(name)) throw damaged('match its checksum');
  }
  return files;
}

function keep(file: UnzipFileInfo, expected: Map<string, number>): boolean {
  if (file.name.endsWith('/')) return false;
  expected.set(file.name, file.originalSize);
  const total = [...expected.values()].reduce((sum, n) => sum + n, 0);
  if (total > MAX_UNPACKED)
    throw new RangeError(`np.load: expected at most ${MAX_UNPACKED} bytes in an .npz archive, got at least ${total}`);
  return true;
}
