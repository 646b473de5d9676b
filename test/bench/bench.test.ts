import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agree, median, sample } from '../../src/bench/measure';
import { caseRow, headRow, introduction } from '../../src/bench/report';
import { chosenCases, runCase, type CaseReport } from '../../src/bench/run';
import { loadSuite, suiteNames, type Work } from '../../src/bench/suite';

const suites = join(__dirname, '../../src/bench/suites');

test('median', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('agree: relative, lengths and NaN count', () => {
  expect(agree([1, 1e10, 0], [1 + 1e-12, 1e10 + 1, 0], 1e-9)).toBe(true);
  expect(agree([1], [1.001], 1e-9)).toBe(false);
  expect(agree([1], [1, 2], 1e-9)).toBe(false);
  expect(agree([NaN], [NaN], 1e-9)).toBe(true);
  expect(agree([NaN], [1], 1e-9)).toBe(false);
  expect(agree([Infinity], [1], 1e-9)).toBe(false);
});

test('sample runs the work as often as told, one after the other', async () => {
  let runs = 0;
  const ms = await sample({ run: () => void runs++, result: () => [] }, 7);
  expect(runs).toBe(7);
  let running = 0;
  const slow = async (): Promise<void> => {
    expect(running++).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 2));
    running--;
  };
  expect(await sample({ run: slow, result: () => [] }, 3)).toBeGreaterThan(1);
  expect(ms).toBeGreaterThanOrEqual(0);
});

describe.each(suiteNames())('suite %s', (name) => {
  const suite = loadSuite(name);

  test('has its counterpart in Python, with the same cases', () => {
    const path = join(suites, `${name}.py`);
    expect(existsSync(path)).toBe(true);
    const listed = readFileSync(path, 'utf8').split('\nCASES = {')[1];
    const names = [...listed.matchAll(/^ {4}"([\w-]+)":/gm)].map((m) => m[1]);
    expect(names.sort()).toEqual(suite.cases.map((c) => c.name).sort());
  });

  const quick = suite.cases.filter((c) => (!c.slow || c.sized) && !/1000/.test(c.name));
  for (const c of quick)
    test(`${c.name} runs and shows finite numbers`, async () => {
      // Tiny sizes where a case has sizes; what it gives to Python goes to a temporary folder.
      const work = c.setup('tiny');
      await work.run();
      expect(work.result().length).toBeGreaterThan(2);
      expect(work.result().every(Number.isFinite)).toBe(true);
    });
});

test('the training step learns', () => {
  const work = loadSuite('np')
    .cases.find((c) => c.name === 'training-step')!
    .setup();
  work.run();
  const [, before] = work.result();
  for (let i = 0; i < 150; i++) work.run();
  expect(work.result()[1]).toBeLessThan(before * 0.99);
});

test('slow cases are measured three times, and memory shows', async () => {
  let runs = 0;
  const work: Work = { run: () => void runs++, result: () => [1], peakMb: () => 123.4 };
  const python = { measure: () => Promise.resolve({ times: [1], result: [1], peakMb: 567.8 }) } as never;
  const bench = { name: 'x', title: 'X', repeat: 1, slow: true, setup: () => work };
  const report = await runCase(bench, python, { rounds: 50, samplesPerRound: 50, warmUp: 5000 });
  expect([runs, report.peakMb]).toEqual([4, { gradus: 123.4, numpy: 567.8 }]);
  expect(caseRow(report)).toContain('(peak MB: Gradus 123, Python 568)');
});

test('chosenCases picks by name and says what there is', () => {
  const suite = loadSuite('np');
  expect(chosenCases(suite, ['add-1e6']).map((c) => c.name)).toEqual(['add-1e6']);
  expect(chosenCases(suite, [])).toEqual(suite.cases);
  expect(() => chosenCases(suite, ['none'])).toThrow('bench: expected cases among training-step, ');
});

describe('runCase', () => {
  const effort = { rounds: 2, samplesPerRound: 3, warmUp: 1 };
  const bench = (work: Work): Parameters<typeof runCase>[0] => ({
    name: 'x',
    title: 'X',
    repeat: 2,
    target: 2,
    setup: () => work,
  });
  const python = (times: number[], result: number[]): NonNullable<Parameters<typeof runCase>[1]> =>
    ({ measure: () => Promise.resolve({ times, result }) }) as never;

  test('compares times and results', async () => {
    const report = await runCase(
      bench({ run: () => undefined, result: () => [1, 2] }),
      python([50, 60, 70], [1, 2]),
      effort,
    );
    expect(report).toMatchObject({ numpyMs: 60, numpyBestMs: 50, sameResult: true, met: true, target: 2 });
    expect(report.ratio).toBeCloseTo(report.gradusMs / 60, 12);
  });

  test('different results and missed targets show', async () => {
    const slow = { run: () => { const end = performance.now() + 1; while (performance.now() < end); }, result: () => [3] }; // prettier-ignore
    const report = await runCase(bench(slow), python([0.01], [4]), effort);
    expect(report).toMatchObject({ sameResult: false, met: false });
    expect(caseRow(report)).toContain('RESULTS DIFFER');
    expect(caseRow({ ...report, sameResult: true })).toContain('MISSED');
  });

  test('without Python there is no ratio', async () => {
    const report = await runCase(bench({ run: () => undefined, result: () => [1] }), null, effort);
    expect(report).toMatchObject({ numpyMs: null, ratio: null, met: null, sameResult: null });
    expect(caseRow(report)).toMatch(/^X .* - +- +<= 2$/);
  });
});

test('the table says what ran where, in columns', () => {
  const about = {
    suite: 'np', title: 'T', date: '', numpy: null, threads: { gradus: '1', numpy: null },
    machine: { cpu: 'C', cores: 2, platform: 'p', node: '20.0.0' },
  }; // prettier-ignore
  expect(introduction(about)).toEqual([
    'T: medians, runs in turns',
    'C, 2 cores; Node 20.0.0; without NumPy',
    'threads: Gradus 1',
    '',
  ]);
  const line: CaseReport = {
    name: 'a',
    title: 'A',
    gradusMs: 12.345,
    gradusBestMs: 1,
    numpyMs: 1.23456,
    numpyBestMs: 1,
    ratio: 10,
    target: 10,
    met: true,
    sameResult: true,
    cpuMs: { gradus: 1, numpy: null, ratio: null },
  };
  expect(caseRow(line)).toBe('A'.padEnd(44) + '       12.3      1.235      10.00      <= 10  met');
  expect(headRow().indexOf('ratio') + 5).toBe(caseRow(line).indexOf('10.00') + 5);
});
