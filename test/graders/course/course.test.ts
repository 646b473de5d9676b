import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { courseOf, CoursePlan, readCourse } from '../../../src/graders/course/load';
import { Roster } from '../../../src/graders/course/roster';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-course-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const write = (content: unknown): string => {
  const file = path.join(folder, 'course.json');
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

const A = '01-regularization';
const COURSE = {
  schema: 'gradus/course/v1',
  late: { perDay: { percent: 10 }, graceMinutes: 15, closeAfterDays: 5 },
  assignments: { '01': { due: '2026-11-30T23:59:00+01:00' }, '02': { due: '2026-12-07T23:59:00+01:00', closeAfter: '2026-12-08T00:00:00+01:00', late: { perDay: { points: 2 } } } },
  roster: [{ id: 'am1', name: 'Anna Meier', email: 'anna.m@x.org' }, { id: 'bk7', name: 'Ben König', aliases: ['the other Ben'] }, { id: 'cl2', name: 'Cleo Le Blanc' }], // prettier-ignore
  extensions: [{ learner: 'am1', assignment: '01', days: 2, note: 'ill' }, { learner: 'Ben König', due: '2026-12-24T00:00:00Z' }], // prettier-ignore
};

test('due dates, rules and extensions by learner', () => {
  const course = readCourse(write(COURSE));
  expect(course.assignments).toEqual([A, '02-optimization-methods']);
  expect(course.deadline('cl2', A)).toEqual({ due: new Date('2026-11-30T22:59:00Z'), closes: new Date('2026-12-05T22:59:00Z'), rule: COURSE.late });
  expect(course.deadline('am1', A)).toMatchObject({ due: new Date('2026-12-02T22:59:00Z'), closes: new Date('2026-12-07T22:59:00Z') });
  expect(course.deadline('am1', '02-optimization-methods')).toMatchObject({ due: new Date('2026-12-07T22:59:00Z'), closes: new Date('2026-12-07T23:00:00Z'), rule: { perDay: { points: 2 }, graceMinutes: 15 } });
  expect(course.deadline('bk7', '02-optimization-methods')).toMatchObject({ due: new Date('2026-12-24T00:00:00Z'), closes: new Date('2026-12-24T00:00:00Z') });
  expect(course.deadline('am1', '03-car-detection')).toBeNull();
});

test('--due: one date for all', () => {
  expect(courseOf('2026-11-30T23:59:00Z', {}).deadline('anybody', '10-transformer')).toEqual({ due: new Date('2026-11-30T23:59:00Z'), closes: null, rule: {} });
});

test.each([
  ['no JSON', '{', /JSON/],
  ['no schema', {}, /must have required property 'schema'/],
  ['a time without its offset', { ...COURSE, assignments: { '01': { due: '2026-11-30' } } }, /\/assignments\/01\/due must be a time with its offset/],
  ['an unknown key', { ...COURSE, dueDates: {} }, /has dueDates, which means nothing here/],
  ['an unknown assignment', { ...COURSE, assignments: { '77': { due: '2026-11-30T00:00:00Z' } } }, /there is no assignment 77; expected one of 01-/],
  ['an extension for nobody', { ...COURSE, extensions: [{ learner: 'zoe', days: 1 }] }, /zoe, who is not on the roster/],
  ['an extension without an end', { ...COURSE, extensions: [{ learner: 'am1' }] }, /extensions\/0/],
  ['one person twice', { ...COURSE, roster: [{ id: 'a' }, { id: 'a' }] }, /the roster has a twice/],
])('%s is told with its place', (_, content, message) => expect(() => readCourse(write(content))).toThrow(message));

describe('the roster finds a person by what a folder may be called', () => {
  const roster = new Roster([...COURSE.roster, { id: 'bk8', name: 'Ben Konig' }, { id: 'x', name: 'Two Same' }, { id: 'y', name: 'Same Two' }]);
  test.each([['am1', 'am1'], ['Anna Meier', 'am1'], ['meieranna', 'am1'], ['Meier, Anna', 'am1'], ['anna_meier', 'am1'], ['anna.m@x.org', 'am1'], ['anna.m', 'am1'], ['KÖNIG Ben'.normalize('NFD'), 'bk7'], ['the-other-ben', 'bk7'], ['Blanc, Cleo Le', 'cl2'], ['Le Blanc, Cleo', 'cl2']])('%s', (name, id) => expect(roster.find(name)?.id).toBe(id)); // prettier-ignore
  test('nobody, and a name that two have', () => expect([roster.find('zoe'), roster.find('Two Same')]).toEqual([undefined, undefined]));
});

test('an id is its owner\'s, whoever else is named so', () => {
  expect(new Roster([{ id: 'a', name: 'ben' }, { id: 'ben', name: 'Anna' }]).find('ben')?.id).toBe('ben');
});

test('a plan of nothing', () => expect(new CoursePlan({ schema: 'gradus/course/v1' }).assignments).toEqual([]));
