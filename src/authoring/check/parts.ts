import fs from 'node:fs';
import path from 'node:path';
import { listAssignments, loadAssignment, type PlannedTask } from '../../graders/run/assignment';
import { loadPublicAssignment } from '../../lib/check/load';
import { buildAll, readSource } from '../build/build';
import { isUntouched, readNotebook, stringifyNotebook } from '../notebook/format';
import { generateNotebook } from '../notebook/generate';
import { listSlugs, paths } from '../paths';
import type { CodeCell, Source } from '../source/cell';
import { solutionModule } from '../source/module';
import { taskFunction } from '../source/solution';

const MINIMUM_HIDDEN = 8;

/** Each source can be read; ids and tasks are there once. */
export function checkSources(root: string): string[] {
  const folder = paths(root).sources;
  const names = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith('.ts')) : [];
  const slugs = listSlugs(root);
  if (slugs.length === 0) return ['there are no sources in notebooks/source'];
  const odd = names.filter((name) => !slugs.includes(name.slice(0, -3))).map((name) => `notebooks/source/${name}: expected a name such as 04-unet.ts: two digits, small letters, digits and -`);
  return [...odd, ...slugs.flatMap((slug) => sourceProblems(slug, root))];
}

function sourceProblems(slug: string, root: string): string[] {
  try {
    const source = readSource(slug, root);
    solutionModule(source);
    for (const variant of ['learner', 'solved'] as const) generateNotebook(source, variant);
    const number = String(Number(slug.slice(0, 2)));
    return codeCells(source).flatMap((cell) => (cell.task && !cell.task.startsWith(`${number}.`) ? [`${source.file}:${cell.line}: expected a task of assignment ${number}, such as ${number}.1, got ${cell.task}`] : []));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

const codeCells = (source: Source): CodeCell[] => source.cells.filter((cell): cell is CodeCell => cell.kind === 'code');

/** Each exercise: a task cell, a check cell behind it, public tests, hidden tests for the same function and points. */
export function checkParts(root: string): string[] {
  return listSlugs(root).flatMap((slug) => {
    const source = readSource(slug, root);
    if (!listAssignments().includes(slug)) return [`${slug}: there are no hidden tests: write src/graders/assignments/${slug}.ts, then npm run build`];
    const code = codeCells(source);
    const tasks = code.filter((cell) => cell.role === 'task');
    const planned = loadAssignment(slug, root).tasks;
    const called = code.filter((cell) => cell.role === 'check').flatMap((cell) => [...cell.text.matchAll(/\bcheck\('([^']*)'/g)].map((m) => ({ cell, task: m[1] })));
    return [
      ...planned.filter((task) => !tasks.some((cell) => cell.task === task.id)).map((task) => `${slug}: hidden tests for ${task.id}, which has no task cell`),
      ...called.filter(({ task }) => !tasks.some((cell) => cell.task === task)).map(({ cell, task }) => `${source.file}:${cell.line}: check('${task}', ...) is about no task of this notebook`),
      ...tasks.flatMap((cell) => taskProblems(slug, source, cell, planned)),
      ...tasks.filter((cell) => !called.some((c) => c.task === cell.task && c.cell.line > cell.line)).map((cell) => `${source.file}:${cell.line}: no check cell behind it calls check('${cell.task}', ...)`),
    ];
  });
}

function taskProblems(slug: string, source: Source, cell: CodeCell, planned: PlannedTask[]): string[] {
  const where = `${source.file}:${cell.line}`;
  const task = planned.find((t) => t.id === cell.task);
  if (!task) return [`${where}: ${cell.task} has no tests in src/graders/assignments/${slug}.ts`];
  const fn = taskFunction(source.file, cell);
  const publicTask = loadPublicAssignment(slug)?.tasks.find((t) => t.task === cell.task);
  const hidden = task.tests.filter((t) => !t.isPublic).length;
  const problems: string[] = [];
  if (task.fn !== fn) problems.push(`${where}: the cell is about ${fn}, the hidden tests about ${task.fn}`);
  if (publicTask && publicTask.fn !== fn) problems.push(`${where}: the cell is about ${fn}, the public tests about ${publicTask.fn}`);
  if (task.points !== cell.points) problems.push(`${where}: ${cell.points} points here, ${task.points} in src/graders/assignments/${slug}.ts`);
  if (hidden < MINIMUM_HIDDEN) problems.push(`${slug}: ${task.id} has ${hidden} hidden tests, at least ${MINIMUM_HIDDEN} are needed`);
  if (!publicTask || publicTask.tests.length === 0) problems.push(`${slug}: ${task.id} has no public test in src/lib/check/public/${slug}.ts`);
  return problems;
}

/** What the sources make is what is there: dist/ and the notebooks that are committed. */
export function checkGenerated(root: string): string[] {
  buildAll({ root, distOnly: true });
  return listSlugs(root).flatMap((slug) => {
    const problem = notebookProblem(slug, root);
    return problem ? [`notebooks/${slug}.ipynb ${problem}`] : [];
  });
}

function notebookProblem(slug: string, root: string): string | null {
  const file = path.join(paths(root).notebooks, `${slug}.ipynb`);
  if (!fs.existsSync(file)) return 'is missing: npm run build';
  const text = fs.readFileSync(file, 'utf8');
  const notebook = readNotebook(text);
  if (!notebook) return 'is no notebook: delete it, then npm run build';
  if (!isUntouched(notebook)) return `was edited by hand: change notebooks/source/${slug}.ts, then npm run build -- --force`;
  const used = notebook.cells.filter((cell) => (cell.outputs?.length ?? 0) > 0 || (cell.execution_count ?? null) !== null).length;
  if (used > 0) return `has outputs in ${used} cells: npm run build clears them`;
  return text === stringifyNotebook(generateNotebook(readSource(slug, root), 'learner')) ? null : 'is not what its source makes: npm run build';
}
