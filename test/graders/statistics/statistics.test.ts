import { classStatistics, statisticsTable } from '../../../src/graders/statistics';
import { correlation, distribution } from '../../../src/graders/statistics/moments';
import { makeResult } from '../../support/makeResult';

const A = '01-regularization';
const p = 'passed' as const;
const f = 'failed' as const;

// totals 20, 15, 10, 0
const CLASS = [
  makeResult('anna', A, { '1.1': [p, p], '1.2': [p, p] }),
  makeResult('ben', A, { '1.1': [p, p], '1.2': [p, f] }),
  makeResult('cleo', A, { '1.1': [p, p], '1.2': ['timeout', 'timeout'] }),
  makeResult('dan', A, { '1.1': [f, f], '1.2': [f, f] }),
];

describe('moments', () => {
  test('mean, median and the sample\'s standard deviation', () => {
    expect(distribution([2, 4, 4, 4, 5, 5, 7, 9])).toMatchObject({ n: 8, mean: 5, median: 4.5, min: 2, max: 9 });
    expect(distribution([2, 4, 4, 4, 5, 5, 7, 9]).sd).toBeCloseTo(Math.sqrt(32 / 7), 12);
    expect(distribution([3, 1, 2]).median).toBe(2);
    expect(distribution([5])).toEqual({ n: 1, mean: 5, median: 5, sd: null, min: 5, max: 5 });
    expect(distribution([])).toEqual({ n: 0, mean: null, median: null, sd: null, min: null, max: null });
  });

  test('the point-biserial correlation by its own formula', () => {
    const [passes, rest] = [[1, 1, 1, 0, 0], [9, 7, 8, 3, 5]];
    // (mean of those who passed - mean of the others) / sd(n) * sqrt(share passed * share not)
    const mean = 32 / 5;
    const sd = Math.sqrt(rest.reduce((s, x) => s + (x - mean) ** 2, 0) / 5);
    expect(correlation(passes, rest)).toBeCloseTo(((8 - 4) / sd) * Math.sqrt(0.6 * 0.4), 12);
  });

  test('no correlation without spread, or of two pairs', () => {
    expect(correlation([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(correlation([0, 1, 0], [0.1 + 0.2, 0.3, 0.3])).toBeNull();
    expect(correlation([0, 1], [1, 2])).toBeNull();
  });
});

describe('statistics of a class', () => {
  const [a] = classStatistics(CLASS).assignments;

  test('scores and their histogram', () => {
    expect(a).toMatchObject({ assignment: A, maxScore: 20, graded: 4, late: 0, missing: 0, score: { n: 4, mean: 11.25, median: 12.5, min: 0, max: 20 } });
    expect(a.histogram).toEqual([1, 0, 0, 0, 0, 1, 0, 1, 0, 1]); // 0 %, 50 %, 75 %, 100 %
  });

  test('each question: points, share passed, statuses, discrimination against the rest', () => {
    const [first, second] = a.tasks;
    expect(first).toMatchObject({ id: '1.1', n: 4, passed: 0.75, statuses: { passed: 3, failed: 1 }, score: { mean: 7.5, median: 10 } });
    expect(second).toMatchObject({ id: '1.2', n: 4, passed: 0.25, statuses: { passed: 1, failed: 2, timeout: 1 }, score: { mean: 3.75 } });
    expect(first.discrimination).toBeCloseTo(correlation([1, 1, 1, 0], [10, 5, 0, 0])!, 12);
    expect(second.discrimination).toBeCloseTo(1 / 3, 12); // passes 1,0,0,0 with rests 10,10,10,0
  });

  test('each test, and the hardest ones first', () => {
    expect(a.tasks[1].tests[1]).toMatchObject({ task: '1.2', name: 'test 2', visibility: 'hidden', n: 4, passed: 0.25 });
    expect(a.hardestTests.map(({ task, name }) => `${task} ${name}`)).toEqual(['1.2 test 2', '1.2 test 1', '1.1 test 1', '1.1 test 2']);
  });

  test('missing, unreadable and failed gradings are counted and do not pull the numbers down', () => {
    const none = { '1.1': ['missing', 'missing'], '1.2': ['missing', 'missing'] } as const;
    const more = (['missing', 'unreadable', 'grader-failure'] as const).map((status, i) => makeResult(`x${i}`, A, none, { status }));
    const [b] = classStatistics([...CLASS, ...more]).assignments;
    expect(b).toMatchObject({ graded: 4, missing: 1, unreadable: 1, failures: 1, score: a.score });
    expect(b.tasks).toEqual(a.tasks);
    expect(classStatistics([...CLASS, ...more]).learners).toBe(7);
  });

  test('late submissions: scores before and after', () => {
    const late = { due: '2026-11-30T00:00:00Z', submittedAt: '2026-12-01T00:00:00Z', seconds: 86400, penalty: 2, finalScore: 18 };
    const [b] = classStatistics([makeResult('anna', A, { '1.1': [p], '1.2': [p] }, { late })]).assignments;
    expect(b).toMatchObject({ late: 1, score: { mean: 20 }, finalScore: { mean: 18 } });
  });

  test('the table has a line for each question, and names hard hidden tests', () => {
    const text = statisticsTable(classStatistics(CLASS));
    expect(text).toMatch(/1\.2 fn12 +4 +10\.0 +3\.8 +2\.5 +4\.8 +25 % +0\.33 +2 failed, 1 timeout/);
    expect(text).toMatch(/25 %  1\.2 test 2/);
    expect(text).not.toContain('1.2 test 1');
    expect(statisticsTable(classStatistics([]))).toBe('');
  });
});
