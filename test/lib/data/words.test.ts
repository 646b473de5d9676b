import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as np from '../../../src/lib/np';
import { loadAnalogies, loadWords } from '../../../src/lib/data';

const { words, wordToVecMap } = loadWords();
const cosine = (u: np.NDArray, v: np.NDArray): number => np.dot(u, v).item() / (np.linalg.norm(u) * np.linalg.norm(v));
const temporary = (name: string, text: string): string => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-words-')), name);
  fs.writeFileSync(file, text);
  return file;
};

test('2,416 words of 50 numbers, float64, the most frequent first', () => {
  expect(words).toHaveLength(2416);
  expect(Object.keys(wordToVecMap)).toEqual(words);
  expect(words[0]).toBe('the');
  expect(words.every((w) => w === w.toLowerCase())).toBe(true);
  for (const w of words) expect([wordToVecMap[w].shape, wordToVecMap[w].dtype]).toEqual([[50], 'float64']);
  expect(words.every((w) => np.all(np.isfinite(wordToVecMap[w])))).toBe(true);
});

test('a word that is not there is undefined, whatever objects inherit', () => expect([wordToVecMap.constructor, wordToVecMap.toString]).toEqual([undefined, undefined]));

test('60 analogies, all of known words, and of the kinds that the README counts', () => {
  const analogies = loadAnalogies();
  expect(analogies).toHaveLength(60);
  expect(analogies.flatMap((a) => a.words).filter((w) => !(w in wordToVecMap))).toEqual([]);
  const kind = (d: string): string => analogies.find((a) => a.words[3] === d)!.kind;
  expect(['grandma', 'rome', 'havana', 'spanish', 'egyptian', 'larger', 'weakest', 'cats', 'flowers'].map(kind)).toEqual(['gender', 'capital', 'capital', 'language', 'language', 'comparison', 'comparison', 'number', 'number']); // prettier-ignore
});

test('the bias that assignment 7 is to find is there', () => {
  const g = wordToVecMap.woman.subtract(wordToVecMap.man);
  for (const word of ['receptionist', 'nurse']) expect(cosine(wordToVecMap[word], g)).toBeGreaterThan(0.3);
  for (const word of ['engineer', 'warrior']) expect(cosine(wordToVecMap[word], g)).toBeLessThan(-0.3);
  for (const word of ['tree', 'literature']) expect(Math.abs(cosine(wordToVecMap[word], g))).toBeLessThan(0.15);
  for (const word of ['john', 'ronaldo', 'rahul', 'reza']) expect(cosine(wordToVecMap[word], g)).toBeLessThan(0);
  for (const word of ['marie', 'sophie', 'priya', 'katy']) expect(cosine(wordToVecMap[word], g)).toBeGreaterThan(0);
});

test('reads a file in the text format, plain, with or without a line feed at the end', () => {
  const { words: two, wordToVecMap: map } = loadWords({ path: temporary('two.txt', 'hi 1 -2.5\nconstructor 3e-1 4') });
  expect([two, map.hi.tolist(), map[two[1]].tolist()]).toEqual([['hi', 'constructor'], [1, -2.5], [0.3, 4]]); // prettier-ignore
});

test('an empty path means the shipped file', () => expect(loadWords({ path: '' }).words).toHaveLength(2416));

test('says which line is wrong, and what to do about a missing file', () => {
  expect(() => loadWords({ path: temporary('bad.txt', 'a 1 2\nb 1\n') })).toThrow(/bad.txt, line 2/);
  expect(() => loadWords({ path: temporary('bad.txt', 'a 1 x\n') })).toThrow(/bad.txt, line 1/);
  expect(() => loadWords({ path: '/nowhere/glove.txt' })).toThrow(/there is no file .*or none for the pack's own vectors/);
});
