import fc from 'fast-check';
import { mkdirSync } from 'node:fs';
import { findGlove, loadVectors, WordVectors } from '../../../src/lib/embeddings';
import { plainBlocks } from '../../../src/lib/embeddings/kernel/dots';
import { Largest } from '../../../src/lib/embeddings/nearest';
import { editDistance } from '../../../src/lib/embeddings/spelling';
import * as np from '../../../src/lib/np';
import { expected, fixture, temporaryFolder } from './files';

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(b, (x, k) => x * a[k]).reduce((s, x) => s + x, 0);
const { folder, write } = temporaryFolder();
const small = WordVectors.from(['king', 'queen', 'apple', 'zero', 'Minus'], np.array([[1, 0], [1, 1], [0, 2], [0, 0], [-3, 0]])); // prettier-ignore

test('look-ups give float64 copies', () => {
  const v = small.vector('queen');
  expect([v.dtype, v.shape, v.tolist()]).toEqual(['float64', [2], [1, 1]]);
  v.set(0, 9);
  expect(small.get('queen')!.tolist()).toEqual([1, 1]);
  expect([small.has('king'), small.has('King'), small.get('King'), small.size, small.dim]).toEqual([true, false, undefined, 5, 2]);
  expect(small.toArray().shape).toEqual([5, 2]);
  const map = small.toMap();
  expect([map.size, map.get('apple')!.tolist(), np.dot(map.get('queen')!, map.get('apple')!)]).toMatchObject([5, [0, 2], {}]);
  expect([...small].map(([w]) => w)).toEqual(small.words);
});

test('out of vocabulary: exact, or lower case as well', () => {
  const lower = WordVectors.from(['paris', 'Rome'], np.array([[1], [2]]), { oov: 'lowercase' });
  expect([lower.has('PARIS'), lower.vector('Paris').item(0), lower.has('rome'), lower.vector('Rome').item(0)]).toEqual([true, 1, false, 2]);
  expect(() => WordVectors.from(['a'], np.array([[1]]), { oov: 'never' as 'exact' })).toThrow("expected oov 'exact' or 'lowercase', got 'never'");
});

test('a word that is not there is named, with its nearest spellings', () => {
  expect(() => small.vector('quene')).toThrow("WordVectors.vector: 'quene' is not in the vocabulary of 5 words: did you mean 'queen'?");
  expect(() => small.nearest('King')).toThrow("did you mean 'king'?");
  expect(() => small.vector('hippopotamus')).toThrow('no word is spelled nearly like it');
  expect([editDistance('ab', 'ba', 2), editDistance('kitten', 'sitting', 3), editDistance('kitten', 'sitting', 2), editDistance('', 'ab', 2)]).toEqual([1, 3, 3, 2]);
});

test('nearest: by word and by vector, without zero rows, with exclusions', () => {
  expect(small.nearest('king').map((x) => x.word)).toEqual(['queen', 'apple', 'Minus']);
  expect(small.nearest('king')[0].similarity).toBeCloseTo(Math.SQRT1_2, 6);
  expect(small.nearest([1, 0], { n: 2 })).toEqual([{ word: 'king', similarity: 1 }, { word: 'queen', similarity: expect.closeTo(Math.SQRT1_2, 6) }]); // prettier-ignore
  expect(small.nearest(np.array([5, 0]), { n: 1, exclude: ['king', 'unknown'] })[0].word).toBe('queen');
  expect(() => small.nearest([1, 2, 3])).toThrow('expected a vector of 2 numbers, got 3');
  expect(() => small.nearest('zero')).toThrow('got one of zeros');
  expect(() => small.nearest([NaN, 1])).toThrow('that is not finite');
  expect(() => small.nearest('king', { n: 0 })).toThrow('expected n to be a whole number above 0, got 0');
});

test('nearest is what NumPy finds', async () => {
  const v = await loadVectors(fixture('small.txt'));
  const found = v.nearest('the', { n: 5 });
  expect(found.map((x) => x.word).sort()).toEqual(expected.nearestToThe.map(([word]) => word).sort()); // two are 1e-7 apart
  found.forEach((x, i) => expect(x.similarity).toBeCloseTo(expected.nearestToThe[i][1], 6));
});

test('nearest on many rows, of any dimension, with WebAssembly and without', () => {
  for (const [rows, dim] of [[3000, 50], [1500, 51], [700, 3], [1, 4], [9, 200], [5, 70_000]]) { // prettier-ignore
    const rs = new np.random.RandomState(rows);
    const V = rs.randn(rows, dim);
    const v = WordVectors.from(Array.from({ length: rows }, (_, i) => `w${i}`), V);
    const q = rs.randn(dim);
    const row = (i: number): ArrayLike<number> => V.data.subarray(i * dim, (i + 1) * dim);
    const cosines = v.words.map((_, i) => [i, dot(row(i), q.data) / Math.sqrt(dot(row(i), row(i)))]);
    const norm = Math.sqrt(dot(q.data, q.data));
    cosines.sort((a, b) => b[1] - a[1]);
    const found = v.nearest(q);
    expect(found.map((x) => x.word)).toEqual(cosines.slice(0, 10).map(([i]) => `w${i}`));
    found.forEach((x, i) => expect(x.similarity).toBeCloseTo(cosines[i][1] / norm, 5));
    const plain = new Float32Array(rows);
    plainBlocks(v.vectors, Float32Array.from(q.data), dim, Math.min(rows, 37), (from, n, out) => plain.set(out.subarray(0, n), from));
    plain.forEach((x, i) => expect(x).toBeCloseTo(dot(row(i), q.data), dim > 1000 ? 2 : 4));
  }
});

test('the largest of many: as sorting finds them, the earlier of equal ones first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ min: 1, max: 12 }), (values, n) => {
      const largest = new Largest(n);
      values.forEach((value, row) => value > largest.threshold && largest.offer(row, value));
      const sorted = values.map((value, row) => ({ row, value })).sort((a, b) => b.value - a.value || a.row - b.row);
      expect(largest.sorted()).toEqual(sorted.slice(0, n));
    }),
  );
});

test('indexed counts from 1 in the order of Python', async () => {
  const { wordToIndex, indexToWord } = (await loadVectors(fixture('small.bin'))).indexed();
  expect([...wordToIndex.keys()]).toEqual(expected.sorted);
  expect([wordToIndex.get(expected.sorted[0]), indexToWord.get(1), indexToWord.has(0)]).toEqual([1, expected.sorted[0], false]);
});

test('WordVectors.from refuses shapes and words that do not fit', () => {
  expect(() => WordVectors.from(['a'], np.array([1, 2]))).toThrow('expected vectors of shape (1, dim) for 1 words, at least one, got (2)');
  expect(() => WordVectors.from(['a', 'a'], np.array([[1], [2]]))).toThrow("expected different words, got 'a' twice");
});

describe('findGlove', () => {
  const before = process.env.GRADUS_GLOVE;
  beforeEach(() => void delete process.env.GRADUS_GLOVE);
  afterAll(() => void (before === undefined ? delete process.env.GRADUS_GLOVE : (process.env.GRADUS_GLOVE = before)));

  test('looks at GRADUS_GLOVE, then into the folder of downloads', () => {
    const at = `${folder()}/downloads`;
    expect(findGlove({ folder: at })).toBeNull();
    mkdirSync(at);
    write('downloads/glove.6B.zip', 'x');
    write('downloads/glove.6B.50d.txt.part', 'x');
    expect(findGlove({ folder: at })).toBeNull();
    const [large, middle] = [write('downloads/glove.6B.300d.txt', 'x'), write('downloads/glove.6B.100d.txt.gz', 'x')];
    expect([findGlove({ folder: at }), findGlove({ folder: at, dim: 300 }), findGlove({ folder: at, dim: 50 })]).toEqual([middle, large, null]);
    const wanted = write('downloads/glove.6B.50d.txt', 'x');
    expect(findGlove({ folder: at })).toBe(wanted);
    process.env.GRADUS_GLOVE = large;
    expect(findGlove({ folder: at })).toBe(large);
    process.env.GRADUS_GLOVE = '/none.txt';
    expect(() => findGlove({ folder: at })).toThrow("GRADUS_GLOVE is '/none.txt', and there is no such file");
  });
});
