/** `node dist/authoring/mistakes/main.js SLUG`, rows as JSON on standard input: records what wrong solutions give in the public tests. See test/fixtures/make-submissions/mistakes.ts. */
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { runPublicTests, type CheckResult } from '../../lib/check/check';
import { loadPublicTask } from '../../lib/check/load';
import type { Mistake, Outcome, TaskMistakes } from '../../lib/check/mistakes';
import { alike } from '../../lib/check/sketch';
import { readSource } from '../build/build';
import { ROOT } from '../paths';
import type { Source } from '../source/cell';
import { solutionModule } from '../source/module';
import { withSolution } from '../source/solution';

/** A wrong solution: a text of the reference solution's cell, and what stands there instead. */
export interface Row {
  name: string;
  task: string;
  from: string;
  to: string;
  hint: string;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Fn = (...args: any[]) => unknown;

/** The source with one wrong task cell. */
function withMistake(source: Source, { name, task, from, to }: Row): Source {
  const cells = source.cells.map((cell) => {
    if (cell.kind !== 'code' || cell.task !== task) return cell;
    const text = withSolution(source.file, cell);
    if (!text.includes(from)) throw new Error(`${name}: the change does not fit the reference solution any more`);
    return { ...cell, text: `// BEGIN SOLUTION\n${text.replace(from, () => to)}\n// END SOLUTION` };
  });
  return { ...source, cells };
}

/** Loads a module's text from within dist/, where `gradus/...` is found. */
function load(text: string, name: string): Record<string, unknown> {
  const file = path.join(ROOT, 'dist', `.mistake-${process.pid}-${name}.js`);
  fs.writeFileSync(file, text);
  try {
    return require(file) as Record<string, unknown>;
  } finally {
    fs.rmSync(file);
  }
}

async function outcomesOf(task: ReturnType<typeof loadPublicTask>, fn: Fn): Promise<Outcome[]> {
  const result: CheckResult = await runPublicTests(task, fn);
  return result.tests.map((test) => (test.passed ? 'pass' : (test.outcome ?? null)));
}

/** What is the same in two runs: sums that differ come from random weights, and only the form is kept. */
const steady = (a: Outcome, b: Outcome): Outcome => {
  if (a === null || b === null || a === 'pass' || b === 'pass') return a === b ? a : null;
  return alike(a, b) ? a : a.form === b.form ? { form: a.form, sums: null } : null;
};

/** Whether an outcome tells a mistake from others: it failed, with the same numbers each time. */
const telling = (o: Outcome): boolean => o !== null && o !== 'pass' && o.sums !== null;

async function record(slug: string, rows: readonly Row[]): Promise<Record<string, TaskMistakes>> {
  const source = readSource(slug);
  const all: Record<string, TaskMistakes> = {};
  for (const row of rows) {
    const task = loadPublicTask(row.task);
    const solution = load(solutionModule(withMistake(source, row)), row.name);
    const fn = solution[task.fn] as Fn;
    const [first, second] = [await outcomesOf(task, fn), await outcomesOf(task, fn)];
    const outcomes = first.map((o, i) => steady(o, second[i]));
    if (outcomes.includes(null) || !outcomes.some(telling)) continue; // the public tests do not see it, or not twice in the same way
    const entry = (all[row.task] ??= { tests: task.tests.map((t) => t.name), mistakes: [] });
    entry.mistakes.push({ name: row.name, hint: row.hint, outcomes } satisfies Mistake);
  }
  return all;
}

async function main(): Promise<void> {
  const rows = JSON.parse(fs.readFileSync(0, 'utf8')) as Row[];
  const { log } = console;
  console.log = () => {}; // what solutions print
  const all = await record(process.argv[2], rows);
  console.log = log;
  process.stdout.write(`${JSON.stringify(all)}\n`, () => process.exit(0));
}

void main();
