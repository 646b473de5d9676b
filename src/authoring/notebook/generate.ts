import type { Cell, CodeCell, Source } from '../source/cell';
import { withSolution, withoutSolution } from '../source/solution';
import { contentHash, type Notebook, type NotebookCell } from './format';

/** Version of the notebooks' layout; raise it when the metadata changes. */
const VERSION = '1';

/** JSON notebooks keep their text as a list of lines. */
const toLines = (text: string): string[] => text.split('\n').map((line, i, all) => (i < all.length - 1 ? `${line}\n` : line)); // prettier-ignore

/** The notebook of a source: the learner's, with gaps, or with the solutions filled in. */
export function generateNotebook(source: Source, variant: 'learner' | 'solved'): Notebook {
  const cells = source.cells.map((cell) => notebookCell(source, cell, variant));
  return {
    cells,
    metadata: {
      gradus: { slug: source.slug, version: VERSION, sha256: contentHash(cells) },
      kernelspec: { display_name: 'TypeScript (Gradus)', language: 'typescript', name: 'tslab' },
      language_info: { codemirror_mode: { mode: 'typescript', name: 'javascript', typescript: true }, file_extension: '.ts', mimetype: 'text/typescript', name: 'typescript', version: '' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

function notebookCell(source: Source, cell: Cell, variant: 'learner' | 'solved'): NotebookCell {
  if (cell.kind === 'markdown') return { cell_type: 'markdown', id: cell.id, metadata: { gradus: { id: cell.id, role: 'text' } }, source: toLines(cell.text) };
  const locked = cell.role === 'given' || cell.role === 'check';
  const gradus = { id: cell.id, role: cell.role, ...(cell.task ? { task: cell.task, points: cell.points } : {}), ...(locked ? { locked } : {}) };
  return {
    cell_type: 'code',
    execution_count: null,
    id: cell.id,
    metadata: locked ? { deletable: false, editable: false, gradus } : { gradus },
    outputs: [],
    source: toLines(codeText(source, cell, variant)),
  };
}

function codeText(source: Source, cell: CodeCell, variant: 'learner' | 'solved'): string {
  if (cell.role !== 'task') return cell.text;
  return variant === 'learner' ? withoutSolution(source.file, cell) : withSolution(source.file, cell);
}
