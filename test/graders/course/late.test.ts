import { lateness, parsePerDay, type Deadline } from '../../../src/graders/course/late';
import type { LateRule } from '../../../src/graders/course/course';

const DUE = new Date('2026-11-30T22:59:00Z');
const after = (hours: number): Date => new Date(DUE.getTime() + hours * 3_600_000);
const deadline = (rule: LateRule, closes: Date | null = null): Deadline => ({ due: DUE, closes, rule });
const finalOf = (hours: number, rule: LateRule, closes: Date | null = null, score = 80): number | undefined => lateness(score, 100, after(hours), deadline(rule, closes))?.finalScore;

test('in time, to the second, costs nothing', () => {
  expect(lateness(80, 100, DUE, deadline({ perDay: { points: 5 } }))).toBeNull();
  expect(lateness(80, 100, after(-3), deadline({ perDay: { points: 5 } }))).toBeNull();
});

test('each day begun takes off points, or per cent of the points to be had or of those scored', () => {
  expect([0.001, 24, 24.001, 49].map((h) => finalOf(h, { perDay: { points: 5 } }))).toEqual([75, 75, 70, 65]);
  expect(finalOf(30, { perDay: { percent: 10 } })).toBe(60);
  expect(finalOf(30, { perDay: { percent: 10, of: 'max' } })).toBe(60);
  expect(finalOf(30, { perDay: { percent: 10, of: 'score' } })).toBe(64);
});

test('what is late and what it cost stands in the result', () => {
  expect(lateness(80, 100, after(30), deadline({ perDay: { points: 5 } }))).toEqual({ due: '2026-11-30T22:59:00.000Z', submittedAt: '2026-12-02T04:59:00.000Z', seconds: 108_000, penalty: 10, finalScore: 70 });
  expect(lateness(80, 100, after(30), deadline({}))).toMatchObject({ penalty: 0, finalScore: 80 });
});

test('never below 0', () => expect(lateness(8, 100, after(100), deadline({ perDay: { points: 5 } }))).toMatchObject({ penalty: 8, finalScore: 0 }));

test('grace: nothing within it, all of it after', () => {
  const rule = { perDay: { points: 5 }, graceMinutes: 30 };
  expect([finalOf(0.5, rule), finalOf(0.51, rule), finalOf(24.1, rule)]).toEqual([undefined, 75, 70]);
});

test('maxDays ends the growth, closing takes all', () => {
  expect(finalOf(24 * 10, { perDay: { points: 5 }, maxDays: 3 })).toBe(65);
  expect([finalOf(48, { perDay: { points: 5 } }, after(48)), finalOf(48.1, { perDay: { points: 5 } }, after(48))]).toEqual([70, 0]);
});

test('points are kept to four decimals', () => expect(finalOf(1, { perDay: { percent: 10, of: 'score' } }, null, 33.3333)).toBe(30));

test('--late-per-day', () => {
  expect(['10%', '2', '0.5 %', ' 3 '].map(parsePerDay)).toEqual([{ percent: 10 }, { points: 2 }, { percent: 0.5 }, { points: 3 }]);
  expect(['ten', '-1', '101%', '', '5%%'].map(parsePerDay)).toEqual([null, null, null, null, null]);
});
