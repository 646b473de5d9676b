import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { loadVectors, VectorFileError, type VectorFormat } from '../../../src/lib/embeddings';
import { binary, fixture, temporaryFolder } from './files';

const { folder, write } = temporaryFolder();
const NAN = Buffer.concat([Buffer.from('2 2\na '), Buffer.from(Float32Array.of(1, NaN).buffer)]);

const CASES: [string, string | Buffer, string | RegExp, VectorFormat?][] = [
  ['few.txt', 'a 1 2 3\nb 4 5\n', "few.txt, line 2: expected 3 numbers after the word 'b', as in the first line, got 2: the line is damaged or cut"],
  ['many.txt', 'a 1 2\nb 4 5 6\n', "many.txt, line 2: expected 2 numbers after the word 'b', as in the first line, got 3"],
  ['none.txt', 'a 1 2\nb\n', "none.txt, line 2: expected 2 numbers after the word 'b', as in the first line, got 0"],
  ['word.txt', 'a 1 2\nb 4 x\n', "word.txt, line 2: expected a decimal number for the word 'b', got 'x'"],
  ['nan.txt', 'a 1 2\nb nan 5\n', "nan.txt, line 2: expected a decimal number for the word 'b', got 'nan'"],
  ['hex.txt', 'a 1 0x10\n', "line 1: expected a decimal number for the word 'a', got '0x10'"],
  ['large.txt', 'a 1 1e39\n', "line 1: expected a number that fits float32 for the word 'a', got '1e39'"],
  ['large2.txt', 'a 1 2\n. . 1e39 1\n', "line 2: expected a number that fits float32 for the word '.', got '1e39'"],
  ['gap.txt', 'a 1 2\n\nb 1 2\n', 'gap.txt, line 2: expected a word and its numbers, got an empty line'],
  ['start.txt', ' 1 2\n', 'start.txt, line 1: expected a word before the numbers, got none'],
  ['only.txt', 'hello\n', 'only.txt, line 1: expected a word and 1 to 100000 numbers, got 0 numbers'],
  ['empty.txt', '', 'empty.txt: expected words and their numbers, got an empty file'],
  ['empty.txt.gz', gzipSync(''), 'empty.txt.gz: expected words and their numbers, got an empty file'],
  ['blank.txt', '\n\n', 'blank.txt: expected lines with a word and its numbers, got none'],
  ['long.txt', `a 1 2\n${'x'.repeat(5000)} 1 2\n`, 'long.txt, line 2: expected a word of at most 4096 bytes, got 5000'],
  ['endless.txt', `a 1 2\n${'x'.repeat(17 << 20)}`, 'expected rows of at most 16 MB'],
  ['short.vec', '3 2\na 1.25 2.25\nb 3 4\n', 'short.vec, line 1: the header promises 3 words, the file ends after 2'],
  ['more.vec', '1 2\na 1 2\nb 3 4\n', 'more.vec, line 3: the header promises 1 words, here is one more'],
  ['dim.vec', '1 3\na 1 2   \n', "dim.vec, line 2: expected 3 numbers after the word 'a', as in the header, got 2"],
  ['huge.vec', '999999999 300\na 1 2\n', /huge.vec, line 1: the header promises 999999999 words of 300 numbers, which take at least 601999999397 bytes; the file holds at most 20/],
  ['dims.vec', '1 99999999\na 1 2\n', 'line 1: expected a header with at least 1 word and 1 to 100000 numbers a word'],
  ['zero.vec', '0 5\n', "line 1: expected a header with at least 1 word and 1 to 100000 numbers a word, got '0 5'"],
  ['huge.bin', '3000000 300\nabc', 'huge.bin, line 1: the header promises 3000000 words of 300 numbers'],
  ['cut.bin', binary('3 2', [['a', [1, 2]], ['b', [3, 4]]], ''), 'cut.bin, line 1: the header promises 3 words'], // prettier-ignore
  ['cut2.bin', Buffer.concat([binary('3 2', [['abcdef', [1, 2]], ['abcdefg', [3, 4]]]), Buffer.from('c 12')]), 'cut2.bin, word 3: the header promises 3 words, the file ends within this one'], // prettier-ignore
  ['more.bin', binary('1 2', [['a', [1, 2]], ['b', [3, 4]]]), 'more.bin: the header promises 1 words of 2 numbers, but the file goes on'], // prettier-ignore
  ['nan.bin', Buffer.concat([NAN, Buffer.alloc(10)]), "nan.bin, word 1: expected finite numbers for the word 'a', got NaN as number 2"],
  ['long.bin', Buffer.concat([Buffer.from('2 2\n'), Buffer.alloc(9000, 65)]), 'long.bin, word 1: expected a word of at most 4096 bytes'],
  ['noword.bin', Buffer.concat([Buffer.from('1 2\n  '), Buffer.alloc(9)]), 'noword.bin, word 1: expected a word, got none'],
  ['headless.bin', Buffer.from('a \0\0\0\0'), 'headless.bin: expected GloVe'],
  ['asked.txt', 'a 1 2\n', "asked.txt, line 1: expected the header 'words dim', as format 'vec' has it, got 'a 1 2'", 'vec'],
  ['model.bin', Buffer.from([0xba, 0x16, 0x4f, 0x2f, 12, 0, 0, 0]), 'model.bin: expected word vectors, got a fastText model (.bin)'],
  ['page.txt', '<!DOCTYPE html>\n<html>', 'page.txt, line 1: expected word vectors, got a web page'],
  ['archive.txt', Buffer.from('PK\x03\x04more'), 'archive.txt: expected word vectors, got a zip archive'],
  ['cut.txt.gz', gzipSync(readFileSync(fixture('small.txt'))).subarray(0, 300), 'cut.txt.gz: the gzip file is cut off'],
  ['bad.txt.gz', Buffer.concat([gzipSync('a 1 2\n').subarray(0, -8), Buffer.alloc(8, 0x55)]), /bad.txt.gz: the gzip file is damaged/],
];

test.each(CASES.map(([name, content, message, format]) => [name, content, message, format] as const))('%s', async (name, content, message, format) => {
  const error = await loadVectors(write(name, content), { format }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(VectorFileError);
  const text = (error as Error).message;
  if (typeof message === 'string') expect(text).toContain(message);
  else expect(text).toMatch(message);
  expect(text.startsWith(`loadVectors: ${name}`)).toBe(true);
});

test('the line counts the header, and the error carries file and place', async () => {
  const path = write('place.vec', '3 2\na 1 2\nb 3 x\nc 1 2\n');
  await expect(loadVectors(path)).rejects.toMatchObject({ name: 'VectorFileError', file: path, place: { line: 3 } });
});

test('files that are not there, folders, wrong limits', async () => {
  await expect(loadVectors(`${folder()}/missing.txt`)).rejects.toThrow(/missing.txt: there is no such file \(/);
  await expect(loadVectors(folder())).rejects.toThrow('expected a file, got a folder');
  for (const limit of [0, -1, 1.5, NaN]) await expect(loadVectors(fixture('small.txt'), { limit })).rejects.toThrow('expected limit to be a whole number above 0');
});
