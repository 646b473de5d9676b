import fs from 'node:fs';
import { pipeline } from 'node:stream';
import zlib from 'node:zlib';
import type { Complain } from './error';

/** Deflate packs at most about 1032 to 1. */
const MOST_RATIO = 1040;
const CHUNK = 1 << 18;

/** A file as bytes, unpacked when it is gzipped. */
export interface ByteSource {
  /** Bytes on disk. */
  readonly totalBytes: number;
  /** Bytes of those read so far. */
  readonly bytes: number;
  /** About how many bytes it unpacks to, and at most. */
  readonly expected: number;
  readonly most: number;
  /** Fills buffer from `at` on and returns how many bytes came; 0 at the end. */
  read(buffer: Buffer, at: number): Promise<number>;
  close(): void;
}

/** Looks at the first bytes: gzip is told by them, whatever the name. */
export function openSource(path: string, complain: Complain): ByteSource {
  const file = openFile(path, complain);
  return file.gzip ? gzipSource(path, file, complain) : plainSource(file);
}

/** What openSource reads, at once: for functions that do not wait. */
export function openSourceSync(path: string, complain: Complain): Pick<ByteSource, 'expected' | 'most' | 'close'> & { read(buffer: Buffer, at: number): number } {
  const file = openFile(path, complain);
  const { size, fd, close } = file;
  if (!file.gzip) return { expected: size, most: size, close, read: (buffer, at) => fs.readSync(fd, buffer, at, buffer.length - at, null) };
  close();
  let all: Buffer;
  try {
    all = zlib.gunzipSync(fs.readFileSync(path));
  } catch (error) {
    throw gzipError(error, complain);
  }
  let from = 0;
  const read = (buffer: Buffer, at: number): number => {
    const copied = all.copy(buffer, at, from);
    from += copied;
    return copied;
  };
  return { expected: all.length, most: all.length, read, close: () => undefined };
}

interface Opened {
  fd: number;
  size: number;
  gzip: boolean;
  /** What the last 4 bytes of a gzip file tell: its unpacked size modulo 2^32. */
  tail: number;
  close(): void;
}

function openFile(path: string, complain: Complain): Opened {
  let fd: number;
  try {
    fd = fs.openSync(path, 'r');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw complain({}, missing ? `there is no such file (${path}): check the path` : `the file cannot be read: ${(error as Error).message}`);
  }
  const stat = fs.fstatSync(fd);
  const close = (): void => void (fd >= 0 && (fs.closeSync(fd), (fd = -1)));
  const refuse = (problem: string): Error => (close(), complain({}, problem));
  if (!stat.isFile()) throw refuse('expected a file, got a folder or a device');
  if (stat.size === 0) throw refuse('expected words and their numbers, got an empty file: fetch it again');
  const [head, tail] = [Buffer.alloc(4), Buffer.alloc(4)];
  fs.readSync(fd, head, 0, 4, 0);
  fs.readSync(fd, tail, 0, 4, Math.max(stat.size - 4, 0));
  if (head.readUInt32LE(0) === 0x04034b50) throw refuse('expected word vectors, got a zip archive: unpack it first (npm run datasets -- fetch glove --from FILE.zip)');
  return {
    fd,
    size: stat.size,
    gzip: head[0] === 0x1f && head[1] === 0x8b,
    tail: tail.readUInt32LE(0),
    close,
  };
}

function plainSource(file: Opened): ByteSource {
  let bytes = 0;
  const read = (buffer: Buffer, at: number): Promise<number> =>
    new Promise((resolve, reject) =>
      fs.read(file.fd, buffer, at, buffer.length - at, null, (error, size) => (error ? reject(error) : resolve(((bytes += size), size)))),
    );
  return {
    totalBytes: file.size,
    get bytes() {
      return bytes;
    },
    expected: file.size,
    most: file.size,
    read,
    close: file.close,
  };
}

function gzipSource(path: string, file: Opened, complain: Complain): ByteSource {
  file.close();
  const input = fs.createReadStream(path, { highWaterMark: CHUNK });
  const output = zlib.createGunzip({ chunkSize: CHUNK });
  pipeline(input, output, () => undefined); // errors reach the iteration below
  const chunks = output[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let left: Buffer = Buffer.alloc(0);
  return {
    totalBytes: file.size,
    get bytes() {
      return input.bytesRead;
    },
    expected: Math.max(file.tail, file.size),
    most: file.size * MOST_RATIO,
    async read(buffer, at) {
      while (left.length === 0) {
        const next = await chunks.next().catch((error: unknown) => Promise.reject(gzipError(error, complain)));
        if (next.done) return 0;
        left = next.value;
      }
      const size = left.copy(buffer, at);
      left = left.subarray(size);
      return size;
    },
    close: () => void (input.destroy(), output.destroy()),
  };
}

function gzipError(error: unknown, complain: Complain): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') return complain({}, 'the gzip file is cut off: it ends before its data does; fetch it again');
  return complain({}, code?.startsWith('Z_') ? `the gzip file is damaged (${message}): fetch it again` : `the file cannot be read: ${message}`);
}
