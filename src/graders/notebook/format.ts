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
