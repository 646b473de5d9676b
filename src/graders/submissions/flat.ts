import { listAssignments } from '../run/assignment';
import { readLmsName } from './lmsNames';
import { parseTime, withoutTime } from './times';

/** What the name of a file in a flat folder says. */
export interface FlatName {
  learner: string;
  assignment?: string;
  /** When it was handed in, where that stands before the learner's own part of the name. */
  time?: Date;
}

/** The assignment that a name holds anywhere: `anna_01-regularization (1)`. */
export const slugIn = (name: string): string | undefined => listAssignments().find((slug) => name.includes(slug));

/** `anna_01-regularization`, `2026-11-30T23-59-00_anna_01-regularization`, or as an LMS writes it. null where no learner can be read. */
export function readFlatName(stem: string): FlatName | null {
  const lms = readLmsName(stem);
  if (lms) return { learner: lms.learner, assignment: slugIn(lms.rest), time: lms.time };
  const assignment = slugIn(stem);
  if (!assignment) return null;
  const before = stem.slice(0, stem.indexOf(assignment));
  const learner = withoutTime(before).replace(/^[\s_.-]+|[\s_.-]+$/g, '');
  return learner ? { learner, assignment, time: parseTime(before) } : null;
}
