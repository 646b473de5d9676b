/**
 * What learning-management systems write into the names of what they let teachers download. Sources: the names as the systems' own manuals and users show them.
 * Only those parts are read that the system writes; what a learner named their file is theirs.
 */
import { parseTime } from './times';

export interface LmsName {
  learner: string;
  /** When it was handed in, where the system says so. */
  time?: Date;
  /** What is left: the name that the learner gave the file. Empty for folders. */
  rest: string;
}

type Reader = (name: string) => LmsName | null;

/** Moodle, folders: `Anna Meier_12345_assignsubmission_file_`; without folders: the same before the file's name. */
const moodle: Reader = (name) => {
  const m = /^(.+?)_(\d+)_assignsubmission_(?:file|onlinetext)_?(.*)$/.exec(name);
  return m && { learner: m[1], rest: m[3] };
};

/** Blackboard: `Week 3_anna_attempt_2026-11-30-23-59-00_01-regularization.ipynb`. */
const blackboard: Reader = (name) => {
  const m = /^(?:.*_)?([^_]+)_attempt_(\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d)(?:_(.*))?$/.exec(name);
  return m && { learner: m[1], time: parseTime(m[2]), rest: m[3] ?? '' };
};

/** Canvas: `meieranna_LATE_4711_98765_01-regularization-1.ipynb` (family and first name joined, user, submission). */
const canvas: Reader = (name) => {
  const m = /^([^_]+)_(?:LATE_)?(\d+)_(\d+)_(.+)$/.exec(name);
  return m && { learner: m[1], rest: m[4] };
};

/** Brightspace, folders: `12345-67890 - Anna Meier - Nov 30, 2026 1159 PM`. */
const brightspace: Reader = (name) => {
  const m = /^\d+-\d+ - (.+?) - ([A-Z][a-z]{2,8} \d{1,2}, \d{4} \d{3,4} [AP]M)$/.exec(name);
  return m && { learner: m[1], time: parseTime(m[2]), rest: '' };
};

const READERS = [moodle, blackboard, canvas, brightspace];

/** The learner that a folder or file name of a system's download belongs to; null for any other name. */
export function readLmsName(name: string): LmsName | null {
  for (const read of READERS) {
    const found = read(name);
    if (found) return found;
  }
  return null;
}
