import fs from 'node:fs';
import path from 'node:path';
import type { Found } from '../cli/discover';
import { readSubmission, UnreadableSubmission } from '../notebook/read';
import { matchSlug } from '../run/assignment';
import type { Provenance } from '../schemas/result';
import { slugIn } from './flat';
import type { Manifest } from './manifest';
import { parseTime } from './times';

/** A file as it was handed in: whose, for which assignment, when. */
export interface HandIn {
  file: string;
  /** Where it comes from, if it was unpacked, and why it cannot be graded, where that is known already. */
  shownAs?: string;
  problem?: string;
  learner: string | null;
  /** NN-slug; null when nothing tells. */
  assignment: string | null;
  /** null for a file that cannot be read as a submission. */
  sha256: string | null;
  submittedAt: Date;
  source: NonNullable<Provenance['submittedAtSource']>;
  /** What puts it in order among several of one learner: a time in the file's own name counts here, too. */
  order: number;
  notes: string[];
}

export interface HandInOptions {
  /** The assignment that the command line says. */
  assignment?: string;
  manifest?: Manifest;
  /** Names under which a manifest may know a learner. */
  namesOf: (learner: string) => string[];
  /** Times in file names that learners may have chosen count, too. */
  trustNames?: boolean;
}

/** Looks at a file without grading it. `learner` is the name that results go by. */
export function lookAt(found: Found, learner: string | null, options: HandInOptions): HandIn {
  const { slug, sha256 } = read(found.file);
  const named = options.assignment ?? slug ?? found.assignment ?? slugIn(path.basename(found.file));
  const assignment = (named === undefined ? undefined : matchSlug(named)) ?? null;
  const fileTime = fs.statSync(found.file).mtime;
  const ownTime = parseTime(afterAssignment(path.basename(found.file)));
  const names = [found.learner, learner].flatMap((name) => (name === null ? [] : options.namesOf(name)));
  const manifestTime = options.manifest?.find(found.file, names, assignment);
  const nameTime = found.time ?? (options.trustNames ? ownTime : undefined);
  const when = manifestTime ? ({ submittedAt: manifestTime, source: 'manifest' } as const) : nameTime ? ({ submittedAt: nameTime, source: 'name' } as const) : ({ submittedAt: fileTime, source: 'file time' } as const);
  return { file: found.file, shownAs: found.shownAs, problem: found.problem, learner, assignment, sha256, ...when, order: (manifestTime ?? nameTime ?? ownTime ?? fileTime).getTime(), notes: [] };
}

function read(file: string): { slug?: string; sha256: string | null } {
  try {
    const { slug, sha256 } = readSubmission(file);
    return { slug: slug ?? undefined, sha256 };
  } catch (error) {
    if (error instanceof UnreadableSubmission) return { sha256: null };
    throw error;
  }
}

/** The part of a file's name that begins with the assignment: what stands before is an LMS's. */
function afterAssignment(name: string): string {
  const slug = slugIn(name);
  return slug ? name.slice(name.indexOf(slug) + slug.length) : name;
}
