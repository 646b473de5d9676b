import { compare, checkLines, bandOf, fails, rowsOf, type BaselineRow } from '../../src/bench/check/band';
import { readBaseline, rowsOfSuites, withSuites, type Baseline } from '../../src/bench/check/baseline';
import type { CaseReport, SuiteReport } from '../../src/bench/run';
import { suiteNames, loadSuite } from '../../src/bench/suite';

const report = (name: string, ratio: number | null, more: Partial<CaseReport> = {}): CaseReport => ({
  name, title: name, gradusMs: 1, gradusBestMs: 1, numpyMs: 1, numpyBestMs: 1, ratio: 99, target: null, met: null, sameResult: true,
  cpuMs: { gradus: 1, numpy: 1, ratio }, ...more,
}); // prettier-ignore
const row = (name: string, ratio: number, suite = 'np'): BaselineRow => ({
  suite,
  case: name,
  quantity: 'processor',
  ratio,
});
const measured = (...reports: CaseReport[]) => reports.map((r) => ({ suite: 'np', report: r }));

test('a ratio may be above its baseline by the band, and no more', () => {
  const band = bandOf(row('a', 1));
  const verdict = (now: number): string => compare([row('a', 2)], measured(report('a', now)))[0].verdict;
  expect(band).toBeGreaterThan(1);
  expect(verdict(2)).toBe('within');
  expect(verdict(2 * band * 0.999)).toBe('within');
  expect(verdict(2 * band * 1.001)).toBe('BEYOND');
  expect(verdict((2 / band) * 0.999)).toBe('faster');
});

test('starts of processes have a wider band', () => {
  expect(bandOf(row('import-np', 1, 'start'))).toBeGreaterThan(bandOf(row('a', 1)));
});

test('of several measurements the best counts', () => {
  const [checked] = compare([row('a', 1)], measured(report('a', 9), report('a', 1.1)));
  expect(checked).toMatchObject({ now: 1.1, verdict: 'within' });
});

test('what is missing or gives other results fails, whatever its ratio', () => {
  const checked = compare(
    [row('a', 1), row('gone', 1), row('b', 1)],
    measured(report('a', 1), report('b', 1, { sameResult: false })),
  );
  expect(checked.map((c) => [c.verdict, fails(c)])).toEqual([['within', false], ['not measured', true], ['RESULTS DIFFER', true]]); // prettier-ignore
  expect(compare([row('a', 1)], measured(report('a', null)))[0].verdict).toBe('not measured');
});

test('rows: the processor, and memory where both sides have it; the suite memory has no times', () => {
  const withMemory = report('a', 1.5, { peakMb: { gradus: 300, numpy: 600 } });
  expect(rowsOf('np', withMemory)).toEqual([row('a', 1.5), { suite: 'np', case: 'a', quantity: 'memory', ratio: 0.5 }]);
  expect(rowsOf('memory', withMemory)).toEqual([{ suite: 'memory', case: 'a', quantity: 'memory', ratio: 0.5 }]);
  expect(rowsOf('np', report('a', NaN))).toEqual([]);
  expect(rowsOf('np', report('a', 9, { cpuMs: { gradus: 9, numpy: 1, ratio: 9, bestRatio: 2 } }))).toEqual([
    row('a', 2),
  ]);
});

test('the table names ratio, baseline and limit, and what failed', () => {
  const lines = checkLines(compare([row('slow', 2), row('fine', 1)], measured(report('slow', 20), report('fine', 1))));
  expect(lines[0]).toMatch(/now +baseline +limit$/);
  expect(lines[1]).toMatch(/^np fine +processor +1\.00 +1\.00 +1\.35 {2}within$/);
  expect(lines[2]).toMatch(/^np slow +processor +20\.00 +2\.00 +2\.70 {2}BEYOND$/);
  expect(lines.at(-1)).toBe('1 of 2 ratios failed: np slow');
  expect(checkLines(compare([row('a', 9)], measured(report('a', 1)))).at(-1)).toContain('--write-baseline');
});

test('a new baseline replaces the rows that were measured and keeps the others', () => {
  const suite = (...cases: CaseReport[]): SuiteReport => ({
    suite: 'np', title: '', date: '2026-01-02T03:04:05Z', machine: { cpu: 'C', cores: 2, platform: 'p', node: '20' }, threads: { gradus: '1', numpy: '1' }, numpy: null, cases,
  }); // prettier-ignore
  const empty: Baseline = { schema: 'gradus/bench-baseline/v1', suites: {} };
  const first = withSuites(empty, [suite(report('a', 1.23456), report('b', 2))]);
  expect(first.suites.np).toMatchObject({
    date: '2026-01-02',
    machine: { cpu: 'C' },
    rows: [row('a', 1.23), row('b', 2)],
  });
  const second = withSuites(first, [suite(report('b', 3))]);
  expect(second.suites.np.rows).toEqual([row('a', 1.23), row('b', 3)]);
  expect(rowsOfSuites(second, ['np'], ['b'])).toEqual([row('b', 3)]);
  expect(rowsOfSuites(second, ['other'], [])).toEqual([]);
});

test('the committed baseline is of cases that there are', () => {
  const { suites } = readBaseline();
  expect(Object.keys(suites)).toEqual(expect.arrayContaining(['np', 'embeddings']));
  for (const [name, { rows, machine }] of Object.entries(suites)) {
    expect(machine.cpu).not.toBe('');
    if (name === 'start') continue;
    expect(suiteNames()).toContain(name);
    expect(loadSuite(name).cases.map((c) => c.name)).toEqual(expect.arrayContaining(rows.map((r) => r.case)));
    expect(rows.every((r) => r.suite === name && r.ratio > 0)).toBe(true);
  }
});
