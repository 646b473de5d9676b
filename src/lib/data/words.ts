import fs from 'node:fs';
import { readGloveVecs } from '../embeddings';
import type { NDArray } from '../np';
import { datasetPath } from './path';

/** Words and their vectors. */
export interface Words {
  /** In the order of the file: the most frequent first. */
  words: string[];
  /** Word -> its vector (d,). An object without a prototype, so that a word that is not there, such as `constructor`, is undefined. */
  wordToVecMap: Record<string, NDArray>;
}

export interface LoadWordsOptions {
  /** A file in GloVe's text format, gzipped if its name ends in .gz; the pack's own vectors if left out. */
  path?: string | null;
}

/** "a is to b as c is to d". */
export interface Analogy {
  words: [a: string, b: string, c: string, d: string];
  /** What the pairs share. */
  kind: 'gender' | 'capital' | 'language' | 'comparison' | 'number';
}

/** The kinds of the shipped analogies, with how many lines each has. */
const KINDS: [Analogy['kind'], number][] = [['gender', 20], ['capital', 13], ['language', 9], ['comparison', 13], ['number', 5]]; // prettier-ignore

/**
 * Word vectors from GloVe's text format: a line is a word and its d numbers, with blanks between.
 * @returns the words in the order of the file, and their float64 vectors (d,); 2,416 words of 50 numbers if no path is given
 * @throws when there is no such file, or a line does not have as many numbers as the first, with its number
 */
export function loadWords(options: LoadWordsOptions = {}): Words {
  const file = options.path || datasetPath('words', 'glove.50d.txt.gz');
  if (!fs.existsSync(file)) throw new Error(`loadWords: there is no file ${file}: give the path of a file in GloVe's text format, or none for the pack's own vectors`);
  const { words, wordToVecMap } = readGloveVecs(file);
  return { words, wordToVecMap: Object.assign(Object.create(null), Object.fromEntries(wordToVecMap)) as Words['wordToVecMap'] };
}

/** The 60 analogies that come with the word vectors, kind by kind. */
export function loadAnalogies(): Analogy[] {
  const lines = fs.readFileSync(datasetPath('words', 'analogies.txt'), 'utf8').trim().split('\n');
  const kinds = KINDS.flatMap(([kind, count]) => new Array<Analogy['kind']>(count).fill(kind));
  if (lines.length !== kinds.length) throw new Error(`loadAnalogies: expected ${kinds.length} lines in analogies.txt, got ${lines.length}: restore it with git checkout -- datasets/words`);
  return lines.map((line, i) => ({ words: line.split(' ') as Analogy['words'], kind: kinds[i] }));
}
