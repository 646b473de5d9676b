import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parseJson } from '../values/json';

/** A code cell of a submission. */
export interface SubmittedCell {
  /** The pack's id of the cell, from its metadata. */
  id?: string;
  text: string;
  /** Number among the notebook's cells, from 1, for messages. */
  number: number;
}

export interface Submission {
  file: string;
  /** 'NN-slug', or null when neither metadata nor file name tell. */
  slug: string | null;
  kind: 'notebook' | 'module';
  cells: SubmittedCell[];
  sha256: string;
}

/** A file that cannot be graded, in words for its author. */
export class UnreadableSubmission extends Error {}

const MAX_BYTES = 32 << 20;
const MAX_CELLS = 5000;
/** Code of all cells together, in characters: a hundred times what an assignment takes. Compiling takes a thousand times the memory. */
const MAX_CODE = 1_000_000;
const MAX_ITEMS = 5_000_000;
const SLUG = /^\d\d-[a-z0-9-]+$/;

/** Reads a notebook or a .ts file. Throws `UnreadableSubmission`; never anything else for what a learner may hand in. */
export function readSubmission(file: string): Submission {
  const bytes = readBytes(file);
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (text.trim() === '') throw new UnreadableSubmission('the file is empty');
  if (text.includes('\0')) throw new UnreadableSubmission('the file is no text');
  const named = path.basename(file).replace(/\.(ipynb|ts)$/, '');
  const bySlug = SLUG.test(named) ? named : null;
  if (file.endsWith('.ts')) return { file, slug: bySlug, kind: 'module', cells: withinLimit([{ text, number: 1 }]), sha256 };
  const notebook = parseNotebook(text);
  return { file, slug: slugOf(notebook.metadata) ?? bySlug, kind: 'notebook', cells: withinLimit(codeCells(notebook.cells)), sha256 };
}

function readBytes(file: string): Buffer {
  try {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (!stat?.isFile()) throw new UnreadableSubmission('there is no such file');
    if (stat.size > MAX_BYTES) throw new UnreadableSubmission(`the file has ${(stat.size / 2 ** 20).toFixed(0)} MB, more than the limit of ${MAX_BYTES / 2 ** 20} MB: clear its outputs and save it again`);
    return fs.readFileSync(file);
  } catch (error) {
    if (error instanceof UnreadableSubmission) throw error;
    throw new UnreadableSubmission(`the file cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`);
  }
}

function withinLimit(cells: SubmittedCell[]): SubmittedCell[] {
  const size = cells.reduce((sum, { text }) => sum + text.length, 0);
  if (size > MAX_CODE) throw new UnreadableSubmission(`the code has ${size} characters, more than the limit of ${MAX_CODE}: keep data in files, not in cells`);
  return cells;
}

function parseNotebook(text: string): { cells: unknown[]; metadata: unknown } {
  let json: unknown;
  try {
    json = parseJson(text, MAX_ITEMS);
  } catch (error) {
    if (error instanceof RangeError) throw new UnreadableSubmission(`this notebook has ${error.message}: clear its outputs and save it again`);
    throw new UnreadableSubmission('this is not a Jupyter notebook: its text is no JSON. Hand in the .ipynb file that JupyterLab saved');
  }
  const notebook = json as { nbformat?: unknown; cells?: unknown; metadata?: unknown } | null;
  if (typeof notebook !== 'object' || notebook === null || !Array.isArray(notebook.cells)) throw new UnreadableSubmission('this is not a Jupyter notebook: it has no list of cells');
  if (notebook.nbformat !== 4) throw new UnreadableSubmission(`this notebook has format ${(JSON.stringify(notebook.nbformat) ?? 'unknown').slice(0, 40)}, expected 4: open it in JupyterLab and save it again`);
  if (notebook.cells.length > MAX_CELLS) throw new UnreadableSubmission(`this notebook has ${notebook.cells.length} cells, more than the limit of ${MAX_CELLS}`);
  return { cells: notebook.cells, metadata: notebook.metadata };
}

function gradusOf(metadata: unknown): Record<string, unknown> {
  const gradus = (metadata as { gradus?: unknown } | null | undefined)?.gradus;
  return typeof gradus === 'object' && gradus !== null ? (gradus as Record<string, unknown>) : {};
}

function slugOf(metadata: unknown): string | null {
  const { slug } = gradusOf(metadata);
  return typeof slug === 'string' && SLUG.test(slug) ? slug : null;
}

function codeCells(cells: unknown[]): SubmittedCell[] {
  return cells.flatMap((value, i) => {
    const cell = value as { cell_type?: unknown; source?: unknown; metadata?: unknown } | null;
    if (typeof cell !== 'object' || cell === null || cell.cell_type !== 'code') return [];
    const lines = Array.isArray(cell.source) ? cell.source.filter((line) => typeof line === 'string').join('') : cell.source;
    if (typeof lines !== 'string') return [];
    const { id } = gradusOf(cell.metadata);
    return [{ text: lines, number: i + 1, ...(typeof id === 'string' ? { id } : {}) }];
  });
}
