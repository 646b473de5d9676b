import fs from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { open, type Entry, type ZipFile } from 'yauzl';
import { UnreadableSubmission } from '../notebook/read';
import { safeName } from '../report/write';

export interface ZipLimits {
  /** Entries of any kind. */
  entries: number;
  /** Bytes of one file, and of all together, as they really come out: what the archive says of itself is not asked. */
  fileBytes: number;
  totalBytes: number;
  /** Bytes out for each byte in, for files above 1 MB. */
  ratio: number;
}

export const ZIP_LIMITS: ZipLimits = { entries: 10_000, fileBytes: 32 << 20, totalBytes: 512 << 20, ratio: 300 };

/** What came out of an archive: files by their paths in it, and paths that were refused, with the reason. */
export interface Unpacked {
  files: { name: string; file: string; modified: Date }[];
  refused: { name: string; message: string }[];
}

const RATIO_FROM_BYTES = 1 << 20;
const ARCHIVE = /\.(zip|tar|tgz|gz|bz2|xz|7z|rar)$/i;
const [STORED, DEFLATED] = [0, 8];
const [TYPE_MASK, TYPE_FILE, TYPE_FOLDER] = [0o170000, 0o100000, 0o040000];

const refuse = (message: string): UnreadableSubmission => new UnreadableSubmission(`the archive was not unpacked: ${message}`);

/**
 * Unpacks the files that `wanted` names into numbered folders below `target`, and reads nothing else. Throws `UnreadableSubmission` where the archive as a whole is bad: damaged,
 * too large, with paths that lead out of it.
 */
export async function unpackZip(zip: string, target: string, wanted: (name: string) => boolean, limits = ZIP_LIMITS): Promise<Unpacked> {
  const archive = await openZip(zip);
  const out: Unpacked = { files: [], refused: [] };
  const seen = new Set<string>();
  let left = limits.totalBytes;
  try {
    if (archive.entryCount > limits.entries) throw refuse(`it has ${archive.entryCount} entries, more than the limit of ${limits.entries}`);
    for await (const entry of entriesOf(archive)) {
      const fault = faultOf(entry, seen);
      if (fault) out.refused.push({ name: entry.fileName, message: fault });
      if (fault || entry.fileName.endsWith('/') || !wanted(entry.fileName)) continue;
      try {
        const bytes = await inflate(archive, entry, left, limits);
        left -= bytes.length;
        out.files.push({ name: entry.fileName, file: write(bytes, entry.fileName, path.join(target, String(out.files.length))), modified: entry.getLastModDate() });
      } catch (error) {
        if (error instanceof UnreadableSubmission) throw error;
        out.refused.push({ name: entry.fileName, message: (error as Error).message });
      }
    }
    return out;
  } finally {
    archive.close();
  }
}

const openZip = (zip: string): Promise<ZipFile> =>
  new Promise((resolve, reject) => open(zip, { lazyEntries: true, autoClose: false, strictFileNames: false }, (error, archive) => (error ? reject(refuse(error.message)) : resolve(archive))));

/** One entry after the other. yauzl itself ends at absolute paths and at '..'. */
async function* entriesOf(archive: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const settle = (act: () => void) => (): void => {
        archive.removeAllListeners();
        act();
      };
      archive.once('entry', (next: Entry) => settle(() => resolve(next))());
      archive.once('end', settle(() => resolve(null)));
      archive.once('error', (error: Error) => settle(() => reject(refuse(error.message)))());
      archive.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

/** Why an entry is refused before anything of it is read; null where it is not. */
function faultOf(entry: Entry, seen: Set<string>): string | null {
  const name = entry.fileName.normalize('NFC').toLowerCase(); // as file systems that do not tell case would
  const type = (entry.externalFileAttributes >>> 16) & TYPE_MASK;
  if (seen.has(name)) return 'the archive holds this name twice';
  seen.add(name);
  if (type !== 0 && type !== TYPE_FILE && type !== TYPE_FOLDER) return 'links and special files are not unpacked';
  if (entry.isEncrypted()) return 'it is encrypted: hand in an archive without a password';
  if (ARCHIVE.test(name)) return 'archives in archives are not unpacked: put the notebooks into one';
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) return 'it is packed by a method that is not usual in .zip files';
  return null;
}

/** The bytes of an entry. They are counted as they come: a small entry can become terabytes. Throws an `Error` for this entry, `UnreadableSubmission` when the whole is too large. */
async function inflate(archive: ZipFile, entry: Entry, left: number, limits: ZipLimits): Promise<Buffer> {
  const input = await new Promise<Readable>((resolve, reject) => archive.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))));
  const pieces: Buffer[] = [];
  let [size, crc] = [0, 0];
  try {
    for await (const piece of input as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > limits.fileBytes) throw new Error(`it has more than the limit of ${limits.fileBytes >> 20} MB`);
      if (size > RATIO_FROM_BYTES && size > limits.ratio * entry.compressedSize) throw new Error(`it is packed more than ${limits.ratio} times, as only bombs are`);
      if (size > left) throw refuse(`its files have more than ${limits.totalBytes >> 20} MB together`);
      crc = zlib.crc32(piece, crc);
      pieces.push(piece);
    }
  } finally {
    input.destroy();
  }
  if (crc !== entry.crc32) throw new Error('it is damaged: its check sum does not fit');
  return Buffer.concat(pieces);
}

function write(bytes: Buffer, name: string, folder: string): string {
  const file = path.join(folder, safeName(path.posix.basename(name)).slice(-100));
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(file, bytes, { flag: 'wx' });
  return file;
}
