import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NewError } from '../../../src/authoring/new/error';
import { HELP, parseOptions, type NewOptions } from '../../../src/authoring/new/options';
import { skeleton } from '../../../src/authoring/new/skeleton';
import { writeSkeleton } from '../../../src/authoring/new/write';
import { describeIf } from '../../support/requires';
import { smallPack } from './smallPack';

const ROOT = path.resolve(__dirname, '../../..');
const NUMPY = path.join(ROOT, '.venv-bench/bin/python');

describe('the command line', () => {
  test('has a title, tasks and a data set', () => {
    expect(parseOptions(['11-support-vectors'])).toEqual({ slug: '11-support-vectors', title: 'Support vectors', tasks: 2, dataset: undefined, filesOnly: false });
    expect(parseOptions(['12-x', '--title', 'Two: more', '--tasks', '5', '--dataset', 'flats', '--files-only'])).toEqual({ slug: '12-x', title: 'Two: more', tasks: 5, dataset: 'flats', filesOnly: true });
    expect(parseOptions(['--help'])).toBeNull();
    for (const option of ['--title', '--tasks', '--dataset', '--files-only']) expect(HELP).toContain(option);
  });

  test.each([
    [[], 'expected one name such as 11-support-vectors, got none'],
    [['11-a', '12-b'], 'got 11-a 12-b'],
    [['svm'], 'got svm'],
    [['00-zero'], 'expected two digits from 01'],
    [['11-Upper'], 'got 11-Upper'],
    [['../11-up'], 'got ../11-up'],
    [['11-a', '--tasks', '0'], '--tasks: expected a whole number from 1 to 5, got 0'],
    [['11-a', '--tasks', '1.5'], 'got 1.5'],
    [['11-a', '--title', "it's"], '--title: expected one line of text without quotes'],
    [['11-a', '--dataset', '../x'], '--dataset: expected small letters and digits'],
    [['11-a', '--what'], "'--what'"],
  ])('%j is refused', (argv, message) => {
    expect(() => parseOptions(argv)).toThrow(NewError);
    expect(() => parseOptions(argv)).toThrow(message);
  });
});

describe('writing', () => {
  const options: NewOptions = { slug: '11-two', title: 'Two', tasks: 2, filesOnly: true };
  const pack = (): string => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-new-'));
    fs.mkdirSync(path.join(root, 'notebooks/source'), { recursive: true });
    fs.writeFileSync(path.join(root, 'notebooks/source/03-other.ts'), '');
    fs.writeFileSync(path.join(root, 'README.md'), '| | assignment |\n|---|---|\n| 3 | [Other](x) |\n\nMore\n');
    return root;
  };

  test('makes the files, and a row of the README', () => {
    const root = pack();
    const { made, changed } = writeSkeleton(options, root);
    expect([made.length, changed]).toEqual([7, ['README.md']]);
    for (const { path: name, content } of skeleton(options)) {
      expect(fs.readFileSync(path.join(root, name), 'utf8')).toBe(content);
      expect(content).not.toMatch(/\{\{/);
    }
    expect(fs.readFileSync(path.join(root, 'README.md'), 'utf8')).toMatch(/\| 3 \| \[Other\]\(x\) \|\n\| 11 \| \[Two\]\(notebooks\/11-two\.ipynb\) \| .+ \|\n\nMore\n$/);
  });

  test('overwrites nothing: a number that is taken and a file that is there are refused, and nothing is written', () => {
    const root = pack();
    expect(() => writeSkeleton({ ...options, slug: '03-mine' }, root)).toThrow('there is an assignment 03 already, 03-other: the next free number is 04');
    fs.mkdirSync(path.join(root, 'src/lib/check/hints'), { recursive: true });
    fs.writeFileSync(path.join(root, 'src/lib/check/hints/11-two.md'), 'mine');
    expect(() => writeSkeleton(options, root)).toThrow('this is there already: src/lib/check/hints/11-two.md');
    expect(fs.readdirSync(path.join(root, 'notebooks/source'))).toEqual(['03-other.ts']);
  });

  test('points add up to 100, and names of exercises differ', () => {
    for (const tasks of [1, 3, 5]) {
      const source = skeleton({ ...options, tasks })[0].content;
      const points = [...source.matchAll(/role="task" task="11\.\d" points="(\d+)"/g)].map((m) => Number(m[1]));
      expect([points.length, points.reduce((a, b) => a + b)]).toEqual([tasks, 100]);
      expect(new Set([...source.matchAll(/^check\('11\.\d', (\w+)\);/gm)].map((m) => m[1])).size).toBe(tasks);
    }
  });

  describeIf(fs.existsSync(NUMPY), 'NumPy in .venv-bench')('with NumPy', () => {
    test('the expected values of the public tests are those that the fixture script gives', () => {
      const root = pack();
      writeSkeleton(options, root);
      const { stdout, stderr } = spawnSync(NUMPY, ['test/fixtures/11-two/generate.py', '--print'], { cwd: root, encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual(JSON.parse(fs.readFileSync(path.join(root, 'src/lib/check/public/11-two.json'), 'utf8')));
    });
  });
});

describe('in a copy of the project', () => {
  let root: string;
  beforeAll(() => (root = smallPack()));
  afterAll(() => fs.rmSync(root, { recursive: true, force: true }));
  const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });

  test('a new assignment passes `npm run check`: starter 0, solution 100 %, every wrong variant caught', () => {
    const made = node('dist/authoring/new/main.js', '11-linear-models', '--dataset', 'flats');
    expect([made.stderr.replace(/^.*mutants.*$/gm, '').trim(), made.status]).toEqual(['', 0]);
    expect(made.stdout).toContain('Next:');
    const check = node('dist/authoring/check/main.js', '--mutants', '11');
    expect(check.stdout.split('\n').filter((line) => line.startsWith('FAIL'))).toEqual([]);
    expect(check.stdout).toContain('The pack is whole.');
    expect(fs.existsSync(path.join(root, 'notebooks/11-linear-models.ipynb'))).toBe(true);
    const again = node('dist/authoring/new/main.js', '11-linear-models');
    expect([again.stderr.trim(), again.status]).toEqual(['new: there is an assignment 11 already, 11-linear-models: the next free number is 12', 1]);
  }, 240_000);
});
