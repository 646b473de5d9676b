import fs from 'node:fs';
import path from 'node:path';

/** A notebook on disk, as far as handing in looks at it. */
export interface SavedNotebook {
  file: string;
  slug: string;
  bytes: Buffer;
  /** When it was saved, milliseconds. */
  savedAt: number;
  /** Ids of the cells that the pack gave it. */
  ids: string[];
}

/** What is wrong with the notebook, in the learner's terms. */
export class NotebookProblem extends Error {}

/** The notebook whose kernel this is: the Jupyter server names it. Null on a terminal, in the grader and in other programs. */
export function currentNotebook(): string | null {
  const file = process.env.JPY_SESSION_NAME;
  return file && path.isAbsolute(file) && file.endsWith('.ipynb') && fs.existsSync(file) ? file : null;
}

/** Reads a notebook of the pack. Throws `NotebookProblem`. */
export function readSaved(file: string): SavedNotebook {
  const name = path.basename(file);
  const bytes = fs.readFileSync(file);
  let notebook: { metadata?: { gradus?: { slug?: unknown } }; cells?: { metadata?: { gradus?: { id?: unknown } } }[] } | null;
  try {
    notebook = JSON.parse(bytes.toString('utf8')) as typeof notebook;
  } catch {
    throw new NotebookProblem(`${name} is not a whole notebook: save it again (Ctrl+S)`);
  }
  const slug = notebook?.metadata?.gradus?.slug;
  if (typeof slug !== 'string' || !/^\d\d-[a-z0-9-]+$/.test(slug) || !Array.isArray(notebook?.cells)) throw new NotebookProblem(`${name} is no notebook of this pack: its metadata name no assignment. Copy your code into the pack's own notebook`);
  const ids = notebook.cells.map((cell) => cell?.metadata?.gradus?.id).filter((id): id is string => typeof id === 'string');
  return { file, slug, bytes, savedAt: fs.statSync(file).mtimeMs, ids };
}
