import { readFlatName } from '../../../src/graders/submissions/flat';
import { readLmsName } from '../../../src/graders/submissions/lmsNames';
import { parseTime, requireTime, withoutTime } from '../../../src/graders/submissions/times';

const local = (...fields: [number, number, number, number, number, number]): Date => new Date(...fields);

test.each([
  ['2026-11-30T23:59:00+01:00', new Date('2026-11-30T22:59:00Z')],
  ['x_2026-11-30T23-59-00Z_y', new Date('2026-11-30T23:59:00Z')],
  ['2026-11-30 23:59:00.123456 UTC', new Date('2026-11-30T23:59:00Z')],
  ['attempt_2026-11-30-23-59-01', local(2026, 10, 30, 23, 59, 1)],
  ['20261130T235900', local(2026, 10, 30, 23, 59, 0)],
  ['20261130_2359.ipynb', local(2026, 10, 30, 23, 59, 0)],
  ['2026-11-01', local(2026, 10, 1, 23, 59, 59)],
  ['Nov 30, 2026 1159 PM', local(2026, 10, 30, 23, 59, 0)],
  ['Nov 3, 2026 1205 AM', local(2026, 10, 3, 0, 5, 0)],
])('the time in %s', (text, time) => expect(parseTime(text)).toEqual(time));

test.each(['20231204', 'anna_12345678', '2026-13-01', '2026-02-30', '2026-11-30T25:00', 'Foo 1, 2026 1200 PM', ''])('no time in %j', (text) => expect(parseTime(text)).toBeUndefined());

test('a text without its time; a text that needs one', () => {
  expect(withoutTime('2026-11-30T23-59-00_anna_')).toBe('_anna_');
  expect(() => requireTime('soon', 'row 3')).toThrow("row 3: expected a time such as 2026-11-30T23:59:00+01:00, got 'soon'");
});

test.each([
  ['Anna Meier_12345_assignsubmission_file_', { learner: 'Anna Meier', rest: '' }],
  ['Anna Meier_12345_assignsubmission_file_01-regularization', { learner: 'Anna Meier', rest: '01-regularization' }],
  ['Week 3_anna_attempt_2026-11-30-23-59-00_01-regularization', { learner: 'anna', rest: '01-regularization', time: local(2026, 10, 30, 23, 59, 0) }],
  ['meieranna_LATE_4711_98765_01-regularization-1', { learner: 'meieranna', rest: '01-regularization-1' }],
  ['meieranna_4711_98765_01-regularization', { learner: 'meieranna', rest: '01-regularization' }],
  ['12345-67890 - Anna Meier - Nov 30, 2026 1159 PM', { learner: 'Anna Meier', rest: '', time: local(2026, 10, 30, 23, 59, 0) }],
])('the download name %s', (name, expected) => expect(readLmsName(name)).toEqual(expected));

test('other names are nobody\'s', () => expect(['anna', '01-regularization', 'anna_01-regularization'].map(readLmsName)).toEqual([null, null, null]));

test.each([
  ['anna_01-regularization', { learner: 'anna', assignment: '01-regularization', time: undefined }],
  ['anna.meier-01-regularization (2)', { learner: 'anna.meier', assignment: '01-regularization', time: undefined }],
  ['2026-11-30T23-59-00Z_anna_10-transformer', { learner: 'anna', assignment: '10-transformer', time: new Date('2026-11-30T23:59:00Z') }],
  ['anna_01-regularization_2026-01-01', { learner: 'anna', assignment: '01-regularization', time: undefined }], // a time that the learner may have written
  ['01-regularization', null],
  ['notes', null],
])('the flat name %s', (name, expected) => expect(readFlatName(name)).toEqual(expected));
