import type { Complain } from './error';
import { MAX_DIM } from './textParser';

/** glove: lines without a header; vec: fastText's (and word2vec's) lines with one; bin: word2vec's binary form. */
export type VectorFormat = 'glove' | 'vec' | 'bin';

export interface Header {
  words: number;
  dim: number;
  /** Bytes of the header line with its line feed. */
  bytes: number;
}

const HEADER = /^(\d{1,15})[ \t]+(\d{1,15})[ \t\r]*$/;
/** The first bytes that detection wants to see. */
export const HEAD_BYTES = 4096;

/** The line `words dim`, or null. */
export function readHeader(head: Buffer): Header | null {
  const end = head.indexOf(10);
  if (end < 0 || end > 64) return null;
  const match = HEADER.exec(head.toString('latin1', 0, end));
  return match ? { words: Number(match[1]), dim: Number(match[2]), bytes: end + 1 } : null;
}

/** Which format the file has, from its name (without .gz) and its first bytes. Throws for kinds of files that are mistaken for vectors. */
export function detectFormat(name: string, head: Buffer, complain: Complain): VectorFormat {
  if (head.length >= 4 && head.readUInt32LE(0) === 0x2f4f16ba)
    throw complain({}, 'expected word vectors, got a fastText model (.bin): load the .vec file that belongs to it');
  const header = readHeader(head);
  const text = head.toString('latin1', 0, Math.min(head.length, 16)).trimStart();
  if (/^<(!doctype|html|\?xml)/i.test(text)) throw complain({ line: 1 }, 'expected word vectors, got a web page: the download went wrong; fetch the file again');
  if (!header) {
    if (head.includes(0)) throw complain({}, "expected GloVe's text form, or a header line 'words dim' before binary rows, got zero bytes and no header");
    return 'glove';
  }
  return /\.bin$/i.test(name) || isBinary(head.subarray(header.bytes)) ? 'bin' : 'vec';
}

/** Control characters that no text has. */
const isBinary = (bytes: Buffer): boolean => bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32));

/**
 * Refuses a header that promises more than the file can hold, before memory is taken for it.
 * @param most the most bytes that the file can unpack to
 */
export function checkHeader(header: Header, format: VectorFormat, most: number, complain: Complain): void {
  const { words, dim } = header;
  if (words < 1 || dim < 1 || dim > MAX_DIM)
    throw complain({ line: 1 }, `expected a header with at least 1 word and 1 to ${MAX_DIM} numbers a word, got '${words} ${dim}': the header is wrong`);
  const least = words * (format === 'bin' ? 4 * dim + 2 : 2 * dim + 2) - 1;
  if (least > most)
    throw complain({ line: 1 }, `the header promises ${words} words of ${dim} numbers, which take at least ${least} bytes; the file holds at most ${most}: it is incomplete, or the header is wrong`);
}
