import path from 'node:path';
import type { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { open, type Entry, type ZipFile } from 'yauzl';
import { DatasetError } from './error';
import type { Part } from './part';
import type { OnBytes } from './progress';

const AGAIN = 'the archive is incomplete or damaged: fetch it again';

/** Unpacks one file of an archive to the part file, and checks its length and CRC-32. Nothing else of the archive is read or written. */
export async function extract(zip: string, file: string, part: Part, options: { signal?: AbortSignal; onBytes?: OnBytes } = {}): Promise<void> {
  const archive = await openZip(zip);
  try {
    const entry = await find(archive, zip, file);
    part.checkSpace(entry.uncompressedSize);
    const input = await new Promise<Readable>((resolve, reject) => archive.openReadStream(entry, (error, stream) => (error ? reject(damaged(zip, error)) : resolve(stream))));
    let crc = 0;
    async function* checked(): AsyncGenerator<Buffer> {
      try {
        for await (const piece of input) {
          options.signal?.throwIfAborted();
          crc = zlib.crc32(piece as Buffer, crc);
          yield piece as Buffer;
        }
      } catch (error) {
        options.signal?.throwIfAborted();
        throw damaged(zip, error as Error);
      }
    }
    await part.write(0, checked(), (done) => options.onBytes?.(done, entry.uncompressedSize));
    if (crc !== entry.crc32) throw new DatasetError(`${path.basename(zip)}: ${file} is damaged: expected CRC-32 ${hex(entry.crc32)}, got ${hex(crc)}`, AGAIN);
  } finally {
    archive.close();
  }
}

const hex = (crc: number): string => (crc >>> 0).toString(16).padStart(8, '0');

const damaged = (zip: string, error: Error): DatasetError => new DatasetError(`${path.basename(zip)} cannot be unpacked: ${error.message}`, AGAIN, { cause: error });

const openZip = (zip: string): Promise<ZipFile> =>
  new Promise((resolve, reject) => open(zip, { lazyEntries: true, autoClose: false }, (error, archive) => (error ? reject(damaged(zip, error)) : resolve(archive))));

/** The entry of that name, in whatever folder of the archive. */
function find(archive: ZipFile, zip: string, file: string): Promise<Entry> {
  const names: string[] = [];
  return new Promise((resolve, reject) => {
    archive.on('error', (error: Error) => reject(damaged(zip, error)));
    archive.on('end', () => reject(new DatasetError(`${path.basename(zip)}: expected a file ${file} in it, got ${names.slice(0, 8).join(', ') || 'none'}`, 'name one of those with --file')));
    archive.on('entry', (entry: Entry) => {
      if (!entry.fileName.endsWith('/') && (entry.fileName === file || path.posix.basename(entry.fileName) === file)) return resolve(entry);
      names.push(entry.fileName);
      archive.readEntry();
    });
    archive.readEntry();
  });
}
