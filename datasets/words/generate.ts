/**
 * Makes the word vectors: writes sentences from the word lists, counts which words meet, trains GloVe, and saves glove.50d.txt.gz.
 * Run: npx tsx datasets/words/generate.ts (about 40 seconds)
 */
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { corpus } from './corpus/corpus';
import { cooccurrences } from './glove/cooccurrence';
import { trainGlove } from './glove/train';

export const SENTENCES = 1_500_000;
export const DIM = 50;

export function makeVectors(log: (line: string) => void = () => {}): { words: string[]; vectors: Float32Array } {
  const met = cooccurrences(corpus(SENTENCES, 7), 8, 5);
  log(`${met.words.length} words, ${met.count.length} pairs`);
  const vectors = trainGlove(met, { dim: DIM, epochs: 50, learningRate: 0.05, xMax: 60, alpha: 0.75, seed: 1, onEpoch: (epoch, loss) => log(`epoch ${epoch}: ${loss.toFixed(5)}`) });
  return { words: met.words, vectors };
}

if (require.main === module) {
  const { words, vectors } = makeVectors((line) => console.log(line));
  const lines = words.map((word, n) => `${word} ${Array.from(vectors.subarray(n * DIM, (n + 1) * DIM), (x) => x.toFixed(5)).join(' ')}\n`);
  fs.writeFileSync(path.join(__dirname, 'glove.50d.txt.gz'), gzipSync(lines.join(''), { level: 9 }));
}
