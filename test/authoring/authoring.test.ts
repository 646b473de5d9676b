import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildAll } from '../../src/authoring/build/build';
import { generateNotebook } from '../../src/authoring/notebook/generate';
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

test('a second build writes nothing, and --dist-only leaves notebooks/ alone', () => {
  const { root, notebook } = pack();
  expect(buildAll({ root, distOnly: true }).map((e) => e.file)).toEqual(['dist/solutions/07-mini.js', 'dist/pack/07-mini.ipynb', 'dist/solved/07-mini.ipynb'].map(path.normalize));
  expect(fs.existsSync(notebook)).toBe(false);
  expect(buildAll({ root })).toEqual([{ file: path.normalize('notebooks/07-mini.ipynb'), what: 'written' }]);
  expect(buildAll({ root })).toEqual([]);
});

test('what was made from a source that is gone goes as well', () => {
  const { root } = pack();
  buildAll({ root });
  fs.renameSync(path.join(root, 'notebooks/source/07-mini.ts'), path.join(root, 'notebooks/source/08-other.ts'));
  buildAll({ root, distOnly: true });
  for (const [folder, ending] of [['solutions', '.js'], ['pack', '.ipynb'], ['solved', '.ipynb']]) // prettier-ignore
    expect(fs.readdirSync(path.join(root, 'dist', folder))).toEqual([`08-other${ending}`]);
});

test('the solved notebook has the solution without its marks, and the same ids', () => {
  const { root, read } = pack();
  buildAll({ root });
  const solved = JSON.parse(fs.readFileSync(path.join(root, 'dist/solved/07-mini.ipynb'), 'utf8')) as Notebook;
  expect(sourceText(solved.cells[2])).toBe('function quadruple(x: number): number {\n  return helper(helper(x));\n}');
  expect(solved.cells.map((c) => c.id)).toEqual(read().cells.map((c) => c.id));
});

test('a notebook that cannot be read is kept', () => {
  const { root, notebook } = pack();
  fs.writeFileSync(notebook, '<<<<<<< mine');
  expect(buildAll({ root })).toContainEqual({ file: path.normalize('notebooks/07-mini.ipynb'), what: 'kept' });
  expect(fs.readFileSync(notebook, 'utf8')).toBe('<<<<<<< mine');
});

describe('gaps', () => {
  const cut = (text: string): string => sourceText(generateNotebook(parseSource(text, '07-mini.ts'), 'learner').cells[0]);

  test('are as many as there are marked blocks, indented as they are', () => {
    const text = ['// %% id="t" role="task" task="7.2" points="1"', 'class Layer {', '  a(): number {', '    // BEGIN SOLUTION', '    return 1;', '    // END SOLUTION', '  }', '  b(): number {', '    if (true) {', '      // BEGIN SOLUTION', '      const x = 2;', '      return x;', '      // END SOLUTION', '    }', '    return 0;', '  }', '}'];
    expect(cut(text.join('\n')).split('\n')).toEqual(['class Layer {', '  a(): number {', '    // YOUR CODE HERE', "    throw new NotImplemented('7.2 Layer');", '  }', '  b(): number {', '    if (true) {', '      // YOUR CODE HERE', "      throw new NotImplemented('7.2 Layer');", '    }', '    return 0;', '  }', '}']);
  });

  test('are found in files of Windows, too', () => expect(cut(SOURCE.replace(/^[^]*?(?=\/\/ %% id="task")/, '').replace(/\n/g, '\r\n'))).toContain("{\n  // YOUR CODE HERE\n  throw new NotImplemented('7.1 quadruple');\n}"));
});

test('the solution module exports values of every form, and helpers that are imported, but no types', () => {
  const text = `// %% id="a" role="given"
import { join as glue } from 'node:path';
import * as np from 'gradus/np';
interface Shape { a: number }
type Pair = [number, number];
const [first, { second, ...rest }] = [1, { second: 2, third: 3 }];
enum Kind { One, Two }
class Box {}
`;
  expect(exportsOf(solutionModule(parseSource(text, '07-mini.ts')))).toEqual(['Box', 'Kind', 'first', 'glue', 'rest', 'second']);
});

/** Names that a CommonJS module exports. */
function exportsOf(code: string): string[] {
  const module = { exports: {} as Record<string, unknown> };
  new Function('module', 'exports', 'require', code)(module, module.exports, (name: string) => (name.startsWith('gradus') ? {} : require(name)));
  return Object.keys(module.exports).filter((name) => module.exports[name] !== undefined).sort(); // prettier-ignore
}

test.each([
  ['an attribute that does not exist', SOURCE.replace('role="run"', 'rol="run"'), /07-mini.ts:21: expected id="...", role="..." in this cell's line, got "rol"/],
  ['an attribute of another role', SOURCE.replace('role="run"', 'role="run" points="5"'), /got "points"/],
  ['words in the header', SOURCE.replace('role="run"', 'role="run" hello'), /got "hello"/],
  ['a task twice', `${SOURCE}\n// %% id="more" role="task" task="7.1" points="5"\nfunction f() {}`, /the task "7.1" is taken by the cell of line 14/],
  ['a block in a block', SOURCE.replace('  return helper', '  // BEGIN SOLUTION\n  return helper'), /07-mini.ts:17: BEGIN SOLUTION inside the block of line 16/],
  ['an end without a beginning', SOURCE.replace('  // BEGIN SOLUTION\n', ''), /07-mini.ts:17: END SOLUTION without BEGIN SOLUTION/],
  ['a task without solution', SOURCE.replace(/ *\/\/ (BEGIN|END) SOLUTION\n/g, ''), /marks no solution/],
  ['marks outside of a task', SOURCE.replace('console.log(quadruple(1));', '// BEGIN SOLUTION\n1;\n// END SOLUTION'), /only task cells have a solution to cut out/],
  ['an empty cell', `${SOURCE}\n// %% id="empty"\n`, /the cell "empty" is empty/],
  ['text before the first cell', `import x from 'y';\n${SOURCE}`, /07-mini.ts:1: expected nothing before/],
  ['no cells', 'const x = 1;', /expected cells that start with/],
  ['a name declared twice', SOURCE.replace('function quadruple', 'function helper'), /`helper` is declared in two given or task cells/],
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
