import fs from 'node:fs';
import path from 'node:path';
import * as np from '../../../src/lib/np';
import { DATE_FORMATS, encode, formatDate, HUMAN_VOCAB, intToString, inverse, isoDate, loadDataset, MACHINE_VOCAB, preprocessData, stringToInt } from '../../../src/lib/dates';
import { csv } from '../../../datasets/dates/generate';

const DAY = { year: 2009, month: 5, day: 3 };

test('a day in all ways, lower case and without commas', () => {
  expect(Object.fromEntries(DATE_FORMATS.map((name) => [name, formatDate(DAY, name)]))).toEqual({
    'M/d/yy': '5/3/09', 'MMM d, y': 'may 3 2009', 'MMMM d, y': 'may 3 2009', 'EEEE, MMMM d, y': 'sunday may 3 2009', 'd MMM y': '3 may 2009', 'd MMMM y': '3 may 2009', 'dd MMM y': '03 may 2009',
    'd MMM, y': '3 may 2009', 'd MMMM, y': '3 may 2009', 'dd, MMM y': '03 may 2009', 'd MM yy': '3 05 09', 'MMMM d y': 'may 3 2009', 'dd.MM.yy': '03.05.09',
  }); // prettier-ignore
  expect(formatDate({ year: 1998, month: 9, day: 30 }, 'MMM d, y')).toBe('sep 30 1998');
  expect(isoDate(DAY)).toBe('2009-05-03');
  expect(() => formatDate(DAY, 'y')).toThrow(/there is no pattern 'y': use one of M\/d\/yy/);
});

test('weekdays are right', () => {
  const names = Array.from({ length: 4000 }, (_, i) => new Date(Date.UTC(1970, 0, 1 + 5 * i)));
  for (const date of names) {
    const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
    const weekday = date.toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' }).toLowerCase();
    expect(formatDate(day, 'EEEE, MMMM d, y').split(' ')[0]).toBe(weekday);
  }
});

describe('loadDataset', () => {
  const { dataset } = loadDataset(3000, 7);

  test('the seed decides; a longer list begins like a shorter one', () => {
    expect(loadDataset(50, 7).dataset).toEqual(dataset.slice(0, 50));
    expect(loadDataset(50, 8).dataset).not.toEqual(dataset.slice(0, 50));
    expect(() => loadDataset(0)).toThrow(/positive integer, got 0/);
  });

  test('each machine date is one of the ways to write the human one', () => {
    for (const [human, machine] of dataset) {
      const [year, month, day] = machine.split('-').map(Number);
      expect(isoDate({ year, month, day })).toBe(machine);
      expect(year >= 1970 && year <= 2029).toBe(true);
      expect(DATE_FORMATS.map((name) => formatDate({ year, month, day }, name))).toContain(human);
      expect(human.length).toBeLessThanOrEqual(30);
    }
  });

  test('a text has one meaning, and shares of ways are as meant', () => {
    const meanings = new Map(loadDataset(11_000, 12345).dataset);
    for (const [human, machine] of loadDataset(11_000, 12345).dataset) expect(meanings.get(human)).toBe(machine);
    const full = dataset.filter(([human]) => /day /.test(human)).length / dataset.length;
    expect(full).toBeGreaterThan(0.42);
    expect(full).toBeLessThan(0.5);
  });

  test('pairs.csv holds its beginning', () => expect(fs.readFileSync(path.join(__dirname, '../../../datasets/dates/pairs.csv'), 'utf8')).toBe(`${csv()}\n`));
});

describe('vocabularies', () => {
  test('37 and 11 entries; all characters of dates are known', () => {
    expect([Object.keys(HUMAN_VOCAB).length, Object.keys(MACHINE_VOCAB).length]).toEqual([37, 11]);
    expect([HUMAN_VOCAB[' '], HUMAN_VOCAB['/'], HUMAN_VOCAB['0'], HUMAN_VOCAB.a, HUMAN_VOCAB.y, HUMAN_VOCAB['<unk>'], HUMAN_VOCAB['<pad>']]).toEqual([0, 2, 3, 13, 34, 35, 36]); // prettier-ignore
    expect([MACHINE_VOCAB['-'], MACHINE_VOCAB['0'], MACHINE_VOCAB['9']]).toEqual([0, 1, 10]);
    for (const [human] of loadDataset(2000, 3).dataset) expect(stringToInt(human, 30, HUMAN_VOCAB)).not.toContain(35);
  });

  test('stringToInt: lower case, no commas, cut, filled up; unknown characters get the number of <unk>', () => {
    expect(stringToInt('May, 9', 8, HUMAN_VOCAB)).toEqual(stringToInt('may 9', 8, HUMAN_VOCAB));
    expect(stringToInt('1/2', 5, HUMAN_VOCAB)).toEqual([4, 2, 5, 36, 36]);
    expect(stringToInt('123456', 3, HUMAN_VOCAB)).toEqual([4, 5, 6]);
    expect(stringToInt('k€9', 3, HUMAN_VOCAB)).toEqual([35, 35, 12]);
    expect(stringToInt('constructor', 1, HUMAN_VOCAB)).toEqual([15]);
    expect(() => stringToInt('2a', 2, MACHINE_VOCAB)).toThrow(/neither 'a' nor '<unk>'/);
    expect(() => stringToInt(5 as never, 2, HUMAN_VOCAB)).toThrow(/expected a text, got number/);
  });

  test('intToString is the way back', () => {
    expect(intToString(stringToInt('9 may 1998', 30, HUMAN_VOCAB), inverse(HUMAN_VOCAB))).toBe('9 may 1998');
    expect(intToString(stringToInt('1998-05-09', 10, MACHINE_VOCAB), inverse(MACHINE_VOCAB))).toBe('1998-05-09');
    expect(() => intToString([11], inverse(MACHINE_VOCAB))).toThrow(/numbers from 0 to 10, got 11/);
  });
});

test('preprocessData: numbers, and one-hot vectors of them', () => {
  const { dataset, humanVocab, machineVocab } = loadDataset(6, 1);
  const [X, Y, Xoh, Yoh] = preprocessData(dataset, humanVocab, machineVocab, 30, 10);
  expect([X.shape, Y.shape, Xoh.shape, Yoh.shape]).toEqual([[6, 30], [6, 10], [6, 30, 37], [6, 10, 11]]); // prettier-ignore
  expect([X.dtype, Xoh.dtype]).toEqual(['int32', 'float32']);
  expect([...Xoh.argMax(-1).dataSync()]).toEqual([...X.flat()]);
  expect([...Yoh.argMax(-1).dataSync()]).toEqual([...Y.flat()]);
  expect(Xoh.sum().dataSync()[0]).toBe(180);
  expect(np.arrayEqual(X, encode(dataset.map(([human]) => human), 30, humanVocab))).toBe(true); // prettier-ignore
  expect(() => preprocessData([['may', '1998']], humanVocab, machineVocab, 30, 10)).toThrow(/machines' dates of 10 characters, got '1998'/);
});
