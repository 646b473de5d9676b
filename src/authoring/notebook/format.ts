import { createHash } from 'node:crypto';
import { sourceText, type Notebook, type NotebookCell } from '../../graders/notebook/format';

export { sourceText, type GradusCell, type Notebook, type NotebookCell } from '../../graders/notebook/format';

/** Hash of what a learner may change: the cells, their order and their texts; outputs do not count. */
export function contentHash(cells: readonly NotebookCell[]): string {
  const content = cells.map((cell) => [cell.cell_type, cell.metadata.gradus?.id ?? null, sourceText(cell)]);
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Whether a notebook is as it was generated: nobody has worked in it. */
export function isUntouched(notebook: Notebook): boolean {
  return notebook.metadata.gradus?.sha256 === contentHash(notebook.cells);
}

/** A notebook from its text; null when the text is none. */
export function readNotebook(text: string): Notebook | null {
  try {
    const notebook = JSON.parse(text) as Notebook | null;
    const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
    if (!notebook || !isObject(notebook.metadata) || !Array.isArray(notebook.cells)) return null;
    return notebook.cells.every((cell) => isObject(cell) && isObject(cell.metadata) && cell.source !== undefined) ? notebook : null;
  } catch {
    return null;
  }
}

export function stringifyNotebook(notebook: Notebook): string {
  return `${JSON.stringify(notebook, null, 1)}\n`;
}
