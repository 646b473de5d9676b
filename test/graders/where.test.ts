import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Compiler } from '../../src/graders/compile/compiler';
import annotations from '../../src/graders/export/formats/annotations';
import { exportContext } from '../../src/graders/export';
import { detail } from '../../src/graders/report/terminal';
import { schemaErrors } from '../../src/graders/report/write';
import { gradeFile } from '../../src/graders/run/grade';
import { framesIn } from '../../src/graders/sandbox/stack';
import type { Result, TestResult } from '../../src/graders/schemas/result';

const ROOT = path.resolve(__dirname, '../..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-where-'));
const compiler = new Compiler();
afterAll(() => {
  compiler.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** The learner's notebook with other code in the cells of some tasks. */
async function grade(cells: Record<string, string>, tasks: string[]): Promise<{ result: Result; text: string; numbers: Record<string, number> }> {
  const notebook = JSON.parse(fs.readFileSync(path.join(ROOT, 'dist/solved/01-regularization.ipynb'), 'utf8')) as { cells: { source: string[]; metadata: { gradus?: { task?: string; role?: string } } }[] };
  const numbers: Record<string, number> = {};
  for (const [task, code] of Object.entries(cells)) {
    const i = notebook.cells.findIndex(({ metadata: { gradus } }) => gradus?.role === 'task' && gradus.task === task);
    notebook.cells[i].source = code.split(/(?<=\n)/);
    numbers[task] = i + 1;
  }
  const file = path.join(folder, '01-regularization.ipynb');
  const text = JSON.stringify(notebook, null, 1);
  fs.writeFileSync(file, text);
  const result = await gradeFile(file, { sandbox: 'process', tasks, compiler });
  expect(schemaErrors(result)).toEqual([]);
  return { result, text, numbers };
}

const THROWS = `interface Weights { W1: unknown }
// a comment, and a type: lines that the compiled code does not have
function helper(w: Weights): number {
  const list = JSON.stringify(w).slice(0, 30);
  throw Object.assign(new TypeError('SECRET ' + list), {});
}
function computeCostWithRegularization(A3: unknown, Y: unknown, parameters: Weights, lambd: number): number {
  return helper(parameters);
}
`;
const LEAKS = `function backwardPropagationWithRegularization(X: unknown): unknown {
  throw Object.assign(new Error('m'), { name: JSON.stringify(X).slice(0, 40) });
}
`;
const BROKEN = `function forwardPropagationWithDropout(): number {
  return 1;
}
const half: number = 'a half';
`;

describe('a place for what went wrong', () => {
  let graded: Awaited<ReturnType<typeof grade>>;
  const testsOf = (task: string): TestResult[] => graded.result.tasks.find(({ id }) => id === task)!.tests;
  beforeAll(async () => {
    graded = await grade({ '1.1': THROWS, '1.2': LEAKS, '1.3': BROKEN }, ['1.1', '1.2', '1.3']);
  }, 60_000);

  test('a thrown error has the line that threw, in the cell as the learner wrote it', () => {
    const cell = graded.numbers['1.1'];
    for (const found of testsOf('1.1')) expect(found).toMatchObject({ status: 'failed', where: { cell, line: 5 }, message: `computeCostWithRegularization: Threw TypeError in cell ${cell}, line 5.` });
    expect(graded.result.tasks[0].where).toEqual({ cell, line: 7 });
  });

  test('the words it threw stand apart, an odd name with them: they may hold the inputs of a hidden test', () => {
    for (const found of testsOf('1.1')) expect(found.thrown).toContain('SECRET');
    for (const found of testsOf('1.2')) {
      expect(found.message).toBe(`backwardPropagationWithRegularization: Threw an error of its own in cell ${graded.numbers['1.2']}, line 2.`);
      expect(found.thrown).toContain('{');
    }
  });

  test('a compile error has its line', () => expect(testsOf('1.3')[0]).toMatchObject({ status: 'compile-error', where: { cell: graded.numbers['1.3'], line: 4 } }));

  test('the terminal says it with the words, annotations name the line of the file', () => {
    expect(detail(graded.result)).toContain(`Threw TypeError in cell ${graded.numbers['1.1']}, line 5: SECRET`);
    const lines = annotations.files([graded.result], exportContext())[0].text.split('\n');
    const line = graded.text.split('\n').findIndex((text) => text.includes("throw Object.assign(new TypeError('SECRET")) + 1;
    expect(lines[0]).toContain(`,line=${line},title=1.1 computeCostWithRegularization%3A`);
    fs.appendFileSync(path.join(folder, '01-regularization.ipynb'), '\n'); // changed since: its lines say nothing any more
    expect(annotations.files([graded.result], exportContext())[0].text).not.toContain(',line=');
  });
});

test('positions are taken from frames of the file only, whatever a stack may be', () => {
  const stack = 'Error: at /x/a.js:9:9\n    at f (/x/a.js:3:5)\n    at async /x/a.js:4:6\n    at g (/x/b.js:1:1)\n    at h (/x/a.js:0:0)\n    at eval (/x/a.js:999999999999:1)';
  expect(framesIn(stack, '/x/a.js')).toEqual([[3, 5], [4, 6]]); // prettier-ignore
  expect(framesIn(Array.from({ length: 500 }, () => '  at f (/x/a.js:3:5)').join('\n'), '/x/a.js')).toHaveLength(20);
});
