import path from 'node:path';
import type { CoursePlan } from '../course/load';
import { lateness } from '../course/late';
import { emptyResult } from '../run/result';
import { fillWithout } from '../run/taskResult';
import { DEFAULT_LIMITS } from '../sandbox/command';
import type { Result } from '../schemas/result';
import type { HandIn } from '../submissions/handIn';
import type { Missing } from './plan';

/** Notes of a run begin so: they are written anew when a result is taken over. */
const NOTE = 'hand-in: ';

const SOURCES = { manifest: 'the manifest', name: 'the time in its name', 'file time': "the file's time of last change" } as const;

/** A graded or taken-over result with what the hand-in adds to it: its time, what lateness cost, notes. */
export function withHandIn(result: Result, handIn: HandIn, course: CoursePlan | undefined): Result {
  const { submittedAt, source } = handIn;
  const deadline = handIn.assignment === null ? null : (course?.deadline(handIn.learner, handIn.assignment) ?? null);
  const late = deadline && lateness(result.score, result.maxScore, submittedAt, deadline);
  const notes = [...handIn.notes];
  if (late) notes.push(`${lateWords(late.seconds)} late by ${SOURCES[source]}${deadline?.closes && submittedAt > deadline.closes ? ', after it closed' : ''}: ${late.penalty} points off`);
  return {
    ...result,
    file: path.relative(process.cwd(), handIn.shownAs ?? handIn.file),
    late,
    notes: [...result.notes.filter((note) => !note.startsWith(NOTE)), ...notes.map((note) => `${NOTE}${note}`)],
    provenance: { ...result.provenance, submittedAt: submittedAt.toISOString(), submittedAtSource: source },
  };
}

function lateWords(seconds: number): string {
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
  return seconds < 86_400 ? `${(seconds / 3600).toFixed(1)} h` : `${(seconds / 86_400).toFixed(1)} days`;
}

/** 0 points for somebody who handed in nothing. */
export function missingResult({ learner, assignment }: Missing): Result {
  const message = 'nothing was handed in';
  const result: Result = { ...emptyResult('', learner, DEFAULT_LIMITS), file: '', status: 'missing', message };
  fillWithout(result, assignment, message);
  return result;
}

/** A submission that the grader could not grade: its 0 points say nothing, and the gradebook does not take them. */
export function failureResult(handIn: HandIn, reason: string): Result {
  const message = `the grader broke down twice on this submission: ${reason.split('\n')[0].slice(0, 500)}`;
  const result: Result = { ...emptyResult(handIn.shownAs ?? handIn.file, handIn.learner, DEFAULT_LIMITS), status: 'grader-failure', message };
  result.provenance.submissionSha256 = handIn.sha256;
  if (handIn.assignment !== null) fillWithout(result, handIn.assignment, message);
  return result;
}
