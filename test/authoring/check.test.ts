import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildAll } from '../../src/authoring/build/build';
import { checkCompiles } from '../../src/authoring/check/compile';
import { checkFiles, checkOrphans } from '../../src/authoring/check/files';
import { checkGenerated, checkParts, checkSources } from '../../src/authoring/check/parts';
import { checkSolutions } from '../../src/authoring/check/solutions';
import type { Notebook } from '../../src/authoring/notebook/format';

const ROOT = path.resolve(__dirname, '../..');

const SOURCE = `// %% id="given" role="given"
import { check, NotImplemented } from 'gradus/check';
const two: number = 2;

// %% id="task" role="task" task="7.1" points="5"
function double(x: number): number {
  const factor = two;
  // BEGIN SOLUTION
  const result = factor * x;
  return result;
  // END SOLUTION
}

// %% id="test" role="check"
check('7.1', double);

// %% id="run" role="run"
const shown: number = await Promise.resolve(double(1));
`;

/** A pack with one source, beside the real packages. */
function pack(source = SOURCE, slug = '07-mini'): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-check-'));
  write(root, `notebooks/source/${slug}.ts`, source);
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
  return root;
}

function write(root: string, file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
}

describe('sources', () => {
  test('are fine as they are', () => expect(checkSources(pack())).toEqual([]));

  test('with a mistake are named with their line, all of them', () => {
    const root = pack(SOURCE.replace('// END SOLUTION', ''));
    write(root, 'notebooks/source/08-other.ts', SOURCE);
    write(root, 'notebooks/source/notes.ts', '');
    expect(checkSources(root)).toEqual([
      'notebooks/source/notes.ts: expected a name such as 04-unet.ts: two digits, small letters, digits and -',
      expect.stringContaining('07-mini.ts:8: BEGIN SOLUTION without END SOLUTION'),
      expect.stringContaining('08-other.ts:5: expected a task of assignment 8, such as 8.1, got 7.1'),
    ]);
  });

  test('there must be some', () => expect(checkSources(fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-check-')))).toEqual(['there are no sources in notebooks/source']));
});

describe('parts', () => {
  test('an assignment without hidden tests is named', () => expect(checkParts(pack())).toEqual(['07-mini: there are no hidden tests: write src/graders/assignments/07-mini.ts, then npm run build']));

  test('everything that does not fit the tests of assignment 1 is named', () => {
    const root = pack(SOURCE.replace(/7\.1/g, '1.1').replace("check('1.1', double)", "check('1.8', double)"), '01-regularization');
    fs.mkdirSync(path.join(root, 'dist/solutions'), { recursive: true });
    fs.writeFileSync(path.join(root, 'dist/solutions/01-regularization.js'), '');
    const problems = checkParts(root);
    for (const part of ['hidden tests for 1.2, which has no task cell', "check('1.8', ...) is about no task", 'the cell is about double, the hidden tests about computeCostWithRegularization', 'the public tests about computeCostWithRegularization', '5 points here, 20 in', "no check cell behind it calls check('1.1', ...)"])
      expect(problems).toContainEqual(expect.stringContaining(part));
  });
});

describe('generated notebooks', () => {
  const change = (root: string, edit: (notebook: Notebook) => void): void => {
    const file = path.join(root, 'notebooks/07-mini.ipynb');
    const notebook = JSON.parse(fs.readFileSync(file, 'utf8')) as Notebook;
    edit(notebook);
    fs.writeFileSync(file, `${JSON.stringify(notebook, null, 1)}\n`);
  };

  test.each<[string, (root: string) => void, string[]]>([
    ['current', () => undefined, []],
    ['missing', (root) => fs.rmSync(path.join(root, 'notebooks/07-mini.ipynb')), ['notebooks/07-mini.ipynb is missing: npm run build']],
    ['with outputs', (root) => change(root, (n) => (n.cells[0].execution_count = 3)), ['notebooks/07-mini.ipynb has outputs in 1 cells: npm run build clears them']],
    ['edited', (root) => change(root, (n) => (n.cells[0].source = 'mine')), [expect.stringContaining('was edited by hand')]],
    ['unlocked', (root) => change(root, (n) => delete n.cells[0].metadata.editable), ['notebooks/07-mini.ipynb is not what its source makes: npm run build']],
    ['no notebook', (root) => write(root, 'notebooks/07-mini.ipynb', '{}'), [expect.stringContaining('is no notebook')]],
    ['old', (root) => write(root, 'notebooks/source/07-mini.ts', SOURCE.replace('double(1)', 'double(2)')), ['notebooks/07-mini.ipynb is not what its source makes: npm run build']],
  ])('%s', (_, spoil, problems) => {
    const root = pack();
    buildAll({ root });
    spoil(root);
    expect(checkGenerated(root)).toEqual(problems);
  });
});

describe('solution modules', () => {
  test('export what they should and run nothing', () => expect(checkSolutions(pack())).toEqual([]));

  test.each([
    ['that print', SOURCE.replace('two: number = 2', "two: number = (console.log('training'), 2)"), 'prints "training"'],
    ['that throw', SOURCE.replace('two: number = 2', 'two: number = JSON.parse("{")'), 'cannot be imported: SyntaxError'],
    ['without a value', SOURCE.replace('two: number = 2', 'two: number = undefined as never'), 'does not export two'],
  ])('%s are named', (_, source, message) => expect(checkSolutions(pack(source))).toEqual([expect.stringContaining(message)]));
});

describe("compiling as tslab does", () => {
  test('takes gaps, awaits and types', () => expect(checkCompiles(pack())).toEqual([]));

  test('a name that is declared in the gap only is missing in the learner\'s copy', () => {
    const source = SOURCE.replace('  return result;\n  // END SOLUTION', '  // END SOLUTION\n  return result;');
    expect(checkCompiles(pack(source))).toEqual([expect.stringMatching(/07-mini\.ts:5: in the learner's copy, tslab's compiler says of the cell "task": Cannot find name 'result'/)]);
  });

  test('a mistake in a run cell is named in both', () => {
    const problems = checkCompiles(pack(SOURCE.replace('shown: number', 'shown: string')));
    expect(problems).toHaveLength(2);
    expect(problems[1]).toContain('in the copy with solutions');
    expect(problems[1]).toContain('cell "run"');
  });
});

test('files that belong to nothing are named', () => {
  const root = pack();
  for (const file of ['notebooks/09-gone.ipynb', 'src/graders/assignments/09-gone.ts', 'src/lib/check/public/09-gone.json', 'datasets/mystery/data.bin', 'notebooks/07-mini.backup-2026.ipynb', 'notebooks/own-trial.ipynb']) write(root, file, '');
  expect(checkOrphans(root)).toEqual([
    'notebooks/09-gone.ipynb has no source notebooks/source/09-gone.ts',
    'src/graders/assignments/09-gone.ts has no source notebooks/source/09-gone.ts',
    'src/lib/check/public/09-gone.json has no source notebooks/source/09-gone.ts',
    'datasets/mystery has no README.md',
    'datasets/mystery has no generate.ts',
  ]);
});

test('files that have grown too long are named, made ones are not', () => {
  const root = pack();
  const long = 'const x = 1;\n'.repeat(400);
  write(root, 'src/lib/long.ts', long);
  write(root, 'src/lib/made.ts', `/** Made from a schema. */\n${long}`);
  write(root, 'src/lib/short.ts', 'const x = 1;\n');
  expect(checkFiles(root)).toEqual([expect.stringMatching(/src.lib.long\.ts has 400 lines, the limit is \d+: split it by concept/)]);
});
