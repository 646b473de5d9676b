import fs from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import type { VectorFormat } from './detect';
import type { WordVectors } from './wordVectors';

export interface SaveOptions {
  /** From the name unless given: .bin, .vec, else 'glove' (a .gz behind it packs the file). */
  format?: VectorFormat;
  /** Digits behind the point in text forms; without it as few as give the same float32 again. */
  digits?: number;
}

const PIECE = 1 << 16;

/** The shortest decimal that reads as the same float32. */
function shortest(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  for (let digits = 6; digits < 9; digits++) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(Number(value.toPrecision(9)));
}

function checkWord(word: string, row: number): void {
  if (word === '' || /[ \n]/.test(word) || /^\t|^\r|[\t\r]/.test(word))
    throw new RangeError(`saveVectors: expected words without spaces and line feeds, which separate words in the file, got '${word.slice(0, 40)}' in row ${row}`);
}

function* textPieces(vectors: WordVectors, header: boolean, digits: number | undefined): Generator<Buffer> {
  const show = digits === undefined ? shortest : (value: number): string => value.toFixed(digits);
  let piece = header ? `${vectors.size} ${vectors.dim}\n` : '';
  for (let row = 0; row < vectors.size; row++) {
    piece += vectors.words[row];
    for (let k = row * vectors.dim; k < (row + 1) * vectors.dim; k++) piece += ` ${show(vectors.vectors[k])}`;
    piece += '\n';
    if (piece.length > PIECE) {
      yield Buffer.from(piece);
      piece = '';
    }
  }
  yield Buffer.from(piece);
}

function* binaryPieces(vectors: WordVectors): Generator<Buffer> {
  yield Buffer.from(`${vectors.size} ${vectors.dim}\n`);
  for (let row = 0; row < vectors.size; row++) {
    const word = Buffer.from(`${vectors.words[row]} `);
    const out = Buffer.alloc(word.length + 4 * vectors.dim + 1, word);
    for (let k = 0; k < vectors.dim; k++) out.writeFloatLE(vectors.vectors[row * vectors.dim + k], word.length + 4 * k);
    out[out.length - 1] = 10;
    yield out;
  }
}

function formatOf(file: string): VectorFormat {
  const name = file.replace(/\.gz$/i, '');
  return /\.bin$/i.test(name) ? 'bin' : /\.vec$/i.test(name) ? 'vec' : 'glove';
}

/**
 * Writes vectors in a form that loadVectors (and other programs) read. The file appears whole or not at all: it is written beside its place and renamed.
 * @throws RangeError for words that the form cannot hold (spaces, line feeds), before anything is written
 */
export async function saveVectors(file: string, vectors: WordVectors, options: SaveOptions = {}): Promise<void> {
  const { digits } = options;
  if (digits !== undefined && !(Number.isInteger(digits) && digits >= 0 && digits <= 100)) throw new RangeError(`saveVectors: expected digits from 0 to 100, got ${digits}`);
  const format = options.format ?? formatOf(file);
  vectors.words.forEach(checkWord);
  const pieces = format === 'bin' ? binaryPieces(vectors) : textPieces(vectors, format === 'vec', digits);
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.${Date.now().toString(36)}.tmp`);
  const output = fs.createWriteStream(temporary, { flags: 'wx', flush: true });
  try {
    const input = Readable.from(pieces, { objectMode: false, highWaterMark: PIECE });
    await (/\.gz$/i.test(file) ? pipeline(input, zlib.createGzip(), output) : pipeline(input, output));
    if (!output.closed) await once(output, 'close');
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}
