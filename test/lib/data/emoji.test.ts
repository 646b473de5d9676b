import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { csv } from '../../../datasets/emoji/generate';
import { TEST, TRAIN } from '../../../datasets/emoji/messages';
import { datasetPath, labelToEmoji, loadEmoji, loadWords, readMessages } from '../../../src/lib/data';
import * as np from '../../../src/lib/np';

const { trainX, trainY, testX, testY } = loadEmoji();
const counts = (y: np.NDArray): number[] => [0, 1, 2, 3, 4].map((k) => np.sum(y.equal(k)));

test('280 and 109 messages, by label as the README says', () => {
  expect([trainX.length, testX.length]).toEqual([280, 109]);
  expect(counts(trainY)).toEqual([48, 45, 72, 70, 45]);
  expect(counts(testY)).toEqual([19, 19, 26, 26, 19]);
});

test('the files are what their script makes', () => {
  expect(fs.readFileSync(datasetPath('emoji', 'train.csv'), 'utf8')).toBe(csv(TRAIN, 1));
  expect(fs.readFileSync(datasetPath('emoji', 'test.csv'), 'utf8')).toBe(csv(TEST, 2));
});

test('no message is in both sets or twice; none is longer than 10 words; every word has a vector', () => {
  const all = [...trainX, ...testX].map((sentence) => sentence.toLowerCase());
  expect(new Set(all).size).toBe(all.length);
  expect(Math.max(...all.map((sentence) => sentence.split(' ').length))).toBeLessThanOrEqual(10);
  const { wordToVecMap } = loadWords();
  expect(all.flatMap((sentence) => sentence.split(' ')).filter((word) => !Object.hasOwn(wordToVecMap, word))).toEqual([]);
});

test('"not" is said of good and bad alike, in training and in the test', () => {
  for (const [x, y] of [[trainX, trainY], [testX, testY]] as const) {
    const denied = x.flatMap((sentence, i) => (/\bnot\b/i.test(sentence) ? [y.at(i).item()] : []));
    const [smiles, frowns] = [denied.filter((label) => label === 2).length, denied.filter((label) => label === 3).length];
    expect(Math.min(smiles, frowns)).toBeGreaterThanOrEqual(6);
    expect(Math.abs(smiles - frowns)).toBeLessThanOrEqual(2);
  }
});

test('own files may have commas in quotes; a wrong line is named', () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-emoji-')), 'own.csv');
  fs.writeFileSync(file, 'sentence,label\r\n"well, ""yes""",2\r\nplay ball,1\r\n');
  expect(readMessages(file).x).toEqual(['well, "yes"', 'play ball']);
  fs.writeFileSync(file, 'sentence,label\nplay ball,1\nplay ball,7\n');
  expect(() => readMessages(file)).toThrow(/own.csv, line 3: expected a sentence, a comma and a label from 0 to 4, got "play ball,7"/);
});

test('labelToEmoji knows five labels', () => {
  expect([0, 1, 2, 3, 4].map(labelToEmoji)).toEqual(['❤️', '⚾', '😄', '😞', '🍴']);
  expect(() => labelToEmoji(5)).toThrow('expected a label from 0 to 4, got 5');
});
