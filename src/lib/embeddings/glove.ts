import { basename } from 'node:path';
import type * as np from '../np';
import { indexWords } from './indexWords';
import { checkLimit, complainOf } from './load';
import { mapRows } from './mapRows';
import { Reading } from './reading';
import { progress } from '../progress';
import { openSourceSync } from './source';
import { Table } from './table';

/** Bytes of text from which on reading takes seconds, and shows how far it is. */
const LARGE = 20e6;

/** What the course's read_glove_vecs gives. */
export interface GloveVecs {
  /** In the order of the file. */
  words: string[];
  /** From 1, words sorted by code points, as Python's sorted does. */
  wordToIndex: Map<string, number>;
  indexToWord: Map<number, string>;
  /** float64 (dim,) for each word. */
  wordToVecMap: Map<string, np.NDArray>;
}

/**
 * The course's read_glove_vecs: a GloVe file (or a .vec file; both also gzipped) at once, with float64 numbers as they stand in the text. The vectors are views of
 * one array (words, dim): 8 bytes a number. For large files `loadVectors` takes half of that and shows its progress.
 * @param options.limit only the first words
 * @throws VectorFileError naming the file and the line
 */
export function readGloveVecs(path: string, options: { limit?: number } = {}): GloveVecs {
  const limit = checkLimit('readGloveVecs', options.limit);
  const complain = complainOf('readGloveVecs', path);
  if (/\.bin(\.gz)?$/i.test(path)) throw complain({}, "expected GloVe's text form, got a .bin file: use await loadVectors(path)");
  const source = openSourceSync(path, complain);
  try {
    const table = new Table('float64');
    const reading = new Reading(table, source, { name: path, limit }, complain);
    const bar = source.expected > LARGE ? progress(source.expected, { title: `Reading ${basename(path)}`, unit: 'byte' }) : null;
    for (let read = 0; !reading.done; ) {
      const came = source.read(reading.buffer, reading.length);
      reading.took(came);
      bar?.update({}, (read += came));
    }
    bar?.done();
    return { words: table.words, ...indexWords(table.words), wordToVecMap: mapRows(table.words, table.rows() as Float64Array, table.dim) };
  } finally {
    source.close();
  }
}
