import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { discover, ownNotebooks, type Layout } from '../../../src/graders/cli/discover';

const ROOT = path.resolve(__dirname, '../../..');
const A = '01-regularization';
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-discover-'));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

/** A folder with empty files of these names. */
function folderOf(...names: string[]): string {
  const folder = fs.mkdtempSync(path.join(root, 'class-'));
  for (const name of names) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), '');
  }
  return folder;
}
const shortly = (folder: string, layout?: Layout) => discover([folder], layout).map(({ file, learner, assignment, ofClass }) => `${path.relative(folder, file)}: ${learner}${assignment ? ` ${assignment}` : ''}${ofClass ? ' of the class' : ''}`);

test('one folder a learner, with folders in it; nothing hidden, no types, no links', () => {
  const folder = folderOf(`ben/${A}.ipynb`, `anna/work/${A}/solution.ts`, 'anna/.ipynb_checkpoints/x.ipynb', 'anna/__MACOSX/x.ipynb', 'anna/types.d.ts', 'anna/notes.txt', 'empty/readme.md');
  fs.symlinkSync(path.join(folder, 'ben'), path.join(folder, 'cleo'));
  fs.symlinkSync(path.join(folder, `ben/${A}.ipynb`), path.join(folder, 'anna/link.ipynb'));
  expect(shortly(folder)).toEqual([`anna/work/${A}/solution.ts: anna ${A} of the class`, `ben/${A}.ipynb: ben ${A} of the class`]);
});

test('a folder an assignment, learners below it', () => {
  expect(shortly(folderOf(`${A}/anna/x.ipynb`, '02-optimization-methods/ben/y.ipynb'))).toEqual([`${A}/anna/x.ipynb: anna ${A} of the class`, '02-optimization-methods/ben/y.ipynb: ben 02-optimization-methods of the class']);
});

test('all files in one folder', () => {
  const folder = folderOf(`anna_${A}.ipynb`, `Ben K_17_assignsubmission_file_${A}.ts`, 'what.ipynb');
  expect(shortly(folder)).toEqual([`Ben K_17_assignsubmission_file_${A}.ts: Ben K ${A} of the class`, `anna_${A}.ipynb: anna ${A} of the class`, 'what.ipynb: what of the class']);
});

test('folders as Moodle and Brightspace name them, with the time', () => {
  const folder = folderOf('Anna Meier_12345_assignsubmission_file_/x.ipynb', '1-2 - Ben K - Nov 30, 2026 1159 PM/x.ipynb');
  expect(discover([folder]).map(({ learner, time }) => [learner, time])).toEqual([['Ben K', new Date(2026, 10, 30, 23, 59)], ['Anna Meier', undefined]]); // prettier-ignore
});

test('one learner\'s own folder is no class', () => {
  const folder = folderOf(`${A}.ipynb`, `${A} (1).ipynb`);
  expect(shortly(folder)).toEqual([`${A} (1).ipynb: ${path.basename(folder)} ${A}`, `${A}.ipynb: ${path.basename(folder)} ${A}`]);
});

test('files beside folders with files: the user says what it is', () => {
  const folder = folderOf(`${A}.ipynb`, `anna/${A}.ipynb`);
  expect(() => discover([folder])).toThrow(/submissions and folders with submissions \(anna\/\): say --layout/);
  expect(shortly(folder, 'folders')).toEqual([`anna/${A}.ipynb: anna ${A} of the class`]);
  expect(shortly(folder, 'learner')).toHaveLength(2);
  expect(shortly(folder, 'flat')).toEqual([`${A}.ipynb: ${A} of the class`]);
});

test('single files are nobody\'s; the pack\'s own notebooks are the user\'s', () => {
  const folder = folderOf(`${A}.ipynb`);
  expect(discover([path.join(folder, `${A}.ipynb`)])).toEqual([{ file: path.join(folder, `${A}.ipynb`), learner: null, own: false }]);
  expect(discover([path.join(ROOT, 'notebooks')])).toEqual(ownNotebooks());
  expect(ownNotebooks()).toHaveLength(10);
  expect(ownNotebooks().every(({ own, learner }) => own && learner === null)).toBe(true);
});

test('nothing there, nothing in it', () => {
  expect(() => discover([path.join(root, 'none')])).toThrow('there is no');
  expect(() => discover([folderOf('readme.md')])).toThrow('holds no notebooks');
});
