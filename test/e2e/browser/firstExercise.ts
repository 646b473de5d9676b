import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../lab';

interface Cell {
  source: string | string[];
  metadata: { gradus?: { id: string; role: string } };
}

const cells = (file: string): Cell[] => (JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8')) as { cells: Cell[] }).cells;

/** The first exercise of an assignment: the places of its cell and its check in the learner's notebook, and the cell with its solution. */
export function firstExercise(slug: string): { task: number; check: number; solution: string } {
  const learner = cells(`notebooks/${slug}.ipynb`);
  const place = (role: string): number => learner.findIndex(({ metadata }) => metadata.gradus?.role === role);
  const task = place('task');
  const { source } = cells(`dist/solved/${slug}.ipynb`).find(({ metadata }) => metadata.gradus?.id === learner[task].metadata.gradus!.id)!;
  return { task, check: place('check'), solution: Array.isArray(source) ? source.join('') : source };
}
