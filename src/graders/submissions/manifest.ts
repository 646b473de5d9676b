import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { UsageError } from '../cli/usage';
import { requireTime } from './times';

/** When one submission was handed in, as an LMS or a script of the teacher's wrote it down. */
interface Entry {
  file?: string;
  learner?: string;
  assignment?: string;
  submittedAt: Date;
}

const FORM = `expected columns (or, in JSON, objects with) submittedAt and file, or submittedAt, learner and assignment`;

/** Times of submissions by file, or by learner and assignment. */
export class Manifest {
  private readonly byFile = new Map<string, Date>();
  private readonly byLearner = new Map<string, Date>();

  constructor(entries: readonly Entry[], folder: string) {
    for (const { file, learner, assignment, submittedAt } of entries) {
      if (file) this.byFile.set(path.resolve(folder, file), submittedAt);
      else this.byLearner.set(`${learner}\0${assignment}`, submittedAt);
    }
  }

  /** The time of a file; the learner's names are tried one after the other. */
  find(file: string, names: readonly string[], assignment: string | null): Date | undefined {
    return this.byFile.get(path.resolve(file)) ?? names.map((name) => this.byLearner.get(`${name}\0${assignment}`)).find((time) => time !== undefined);
  }
}

/** Reads a CSV with a header line or a JSON array. Files in it are relative to the manifest. Throws `UsageError`. */
export function readManifest(file: string): Manifest {
  let rows: unknown;
  try {
    const text = fs.readFileSync(file, 'utf8');
    rows = file.endsWith('.json') ? JSON.parse(text) : parse(text, { bom: true, columns: true, skip_empty_lines: true, trim: true, delimiter: [',', ';', '\t'] });
  } catch (error) {
    throw new UsageError(`--manifest ${file}: ${(error as Error).message}`);
  }
  if (!Array.isArray(rows)) throw new UsageError(`--manifest ${file}: ${FORM}`);
  return new Manifest(rows.map((row, i) => entry(row as Record<string, unknown>, `--manifest ${file}, entry ${i + 1}`)), path.dirname(path.resolve(file)));
}

function entry(row: Record<string, unknown>, where: string): Entry {
  const text = (key: string): string | undefined => (typeof row?.[key] === 'string' && row[key] !== '' ? (row[key] as string) : undefined);
  const [file, learner, assignment, time] = ['file', 'learner', 'assignment', 'submittedAt'].map(text);
  if (!time || !(file || (learner && assignment))) throw new UsageError(`${where}: ${FORM}, got ${JSON.stringify(row)}`);
  try {
    return { file, learner, assignment, submittedAt: requireTime(time, 'submittedAt') };
  } catch (error) {
    throw new UsageError(`${where}: ${(error as Error).message}`);
  }
}
