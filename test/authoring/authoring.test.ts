import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildAll } from '../../src/authoring/build/build';
import { isUntouched, sourceText, type Notebook } from '../../src/authoring/notebook/format';
import { parseSource } from '../../src/authoring/source/parse';
import { solutionModule } from '../../src/authoring/source/module';

const SOURCE = `// %% [markdown] id="title"
// # Title
//
// Text

// %% id="imports" role="given"
import { NotImplemented } from 'gradus/check';

/** Twice. */
function helper(x: number): number {
  return 2 * x;
}

// %% id="task" role="task" task="7.1" points="5"
function quadruple(x: number): number {
  // BEGIN SOLUTION
  return helper(helper(x));
  // END SOLUTION
}

// %% id="run" role="run"
console.log(quadruple(1));
`;

function pack(): { root: string; notebook: string; read: () => Notebook } {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-authoring-'));
  fs.mkdirSync(path.join(root, 'notebooks/source'), { recursive: true });
  fs.writeFileSync(path.join(root, 'notebooks/source/07-mini.ts'), SOURCE);
  const notebook = path.join(root, 'notebooks/07-mini.ipynb');
  return { root, notebook, read: () => JSON.parse(fs.readFileSync(notebook, 'utf8')) as Notebook };
}

test('the learner\'s notebook has gaps, locks and no outputs', () => {
  const { root, read } = pack();
  buildAll({ root });
  const notebook = read();
  expect(notebook.nbformat_minor).toBe(5);
  expect(isUntouched(notebook)).toBe(true);
  const [title, given, task, run] = notebook.cells;
  expect(sourceText(title)).toBe('# Title\n\nText');
  expect(given.metadata).toMatchObject({ editable: false, deletable: false, gradus: { id: 'imports', role: 'given', locked: true } });
  expect(sourceText(task)).toBe("function quadruple(x: number): number {\n  // YOUR CODE HERE\n  throw new NotImplemented('7.1 quadruple');\n}");
  expect(task.metadata.gradus).toEqual({ id: 'task', role: 'task', task: '7.1', points: 5 });
  expect(run.outputs).toEqual([]);
  expect(JSON.stringify(notebook)).not.toContain('helper(helper');
});

test('the solution module exports names and runs nothing', () => {
  const { root } = pack();
  buildAll({ root });
  const log = jest.spyOn(console, 'log');
  const solution = require(path.join(root, 'dist/solutions/07-mini.js')) as Record<string, (x: number) => number>;
  expect([solution.helper(3), solution.quadruple(3)]).toEqual([6, 12]);
  expect(log).not.toHaveBeenCalled();
});

test('a notebook that somebody worked in is kept; --force overwrites it and keeps a backup', () => {
  const { root, notebook, read } = pack();
  buildAll({ root });
  const mine = read();
  mine.cells[2].source = 'my work';
  fs.writeFileSync(notebook, JSON.stringify(mine));
  expect(buildAll({ root })).toContainEqual({ file: 'notebooks/07-mini.ipynb', what: 'kept' });
  expect(read().cells[2].source).toBe('my work');
  buildAll({ root, force: true });
  expect(isUntouched(read())).toBe(true);
  const backup = fs.readdirSync(path.join(root, 'notebooks')).find((name) => name.includes('.backup-'))!;
  expect(fs.readFileSync(path.join(root, 'notebooks', backup), 'utf8')).toContain('my work');
});

test('a notebook that was only run is not work', () => {
  const { root, notebook, read } = pack();
  buildAll({ root });
  const ran = read();
  ran.cells[3].outputs = [{ output_type: 'stream', name: 'stdout', text: '4' }];
  fs.writeFileSync(notebook, JSON.stringify(ran));
  expect(buildAll({ root })).toContainEqual({ file: 'notebooks/07-mini.ipynb', what: 'written' });
});

test.each([
  ['no id', SOURCE.replace('id="task" ', ''), /07-mini.ts:14: expected id=/],
  ['twice', SOURCE.replace('id="run"', 'id="task"'), /the id "task" is taken by the cell of line 14/],
  ['open block', SOURCE.replace('  // END SOLUTION\n', ''), /07-mini.ts:16: BEGIN SOLUTION without END SOLUTION/],
  ['no points', SOURCE.replace(' points="5"', ''), /expected points=/],
  ['a statement in a given cell', SOURCE.replace('/** Twice. */', "console.log('hi');"), /07-mini.ts:9: given cells hold declarations only/],
  ['a role that does not exist', SOURCE.replace('role="run"', 'role="fun"'), /expected role="..." to be one of/],
  ['text without comment marks', SOURCE.replace('// Text', 'Text'), /07-mini.ts:4: expected `\/\/ `/],
])('mistake in a source: %s', (_, text, message) => {
  expect(() => solutionModule(parseSource(text, '07-mini.ts'))).toThrow(message);
});
