import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { lookAt } from '../../../src/graders/submissions/handIn';
import { latestOfEach } from '../../../src/graders/submissions/latest';
import { readManifest } from '../../../src/graders/submissions/manifest';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-handin-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const A = '01-regularization';
const namesOf = (name: string): string[] => [name];

/** A submission that was last changed at a time. */
function file(name: string, changed: string, text = 'export const x = 1;'): string {
  const where = path.join(folder, name);
  fs.mkdirSync(path.dirname(where), { recursive: true });
  fs.writeFileSync(where, text);
  fs.utimesSync(where, new Date(changed), new Date(changed));
  return where;
}
const found = (where: string, more = {}) => ({ file: where, learner: 'anna', own: false, ...more });
const notebook = (slug: string): string => JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { gradus: { slug } }, cells: [] });

describe('what a file tells', () => {
  test('assignment, sha256 and the time of its last change', () => {
    const where = file(`a/${A}.ts`, '2026-11-29T10:00:00Z');
    const sha256 = createHash('sha256').update('export const x = 1;').digest('hex');
    expect(lookAt(found(where), 'am1', { namesOf })).toEqual({ file: where, learner: 'am1', assignment: A, sha256, submittedAt: new Date('2026-11-29T10:00:00Z'), source: 'file time', order: Date.parse('2026-11-29T10:00:00Z'), notes: [] });
  });

  test('the notebook itself goes before its folder, the command line before both', () => {
    const where = file('b/work.ipynb', '2026-11-29T10:00:00Z', notebook('02-optimization-methods'));
    expect(lookAt(found(where, { assignment: A }), 'anna', { namesOf }).assignment).toBe('02-optimization-methods');
    expect(lookAt(found(where), 'anna', { namesOf, assignment: '03' }).assignment).toBe('03-car-detection');
    const plain = file('b/work.ts', '2026-11-29T10:00:00Z');
    expect(lookAt(found(plain, { assignment: A }), 'anna', { namesOf }).assignment).toBe(A);
    expect(lookAt(found(plain), 'anna', { namesOf }).assignment).toBeNull();
  });

  test('an unreadable file has its name\'s assignment and no sha256', () => {
    expect(lookAt(found(file(`c/${A} (1).ipynb`, '2026-11-29T10:00:00Z', '{')), 'anna', { namesOf })).toMatchObject({ assignment: A, sha256: null });
  });

  test('a time that the learner may have written is no proof, unless it is trusted', () => {
    const where = file(`d/${A}_2026-11-01T10-00-00Z.ts`, '2026-12-05T10:00:00Z');
    expect(lookAt(found(where), 'anna', { namesOf })).toMatchObject({ source: 'file time', submittedAt: new Date('2026-12-05T10:00:00Z') });
    expect(lookAt(found(where), 'anna', { namesOf, trustNames: true })).toMatchObject({ source: 'name', submittedAt: new Date('2026-11-01T10:00:00Z') });
    expect(lookAt(found(where, { time: new Date('2026-11-03T00:00:00Z') }), 'anna', { namesOf })).toMatchObject({ source: 'name', submittedAt: new Date('2026-11-03T00:00:00Z') });
  });
});

describe('a manifest', () => {
  const where = file(`m/anna/${A}.ts`, '2026-12-05T10:00:00Z');
  const csv = (text: string): string => file('m/times.csv', '2026-01-01T00:00:00Z', text);
  const timeBy = (manifest: string, learner = 'anna') => lookAt(found(where), learner, { namesOf, manifest: readManifest(manifest) });

  test('by file, with commas or semicolons, or by learner and assignment', () => {
    expect(timeBy(csv(`\uFEFFfile,submittedAt\nanna/${A}.ts,2026-11-29T10:00:00Z\n`))).toMatchObject({ source: 'manifest', submittedAt: new Date('2026-11-29T10:00:00Z') });
    expect(timeBy(csv(`learner;assignment;submittedAt\n"anna";${A};2026-11-28T10:00:00Z\n`))).toMatchObject({ source: 'manifest', submittedAt: new Date('2026-11-28T10:00:00Z') });
    expect(timeBy(file('m/times.json', '2026-01-01T00:00:00Z', JSON.stringify([{ learner: 'am1', assignment: A, submittedAt: '2026-11-27T10:00:00Z' }])), 'am1')).toMatchObject({ source: 'manifest' });
  });

  test('who is not in it has the time of the file', () => expect(timeBy(csv('file,submittedAt\nben/x.ts,2026-11-29T10:00:00Z\n')).source).toBe('file time'));

  test.each([['file,time\na,b\n', /entry 1: expected columns/], [`file,submittedAt\na,soon\n`, /entry 1: submittedAt: expected a time such as/], ['file,submittedAt\n"a\n', /Quote/i]])('a mistake in it: %j', (text, message) => {
    expect(() => readManifest(csv(text))).toThrow(message);
  });
});

describe('of several files the latest counts', () => {
  const look = (where: string, learner = 'anna') => lookAt(found(where), learner, { namesOf });
  const latest = (...files: string[]) => latestOfEach(files.map((where) => look(where)));

  test('by the time of change, across formats, with a note', () => {
    const [older, newer] = [file(`e/${A}.ts`, '2026-11-29T10:00:00Z'), file(`e/${A}.ipynb`, '2026-11-29T11:00:00Z', notebook(A))];
    const [one, ...rest] = latest(newer, older);
    expect([one.file, rest]).toEqual([newer, []]);
    expect(one.notes).toEqual([`2 files were handed in: ${A}.ipynb (2026-11-29 11:00) is the latest and counts; passed over: ${A}.ts (2026-11-29 10:00)`]);
  });

  test('unpacked at once: by the counter', () => {
    const times = ['2026-11-29T10:00:00.900Z', '2026-11-29T10:00:00Z', '2026-11-29T10:00:00.500Z'];
    const files = ['', ' (10)', ' (2)'].map((n, i) => file(`f/${A}${n}.ts`, times[i]));
    expect(latest(...files).map((one) => one.file)).toEqual([files[1]]);
  });

  test('by the times in the names', () => {
    const files = ['2026-11-02', '2026-11-01'].map((day, i) => file(`g/${A}_${day}.ts`, `2026-12-0${i + 1}T00:00:00Z`));
    expect(latest(...files).map((one) => one.file)).toEqual([files[0]]);
  });

  test('other learners, other assignments and unknown ones stay', () => {
    const files = [file(`h/${A}.ts`, '2026-11-29T10:00:00Z'), file('h/02-optimization-methods.ts', '2026-11-29T10:00:00Z'), file('h/notes.ts', '2026-11-29T10:00:00Z'), file('h/more.ts', '2026-11-29T10:00:00Z')];
    expect(latestOfEach([...files.map((where) => look(where)), look(files[0], 'ben')])).toHaveLength(5);
  });
});
