import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { html, isNotebook, updatable } from '../display';
import { currentNotebook, NotebookProblem, readSaved, type SavedNotebook } from './notebookFile';
import { packNotebook } from './pack';
import { lastCheckAt } from './recordCheck';
import { publicScore, type PublicScore } from './publicScore';
import { writeWhole } from '../files/writeWhole';
import { updateRecord } from './record';
import { writeStartPage } from './startPage';
import { problemHtml, submissionHtml, type Submission } from './submissionHtml';

export interface SubmitOptions {
  /** The notebook's path; the one whose kernel this is if left out. */
  notebook?: string;
  /** How long to wait for the notebook to be saved, in seconds. JupyterLab saves by itself every two minutes. Default 150. */
  waitS?: number;
}

const POLL_MS = 300;

/**
 * Hands the saved notebook in: a copy goes to `submissions/` beside it, and a table says which exercises pass their public tests and what is still blank. Everything
 * stays on this machine. It never throws for what a learner can do wrong; it says so.
 */
export async function submit(options: SubmitOptions = {}): Promise<void> {
  try {
    const file = options.notebook ? path.resolve(options.notebook) : currentNotebook();
    if (!file || !fs.existsSync(file)) throw new NotebookProblem(options.notebook ? `there is no notebook ${options.notebook}` : "this is no notebook in JupyterLab, so there is nothing to hand in: give its path, await submit({ notebook: '...' })");
    await waitUntilSaved(file, options.waitS ?? 150);
    const submission = await handIn(await readWhole(file));
    html(submissionHtml(submission));
  } catch (error) {
    if (!(error instanceof NotebookProblem)) throw error;
    html(problemHtml(error.message));
  }
}

/** A notebook that is older than the last check may lack what was checked: waits until it is saved. */
async function waitUntilSaved(file: string, seconds: number): Promise<void> {
  const checked = lastCheckAt();
  const saved = (): boolean => checked === null || fs.statSync(file).mtimeMs >= checked;
  if (saved()) return;
  const line = updatable();
  const ask = 'The notebook on disk is older than your last check. **Save it now: Ctrl+S** (on a Mac ⌘S). This cell goes on by itself.'.replace(/\*\*(.*?)\*\*/, isNotebook() ? '<strong>$1</strong>' : '$1');
  line.html(`<p role="status">${ask}</p>`, ask);
  const end = Date.now() + 1000 * seconds;
  while (!saved() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  line.html('');
  if (!saved()) throw new NotebookProblem('the notebook on disk is older than your last check, and it was not saved: press Ctrl+S (on a Mac ⌘S) and run this cell again. Nothing was handed in');
}

/** JupyterLab writes a notebook in place: for a moment there is only a part of it. */
async function readWhole(file: string, attempts = 6): Promise<SavedNotebook> {
  try {
    return readSaved(file);
  } catch (error) {
    if (!(error instanceof NotebookProblem) || attempts === 1) throw error;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    return readWhole(file, attempts - 1);
  }
}

/** Checks the notebook, writes the copy, runs the public tests. */
export async function handIn(saved: SavedNotebook): Promise<Submission> {
  const folder = path.dirname(saved.file);
  const { tasks, title } = packNotebook(saved.slug);
  const line = updatable();
  if (isNotebook()) line.html('<p role="status">Running the public tests on the saved notebook …</p>');
  let score: PublicScore;
  try {
    score = await publicScore(saved.file);
  } finally {
    if (isNotebook()) line.html('');
  }
  if (score.status === 'unreadable') throw new NotebookProblem(`${path.basename(saved.file)}: ${score.message}`);
  const copy = path.join(folder, 'submissions', `${saved.slug}.ipynb`);
  writeWhole(copy, saved.bytes);
  const submission = { at: new Date().toISOString(), sha256: createHash('sha256').update(saved.bytes).digest('hex'), score: score.score, maxScore: score.maxScore };
  updateRecord(folder, saved.slug, (record) => {
    record.submitted = submission;
    for (const { id, passed, tests } of score.tasks) record.tasks[id] = { passed, tests, at: submission.at };
  });
  writeStartPage(folder);
  const absent = tasks.filter(({ id }) => !saved.ids.includes(id)).map(({ task }) => task);
  return { ...submission, title, file: path.relative(folder, copy), absent, tasks: score.tasks, notes: score.notes };
}
