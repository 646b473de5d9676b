import { createHash } from 'node:crypto';

/** The parts of the notebook format (nbformat 4.5) that the pack writes and reads. */
export interface GradusCell {
  id: string;
  role: string;
  task?: string;
  points?: number;
  locked?: boolean;
}

export interface NotebookCell {
  cell_type: 'markdown' | 'code' | 'raw';
  id?: string;
  metadata: { gradus?: GradusCell; editable?: boolean; deletable?: boolean; [key: string]: unknown };
  source: string | string[];
  outputs?: unknown[];
  execution_count?: number | null;
}

export interface Notebook {
  nbformat: number;
  nbformat_minor: number;
  metadata: { gradus?: { slug: string; version: string; sha256: string }; [key: string]: unknown };
  cells: NotebookCell[];
}

export const sourceText = (cell: NotebookCell): string => (Array.isArray(cell.source) ? cell.source.join('') : cell.source);

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
