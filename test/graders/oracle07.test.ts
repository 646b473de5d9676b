import fs from 'node:fs';
import path from 'node:path';
import * as np from '../../src/lib/np';
import { runPublicTests, type CheckResult } from '../../src/lib/check';
import { fromJson } from '../../src/lib/check/fixture';
import { loadPublicAssignment } from '../../src/lib/check/load';
import { loadAnalogies, loadWords } from '../../src/lib/data';

type WordToVec = Record<string, np.NDArray>;

/* eslint-disable @typescript-eslint/no-explicit-any */
const { cosineSimilarity, completeAnalogy, neutralize, equalize } = require('../../dist/solutions/07-word-vectors.js') as Record<string, (...args: any[]) => any>;
const oracle = JSON.parse(fs.readFileSync(path.join(__dirname, '../fixtures/07-word-vectors/oracle.json'), 'utf8')) as Record<string, any>;

const { words, wordToVecMap: e } = loadWords();
const unit = (v: np.NDArray): np.NDArray => v.divide(np.linalg.norm(v));
const unitMap = (map: WordToVec): WordToVec => Object.fromEntries(Object.entries(map).map(([w, v]) => [w, unit(v)]));
const g = e.woman.subtract(e.man);
const near = (actual: np.NDArray, expected: number[]): void => expect(np.allclose(actual, np.array(expected), { rtol: 1e-11, atol: 1e-13 })).toBe(true);

test.each(loadPublicAssignment('07-word-vectors')!.tasks.map((t) => [t.fn, t] as const))("%s gives NumPy's numbers", (fn, task) => {
  const solution: Record<string, (...args: any[]) => any> = { cosineSimilarity, completeAnalogy, neutralize, equalize };
  const result = runPublicTests({ ...task, tests: task.tests.map((t) => ({ ...t, rtol: 1e-12, atol: 1e-14 })) }, solution[fn]) as CheckResult;
  expect(result.tests.filter((t) => !t.passed)).toEqual([]);
});

test('the file has the words that NumPy reads, and their cosines', () => {
  expect(words).toHaveLength(oracle.words);
  for (const [word, cosine] of oracle.g) expect(cosineSimilarity(e[word], g)).toBeCloseTo(cosine, 13);
  for (const [u, v, cosine] of oracle.similar) expect(cosineSimilarity(e[u], e[v])).toBeCloseTo(cosine, 13);
  expect(cosineSimilarity(e.france.subtract(e.paris), e.rome.subtract(e.italy))).toBeCloseTo(oracle.capitals, 13);
});

test('the analogies are answered as by NumPy: at least 90 % of 60 right, well under 0.3 s each', () => {
  const started = performance.now();
  const given = loadAnalogies().map(({ words: [a, b, c] }) => completeAnalogy(a, b, c, e) as string);
  expect((performance.now() - started) / 60).toBeLessThan(300);
  expect(given).toEqual(oracle.analogies);
  const right = loadAnalogies().filter(({ words: [, , , d] }, i) => given[i] === d).length;
  expect(right / 60).toBeGreaterThanOrEqual(0.9);
  expect(right).toBe(56);
});

test.each(['controlled', 'compass'])('a map of a few places (%s) is answered as by NumPy', (name) => {
  const map = fromJson(oracle[name]) as WordToVec;
  for (const [a, b, c, d] of oracle[`${name}Questions`]) expect([a, b, c, completeAnalogy(a, b, c, map)]).toEqual([a, b, c, d]);
});

test('with equal first words the third word is not the answer', () => {
  expect(completeAnalogy('a', 'synonym_of_a', 'c', fromJson(oracle.controlled))).not.toBe('c');
});

test('neutralized words are those of NumPy, below 1e-6 along g', () => {
  for (const [word, vector] of oracle.neutral) {
    near(neutralize(word, g, e), vector);
    expect(Math.abs(cosineSimilarity(neutralize(word, g, e), g))).toBeLessThan(1e-6);
  }
  expect(cosineSimilarity(e.receptionist, g)).toBeGreaterThan(0.3);
});

test('equalized pairs are those of NumPy, of length 1, equally far on opposite sides', () => {
  const map = unitMap(e);
  const axis = unit(map.woman.subtract(map.man));
  for (const [a, b, vectors, cosines] of oracle.equal) {
    const got = equalize([a, b], axis, map) as np.NDArray[];
    got.forEach((v, i) => near(v, vectors[i]));
    expect(got.map((v) => np.linalg.norm(v))).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
    expect(got.map((v) => cosineSimilarity(v, axis))).toEqual([expect.closeTo(cosines[0], 12), expect.closeTo(-cosines[0], 12)]);
    expect(cosines[1]).toBeGreaterThan(0.1);
  }
});

test.each([0, 1, 2])('random vectors along axis %i, of any length', (i) => {
  const raw = fromJson(oracle.raw) as WordToVec;
  const axis = np.array(oracle.axes[i]);
  Object.keys(raw).forEach((word, k) => near(neutralize(word, axis, raw), oracle.rawNeutral[i][k]));
  (equalize(['p', 'q'], axis, raw) as np.NDArray[]).forEach((v, k) => near(v, oracle.rawEqual[i][k]));
  (equalize(['s', 'r'], axis, unitMap(raw)) as np.NDArray[]).forEach((v, k) => near(v, oracle.rawEqualUnit[i][k]));
});
