import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../graders/run/assignment';
import { buildAll, readSource } from '../build/build';
import { isUntouched, stringifyNotebook, type Notebook } from '../notebook/format';
import { generateNotebook } from '../notebook/generate';
import { listSlugs, paths } from '../paths';
import type { CodeCell } from '../source/cell';
import { taskFunction } from '../source/solution';

const MINIMUM_HIDDEN = 8;

/** Each exercise: a task cell, a check cell behind it, public tests, hidden tests for the same function and points. */
export function checkParts(root: string): string[] {
  const slugs = listSlugs(root);
  if (slugs.length === 0) return ['there are no sources in notebooks/source'];
  return slugs.flatMap((slug) => {
    const source = readSource(slug, root);
    const code = source.cells.filter((cell): cell is CodeCell => cell.kind === 'code');
    const cells = code.filter((cell) => cell.role === 'task');
    const planned = loadAssignment(slug, root).tasks;
    const problems = planned.filter((task) => !cells.some((cell) => cell.task === task.id)).map((task) => `${slug}: hidden tests for ${task.id}, which has no task cell`);
    for (const cell of cells) {
      const where = `${source.file}:${cell.line}`;
      const task = planned.find((t) => t.id === cell.task);
      if (!task) problems.push(`${where}: ${cell.task} has no tests in src/graders/assignments/${slug}.ts`);
      else {
        const hidden = task.tests.filter((t) => !t.isPublic).length;
        if (task.fn !== taskFunction(source.file, cell)) problems.push(`${where}: the cell is about ${taskFunction(source.file, cell)}, the tests about ${task.fn}`);
        if (task.points !== cell.points) problems.push(`${where}: ${cell.points} points here, ${task.points} in the tests`);
        if (hidden < MINIMUM_HIDDEN) problems.push(`${slug}: ${task.id} has ${hidden} hidden tests, at least ${MINIMUM_HIDDEN} are needed`);
        if (hidden === task.tests.length) problems.push(`${slug}: ${task.id} has no public test in src/lib/check/public/${slug}.ts`);
      }
      if (!code.some((c) => c.role === 'check' && c.text.includes(`check('${cell.task}'`))) problems.push(`${where}: no check cell calls check('${cell.task}', ...)`);
    }
    return problems;
  });
}

/** What the sources make is what is there: dist/ and the notebooks that are committed. */
export function checkGenerated(root: string): string[] {
  buildAll({ root, distOnly: true });
  return listSlugs(root).flatMap((slug) => {
    const file = path.join(paths(root).notebooks, `${slug}.ipynb`);
    if (!fs.existsSync(file)) return [`notebooks/${slug}.ipynb is missing: npm run build`];
    const text = fs.readFileSync(file, 'utf8');
    const notebook = JSON.parse(text) as Notebook;
    const used = notebook.cells.filter((cell) => (cell.outputs?.length ?? 0) > 0 || (cell.execution_count ?? null) !== null).length;
    if (used > 0) return [`notebooks/${slug}.ipynb has outputs in ${used} cells: clear them, or npm run build -- --force`];
    if (!isUntouched(notebook)) return [`notebooks/${slug}.ipynb was edited by hand: change notebooks/source/${slug}.ts, then npm run build -- --force`];
    return text === stringifyNotebook(generateNotebook(readSource(slug, root), 'learner')) ? [] : [`notebooks/${slug}.ipynb is not what its source makes: npm run build`];
  });
}
