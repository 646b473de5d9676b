import fs from 'node:fs';
import path from 'node:path';
import { parseHints, type HintSteps } from '../../lib/check/hint';
import { readSource } from '../build/build';
import { listSlugs } from '../paths';
import type { CodeCell, Source } from '../source/cell';
import { taskFunction } from '../source/solution';

const [FEWEST, MOST] = [3, 5];
/** Shorter pieces, such as `return layer;`, give nothing away. */
const TELLING = 16;

/** Hints are there for every exercise and about no other, go step by step, and hold no line of the solution. */
export function checkHints(root: string): string[] {
  return listSlugs(root).flatMap((slug) => {
    const file = path.join('src', 'lib', 'check', 'hints', `${slug}.md`);
    if (!fs.existsSync(path.join(root, file))) return [`${slug}: there are no hints: write ${file}`];
    return hintProblems(file, parseHints(fs.readFileSync(path.join(root, file), 'utf8')), readSource(slug, root));
  });
}

/** What is wrong with the hints of one assignment. */
export function hintProblems(file: string, hints: readonly HintSteps[], source: Source): string[] {
  const tasks = source.cells.filter((cell): cell is CodeCell => cell.kind === 'code' && cell.role === 'task');
  const known = hints.filter((h) => !tasks.some((cell) => cell.task === h.task)).map((h) => `${file}: hints for ${h.task}, which has no task cell`);
  return [
    ...known,
    ...tasks.flatMap((cell) => {
      const own = hints.filter((h) => h.task === cell.task);
      if (own.length !== 1) return [`${file}: expected one section "## ${cell.task} ${taskFunction(source.file, cell)}", found ${own.length}`];
      const { fn, steps } = own[0];
      const lines = solutionLines(cell.text);
      return [
        ...(fn === taskFunction(source.file, cell) ? [] : [`${file}: the heading of ${cell.task} names ${fn || 'nothing'}, the cell declares ${taskFunction(source.file, cell)}`]),
        ...(steps.length >= FEWEST && steps.length <= MOST ? [] : [`${file}: ${cell.task} has ${steps.length} steps, expected ${FEWEST} to ${MOST}`]),
        ...steps.flatMap((step, i) => lines.filter((line) => dense(step).includes(line)).map((line) => `${file}: step ${i + 1} of ${cell.task} holds a line of the solution: ${line.slice(0, 60)}`)),
      ];
    }),
  ];
}

const dense = (text: string): string => text.replace(/\s+/g, '');

/** Lines between the marks, and what they assign or return, without blanks and comments. */
function solutionLines(text: string): string[] {
  const marked = [...text.matchAll(/\/\/ BEGIN SOLUTION\n([\s\S]*?)\/\/ END SOLUTION/g)].map((m) => m[1]).join('\n');
  return marked
    .split('\n')
    .map((line) => dense(line.replace(/\s\/\/.*$/, '')).replace(/;$/, ''))
    .flatMap((line) => [line, line.replace(/^(const|let)?[\w[\],{}]*=(?!=)/, ''), line.replace(/^return/, '')])
    .filter((line) => line.length >= TELLING);
}
