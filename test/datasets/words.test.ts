import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { corpus } from '../../datasets/words/corpus/corpus';
import { cooccurrences, type Cooccurrences } from '../../datasets/words/glove/cooccurrence';
import { trainGlove, type GloveOptions } from '../../datasets/words/glove/train';
import { RandomState } from '../../src/lib/np/random';

const hash = (sentences: string[]): string => createHash('sha256').update(sentences.join('\n')).digest('hex');

test('the corpus is the same for the same seed, and another for another', () => {
  const sentences = [...corpus(10_000, 7)];
  expect(sentences).toHaveLength(10_000);
  expect(hash(sentences)).toBe('955d500e70c41d9fac14f506771d6d63109fc13c048ddabf2b12af5d3e303607');
  expect(hash([...corpus(10_000, 8)])).not.toBe(hash(sentences));
  expect(sentences.every((s) => /^[a-z'-]+( [a-z'-]+)*$/.test(s))).toBe(true);
});

test('words that meet are counted with 1 / distance, within the window, both ways', () => {
  const { words, row, column, count } = cooccurrences(['a b c a', 'c b'], 2, 1);
  const met = Object.fromEntries(Array.from(count, (n, k) => [words[row[k]] + words[column[k]], n]));
  expect(met).toEqual({ ab: 1.5, ba: 1.5, ac: 1.5, ca: 1.5, bc: 2, cb: 2 });
  expect(cooccurrences(['a b a', 'c a'], 2, 2).words).toEqual(['a']);
});

const OPTIONS: GloveOptions = { dim: 3, epochs: 1, learningRate: 0.1, xMax: 20, alpha: 0.75, seed: 4 };

/** One pair: word 0 met word 1. */
const single = (count: number): Cooccurrences => ({ words: ['a', 'b'], row: Int32Array.of(0), column: Int32Array.of(1), count: Float64Array.of(count) });

test.each([5, 20, 300])('one step goes down the numeric gradient of the loss (the words met %i times)', (x) => {
  const { dim, xMax, alpha, learningRate, seed } = OPTIONS;
  const stride = dim + 1;
  const start = (new RandomState(seed).uniform(-0.5 / stride, 0.5 / stride, [4 * stride]) as { data: Float64Array }).data; // words a and b, then contexts a and b
  const [a, b] = [0, 3 * stride]; // word a and context b
  const loss = (w: Float64Array): number => {
    const error = Array.from({ length: dim }, (_, i) => w[a + i] * w[b + i]).reduce((sum, p) => sum + p) + w[a + dim] + w[b + dim] - Math.log(x);
    return 0.5 * Math.min(1, (x / xMax) ** alpha) * error ** 2;
  };
  const slope = (k: number): number => {
    const moved = (h: number): Float64Array => Float64Array.from(start, (v, i) => (i === k ? v + h : v));
    return (loss(moved(1e-5)) - loss(moved(-1e-5))) / 2e-5;
  };
  const vectors = trainGlove(single(x), OPTIONS);
  for (let i = 0; i < dim; i++) {
    expect(vectors[i]).toBeCloseTo(start[a + i] - learningRate * slope(a + i) + start[2 * stride + i], 6); // AdaGrad's first step divides by the root of 1
    expect(vectors[dim + i]).toBeCloseTo(start[stride + i] + start[b + i] - learningRate * slope(b + i), 6);
  }
});

test("four epochs on 36 pairs follow NumPy's, bias, AdaGrad and order included", () => {
  const oracle = JSON.parse(fs.readFileSync(path.join(__dirname, '../fixtures/07-word-vectors/glove.json'), 'utf8')) as { words: number; row: number[]; column: number[]; count: number[]; options: GloveOptions; vectors: number[][]; losses: number[] };
  const losses: number[] = [];
  const met = { words: Array.from({ length: oracle.words }, (_, i) => `w${i}`), row: Int32Array.from(oracle.row), column: Int32Array.from(oracle.column), count: Float64Array.from(oracle.count) };
  const vectors = trainGlove(met, { ...oracle.options, onEpoch: (_, loss) => losses.push(loss) });
  losses.forEach((loss, i) => expect(loss).toBeCloseTo(oracle.losses[i], 12));
  oracle.vectors.flat().forEach((x, i) => expect(vectors[i]).toBeCloseTo(x, 6)); // float32
});

test('the loss falls in every epoch on a small corpus', () => {
  const losses: number[] = [];
  trainGlove(cooccurrences(corpus(2000, 7), 8, 5), { ...OPTIONS, dim: 10, epochs: 6, learningRate: 0.05, onEpoch: (_, loss) => losses.push(loss) });
  losses.slice(1).forEach((loss, i) => expect(loss).toBeLessThan(losses[i]));
  expect(losses[5]).toBeLessThan(0.6 * losses[0]);
});
