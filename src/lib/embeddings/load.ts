import { basename as baseName } from 'node:path';
import type { VectorFormat } from './detect';
import { VectorFileError, type Complain } from './error';
import { Reading } from './reading';
import { progress } from '../progress';
import { openSource, openSourceSync } from './source';
import { Table } from './table';
import { WordVectors, type OovRule } from './wordVectors';

/** How far loading is. Bytes are those on disk, fraction goes from 0 to 1. */
export interface LoadProgress {
  words: number;
  bytes: number;
  totalBytes: number;
  fraction: number;
}

export interface LoadOptions {
  /** Told from the name and the first bytes unless given. */
  format?: VectorFormat;
  /** Only the first words (files are sorted by frequency). */
  limit?: number;
  /** Which words `get`, `has` and `vector` find; see WordVectors. */
  oov?: OovRule;
  /** Shows a bar with the time left: a title, or true for one of our own. */
  progress?: boolean | string;
  /** Called about four times a MB. */
  onProgress?: (progress: LoadProgress) => void;
  /** Stops loading; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
}

const withoutGz = (path: string): string => path.replace(/\.gz$/i, '');

/** Checks a limit; Infinity without one. */
export function checkLimit(fn: string, limit: number | undefined): number {
  if (limit === undefined) return Infinity;
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new RangeError(`${fn}: expected limit to be a whole number above 0, got ${limit}`);
}

/** Makes the errors of one file. */
export const complainOf = (fn: string, file: string): Complain => (place, problem) => new VectorFileError(fn, file, place, problem);

/**
 * Word vectors from a file: GloVe's text form (no header), fastText's .vec (header `words dim`), word2vec's .bin; each also gzipped. The file is read
 * in pieces: memory is that of the vectors, 4 bytes a number, and of the words.
 *
 * Numbers are Number(text) rounded to float32. Words are UTF-8 (bytes that are none become U+FFFD). Of words that come twice the first row is kept;
 * `duplicates` counts the others.
 * @throws VectorFileError naming the file and the line (or the word's number in .bin) for everything that is wrong with the file
 */
export async function loadVectors(path: string, options: LoadOptions = {}): Promise<WordVectors> {
  const limit = checkLimit('loadVectors', options.limit);
  options.signal?.throwIfAborted();
  const complain = complainOf('loadVectors', path);
  const source = openSource(path, complain);
  const bar = options.progress ? progress(null, { title: options.progress === true ? `Reading ${baseName(path)}` : options.progress, unit: 'byte' }) : null;
  try {
    const table = new Table('float32');
    const reading = new Reading(table, source, { name: withoutGz(path), format: options.format, limit }, complain);
    while (!reading.done) {
      reading.took(await source.read(reading.buffer, reading.length));
      options.signal?.throwIfAborted();
      const { bytes, totalBytes } = source;
      if (bar) bar.total = totalBytes;
      bar?.update({}, bytes);
      options.onProgress?.({ words: table.words.length, bytes, totalBytes, fraction: reading.done ? 1 : Math.min(bytes / totalBytes, 1) });
    }
    bar?.update({}, source.totalBytes);
    return WordVectors.own(table.words, table.index, table.rows() as Float32Array, table.dim, { oov: options.oov, duplicates: table.duplicates });
  } finally {
    bar?.done();
    source.close();
  }
}

/** loadVectors at once, for programs that cannot wait; a gzipped file is unpacked in memory. */
export function loadVectorsSync(path: string, options: Pick<LoadOptions, 'format' | 'limit' | 'oov'> = {}): WordVectors {
  const limit = checkLimit('loadVectorsSync', options.limit);
  const complain = complainOf('loadVectorsSync', path);
  const source = openSourceSync(path, complain);
  try {
    const table = new Table('float32');
    const reading = new Reading(table, source, { name: withoutGz(path), format: options.format, limit }, complain);
    while (!reading.done) reading.took(source.read(reading.buffer, reading.length));
    return WordVectors.own(table.words, table.index, table.rows() as Float32Array, table.dim, { oov: options.oov, duplicates: table.duplicates });
  } finally {
    source.close();
  }
}
