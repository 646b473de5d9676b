import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../root';
import { sourceText, type Notebook } from './format';

/** A code cell of the pack's own copy of a notebook. */
export interface PackCell {
  id: string;
  role: 'given' | 'task' | 'check' | 'run';
  task?: string;
  text: string;
}

const known = new Map<string, PackCell[]>();

/** The code cells of an assignment as they were handed out, from dist/pack. Read once: a class hands in the same assignment again and again. */
export function readPack(slug: string, root = ROOT): PackCell[] {
  const file = path.join(root, 'dist', 'pack', `${slug}.ipynb`);
  if (!known.has(file)) known.set(file, readCells(file));
  return known.get(file)!;
}

function readCells(file: string): PackCell[] {
  const notebook = JSON.parse(fs.readFileSync(file, 'utf8')) as Notebook;
  return notebook.cells
    .filter((cell) => cell.cell_type === 'code')
    .map((cell) => ({ id: cell.metadata.gradus!.id, role: cell.metadata.gradus!.role as PackCell['role'], task: cell.metadata.gradus!.task, text: sourceText(cell) }));
}
