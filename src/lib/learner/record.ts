import fs from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../files/writeWhole';

/** How far a learner is in one assignment: FOLDER/.gradus/NN-slug.json, beside the notebook. One kernel writes it, so nothing is lost between two. */
export interface LearnerRecord {
  version: 1;
  /** The last check of each exercise. */
  tasks: Record<string, { passed: number; tests: number; at: string }>;
  /** The last time it was handed in. */
  submitted?: { at: string; sha256: string; score: number; maxScore: number };
}

const fileOf = (folder: string, slug: string): string => path.join(folder, '.gradus', `${slug}.json`);

/** The record; an empty one where there is none, or none that can be read. */
export function readRecord(folder: string, slug: string): LearnerRecord {
  try {
    const record = JSON.parse(fs.readFileSync(fileOf(folder, slug), 'utf8')) as LearnerRecord;
    if (record?.version === 1 && typeof record.tasks === 'object' && record.tasks !== null) return record;
  } catch {
    // none yet, or damaged: it is made anew with the next check
  }
  return { version: 1, tasks: {} };
}

/** Changes the record. */
export function updateRecord(folder: string, slug: string, change: (record: LearnerRecord) => void): LearnerRecord {
  const record = readRecord(folder, slug);
  change(record);
  writeWhole(fileOf(folder, slug), `${JSON.stringify(record, null, 1)}\n`);
  return record;
}
