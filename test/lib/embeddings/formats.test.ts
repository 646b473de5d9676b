import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { loadVectors, loadVectorsSync, readGloveVecs, saveVectors, WordVectors } from '../../../src/lib/embeddings';
import { NumberReader } from '../../../src/lib/embeddings/numbers';
import { Table } from '../../../src/lib/embeddings/table';
import { TextParser } from '../../../src/lib/embeddings/textParser';
import * as np from '../../../src/lib/np';
import { binary, expected, fixture, temporaryFolder } from './files';

const { folder, write } = temporaryFolder();
const rows = (v: WordVectors): number[][] => v.words.map((_, i) => [...v.vectors.subarray(i * v.dim, (i + 1) * v.dim)]);

describe.each(['small.txt', 'small.vec', 'small.bin', 'small-gensim.bin'])('%s', (name) => {
  const check = (v: WordVectors): void => {
    expect(v.words).toEqual(expected.words);
    expect([v.size, v.dim, v.duplicates]).toEqual([expected.words.length, expected.dim, 0]);
    expect(rows(v)).toEqual(expected.float32);
  };

  test('is what NumPy reads as float32', async () => (check(await loadVectors(fixture(name))), check(loadVectorsSync(fixture(name)))));
  test('gzipped, under any name', async () => check(await loadVectors(write(`${name.replace('.', '-')}.data`, gzipSync(readFileSync(fixture(name)))))));
  test('limit', async () => {
    const v = await loadVectors(fixture(name), { limit: 3 });
    expect([v.words, rows(v)]).toEqual([expected.words.slice(0, 3), expected.float32.slice(0, 3)]);
  });
  test('the format is told by the content', async () => check(await loadVectors(write(`renamed-${name}`.replace(/\.\w+$/, ''), readFileSync(fixture(name))))));
});

test('numbers are Number(text), to the last bit', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 20 });
  const number = fc
    .tuple(fc.constantFrom('', '-', '+'), digits, fc.constantFrom('', '.'), digits, fc.constantFrom('', 'e', 'E', 'e-', 'E+'), fc.nat(330))
    .map(([sign, whole, point, part, e, power]) => `${sign}${whole}${point}${point && part}${e}${e && power}`)
    .filter((text) => /\d/.test(text.split(/e/i)[0]));
  const plain = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }).map(String), fc.float({ noNaN: true, noDefaultInfinity: true }).map((x) => x.toFixed(6)));
  const reader = new NumberReader();
  fc.assert(
    fc.property(fc.oneof(number, plain), fc.constantFrom('', ' ', '\t', '\r', '\n', ' 7'), (text, behind) => {
      const bytes = Buffer.from(`ab${text}${behind}`);
      expect(reader.read(bytes, 2, bytes.length)).toBe(Number(text));
      expect(reader.end).toBe(2 + text.length);
    }),
    { numRuns: 20_000 },
  );
});

test('what is no decimal number is none', () => {
  const reader = new NumberReader();
  for (const text of ['', '-', '.', '+.', 'e5', '1e', '1e+', '1.2.3', '0x10', 'nan', 'inf', 'Infinity', '1_0', '1,5', '--1', '1e5x', '١'])
    expect(reader.read(Buffer.from(`${text} 1`), 0, Buffer.byteLength(text))).toBeNaN();
});

test('bytes may come in pieces of any size', () => {
  const bytes = readFileSync(fixture('small.txt'));
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), (sizes) => {
      const table = new Table('float32');
      const parser = new TextParser(table, (_, problem) => new Error(problem) as never, Infinity, null);
      let [from, to] = [0, 0];
      for (let i = 0; to < bytes.length; i++) {
        to = Math.min(bytes.length, to + sizes[i % sizes.length]);
        from += parser.push(bytes.subarray(from, to), to === bytes.length);
      }
      parser.finish();
      expect([table.words, [...table.rows()]]).toEqual([expected.words, expected.float32.flat()]);
    }),
    { numRuns: 100 },
  );
});

test('larger files: several reads, memory that grows, plain and gzipped', async () => {
  const lines = Array.from({ length: 30_000 }, (_, i) => `word${i} ${[1, 2, 3, 4, 5].map((k) => ((i * k) % 997) / 100).join(' ')}`);
  const text = lines.join('\r\n'); // no line end behind the last
  for (const path of [write('large.txt', text), write('large.txt.gz', gzipSync(text))]) {
    const seen: number[] = [];
    const v = await loadVectors(path, { onProgress: ({ fraction, bytes, totalBytes }) => (seen.push(fraction), expect(bytes).toBeLessThanOrEqual(totalBytes)) });
    expect([v.size, v.dim, v.words[29_999]]).toEqual([30_000, 5, 'word29999']);
    expect(v.vector('word29999').tolist()).toEqual([1, 2, 3, 4, 5].map((k) => Math.fround(((29_999 * k) % 997) / 100)));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  }
});

test('words of several parts, as in glove.840B; a byte order mark; bytes that are no UTF-8', async () => {
  const v = await loadVectors(write('parts.txt', Buffer.concat([Buffer.from('\ufeffa 1 2\n. . . 3 4\nat name@domain.com  5\t6\n'), Buffer.from([0xff, 0x20, 0x37, 0x20, 0x38])])));
  expect([...v].map(([word, x]) => [word, ...(x.tolist() as number[])])).toEqual([['a', 1, 2], ['. . .', 3, 4], ['at name@domain.com', 5, 6], ['\ufffd', 7, 8]]); // prettier-ignore
});

test('of words that come twice the first is kept and the others are counted', async () => {
  for (const path of [write('twice.txt', 'a 1 2\nb 3 4\na 5 6\na 7 8\n'), write('twice.bin', binary('4 2', [['a', [1, 2]], ['b', [3, 4]], ['a', [5, 6]], ['a', [7, 8]]]))]) { // prettier-ignore
    const v = await loadVectors(path);
    expect([v.words, [...v.vectors], v.duplicates]).toEqual([['a', 'b'], [1, 2, 3, 4], 2]);
  }
});

test('an aborted signal stops loading', async () => {
  const stop = new AbortController();
  const path = write('abort.txt', 'a 1 2\n'.repeat(500_000).replace(/a/g, 'b'));
  const loading = loadVectors(path, { signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) });
  await expect(loading).rejects.toThrow('enough');
  await expect(loadVectors(path, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});

test("readGloveVecs gives the course's four, with the numbers of the text as float64", () => {
  for (const path of [fixture('small.txt'), fixture('small.vec'), write('glove.txt.gz', gzipSync(readFileSync(fixture('small.txt'))))]) {
    const { words, wordToIndex, indexToWord, wordToVecMap } = readGloveVecs(path);
    expect(words).toEqual(expected.words);
    expect([...wordToIndex.keys()]).toEqual(expected.sorted); // Python's order, with U+E000 before an emoji
    expect([...wordToIndex.values()]).toEqual(expected.sorted.map((_, i) => i + 1));
    expect(expected.sorted.map((_, i) => indexToWord.get(i + 1))).toEqual(expected.sorted);
    expect(words.map((w) => wordToVecMap.get(w)!.tolist())).toEqual(expected.float64);
    expect(np.dot(wordToVecMap.get('of')!, wordToVecMap.get('of')!)).toBeDefined();
  }
  expect(readGloveVecs(fixture('small.txt'), { limit: 2 }).words).toEqual(expected.words.slice(0, 2));
  expect(() => readGloveVecs(fixture('small.bin'))).toThrow('use await loadVectors');
});

describe('saveVectors', () => {
  test.each(['s.txt', 's.vec', 's.bin', 's.txt.gz', 's.vec.gz', 's.bin.gz'])('%s reads as it was, to the bit', async (name) => {
    const v = await loadVectors(fixture('small.bin'));
    if (!name.startsWith('s.bin')) expect(v.words).toContain('a\u00a0b');
    await saveVectors(`${folder()}/${name}`, v);
    const again = await loadVectors(`${folder()}/${name}`);
    expect([again.words, rows(again)]).toEqual([v.words, rows(v)]);
  });

  test('digits', async () => {
    await saveVectors(`${folder()}/d.txt`, WordVectors.from(['a'], np.array([[1 / 3, 2]])), { digits: 3 });
    expect(readFileSync(`${folder()}/d.txt`, 'utf8')).toBe('a 0.333 2.000\n');
    await expect(saveVectors(`${folder()}/d.txt`, WordVectors.from(['a'], np.array([[1]])), { digits: -1 })).rejects.toThrow('expected digits from 0 to 100, got -1');
  });

  test('words that a file cannot hold are refused, and the file stays as it was', async () => {
    const path = write('keep.txt', 'as it was');
    await expect(saveVectors(path, WordVectors.from(['a', 'b c'], np.array([[1], [2]])))).rejects.toThrow("got 'b c' in row 1");
    await expect(saveVectors(`${folder()}/none/x.txt`, WordVectors.from(['a'], np.array([[1]])))).rejects.toThrow('ENOENT');
    expect(readFileSync(path, 'utf8')).toBe('as it was');
    expect(require('node:fs').readdirSync(folder()).filter((n: string) => n.endsWith('.tmp'))).toEqual([]);
  });
});
