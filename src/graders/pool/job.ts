/**
 * The unit of grading: one submission and how to grade it, as plain JSON, and the Result that comes of it. A process of this machine's pool takes it as a message;
 * a queue between machines can carry the same.
 */
import type { Compiler } from '../compile/compiler';
import { gradeFile, type GradeOptions } from '../run/grade';
import type { Result } from '../schemas/result';

export interface GradeJob {
  /** Tells this job's messages from those of others. */
  id: string;
  /** Path of the submission, where the worker sees it. */
  file: string;
  options: Pick<GradeOptions, 'startEarly' | 'shownAs' | 'problem' | 'learner' | 'assignment' | 'tasks' | 'sandbox' | 'limits'>;
}

/** What a worker says: a test is through (it is alive), the result, or a mistake of the grader in words. */
export type JobMessage = { type: 'test'; id: string } | { type: 'result'; id: string; result: Result } | { type: 'error'; id: string; message: string };

/** Grades one submission with a compiler that is kept from job to job. Rejects only for mistakes of the grader. */
export function runJob(job: GradeJob, compiler: Compiler, onTest?: () => void): Promise<Result> {
  return gradeFile(job.file, { ...job.options, compiler, onTest });
}
