import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../graders';
import { NDArray } from '../../lib/np';
import { root } from '../environment';

const SLUG = '01-regularization';

/** A value as Python's JSON reader takes it: arrays as { array: nested lists }. */
function plain(value: unknown): unknown {
  if (value instanceof NDArray) return { array: value.tolist() };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  return value;
}

interface CallTest {
  fn: string;
  points: number;
  args: string;
  expected: string;
}

/** The tests of assignment 1 that are one call each, with arguments and right results as JSON. Those that call several times have no counterpart in a notebook's cell. */
function callTests(): CallTest[] {
  const { tasks, solution } = loadAssignment(SLUG);
  return tasks.flatMap(({ fn, tests }) =>
    tests.flatMap(({ test }) => {
      if ('run' in test) return [];
      const expected: unknown = test.expected ? test.expected(solution) : solution[fn](...test.args());
      return [{ fn, points: 1, args: JSON.stringify(plain(test.args())), expected: JSON.stringify(plain(expected)) }];
    }),
  );
}

interface Cell {
  source: string;
  id: string;
  /** Points of a test's cell. */
  points?: number;
  /** A cell that learners write. */
  solution?: boolean;
}

/** A notebook with nbgrader's metadata. */
function notebook(cells: readonly Cell[], kernel: { name: string; display_name: string; language: string }): string {
  const made = cells.map(({ source, id, points, solution = false }) => ({
    cell_type: 'code',
    id,
    execution_count: null,
    outputs: [],
    source,
    metadata: { nbgrader: { schema_version: 3, grade_id: id, grade: points !== undefined, solution, task: false, locked: !solution, ...(points === undefined ? {} : { points }) } },
  }));
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec: kernel, language_info: { name: kernel.language } }, cells: made });
}

const PYTHON = { name: 'python3', display_name: 'Python 3', language: 'python' };
const TSLAB = { name: 'tslab', display_name: 'TypeScript', language: 'typescript' };

const READ = `import json


def read(text):
    return json.loads(text, object_hook=lambda o: np.array(o["array"]) if "array" in o else o)


def same(a, b):
    if isinstance(b, dict):
        return set(a) == set(b) and all(same(a[k], b[k]) for k in b)
    if isinstance(b, list):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))
    return np.shape(a) == np.shape(b) and np.allclose(a, b, rtol=1e-6, atol=1e-9)`;

/** Assignment 1 as a Python notebook for nbgrader: the same functions, the same calls, one graded cell a test. */
export function pythonNotebook(): { text: string; tests: number } {
  const functions = fs.readFileSync(path.join(root, 'src', 'bench', 'grade', 'regularization.py'), 'utf8');
  const tests = callTests();
  const cells = tests.map((t, i) => ({ id: `test${i}`, points: t.points, source: `assert same(${t.fn}(*read(r'''${t.args}''')), read(r'''${t.expected}'''))` }));
  return { text: notebook([{ id: 'functions', solution: true, source: functions }, { id: 'read', source: READ }, ...cells], PYTHON), tests: tests.length };
}

/** A notebook for tslab with two tests of a function, of which a wrong function fails one. */
export function tslabNotebook(right: boolean): string {
  const cells: Cell[] = [
    { id: 'packages', source: `import assert from 'assert';` },
    { id: 'double', solution: true, source: `function double(x: number): number {\n  return ${right ? '2 * x' : '2'};\n}` },
    { id: 'one', points: 1, source: 'assert.equal(double(1), 2)' },
    { id: 'three', points: 1, source: 'assert.equal(double(3), 6)' },
  ];
  return notebook(cells, TSLAB);
}
