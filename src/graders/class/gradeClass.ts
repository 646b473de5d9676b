import type { CoursePlan } from '../course/load';
import type { GradeJob } from '../pool/job';
import { WorkerPool } from '../pool/pool';
import type { Outcome } from '../pool/seat';
import { GradingProgress } from '../pool/progress';
import type { QueueOptions } from '../queue/gradeByQueue';
import { resultPath, readResult, writeResult } from '../report/write';
import type { Result } from '../schemas/result';
import type { HandIn } from '../submissions/handIn';
import { failureResult, missingResult, withHandIn } from './finish';
import type { Plan } from './plan';
import { earlierResult, type Grading } from './takeOver';

export interface ClassOptions extends Grading {
  out: string;
  jobs: number;
  stallMs: number;
  course?: CoursePlan;
  /** Takes over results of earlier runs where grading again could only give the same. */
  reuse: boolean;
  /** Ends the run: what is done stays. */
  signal?: AbortSignal;
  /** The workers' script, where it is another. */
  worker?: string;
  /** Workers at this queue grade, instead of processes of this machine. */
  queue?: QueueOptions;
}

export interface ClassRun {
  /** In the order of the plan; those of hand-ins that were not reached are left out. */
  results: Result[];
  /** Results of earlier runs that were taken over. */
  takenOver: number;
  /** Hand-ins that were not reached, because the run was stopped. */
  left: number;
  /** Why it ended with some left, where nobody had stopped it. */
  gaveUp?: string;
}

/** Grades what the plan says, writes each result when it is there, and gives all of them. */
export async function gradeClass({ handIns, missing }: Plan, options: ClassOptions): Promise<ClassRun> {
  const results = new Map<HandIn, Result>();
  const keep: Keep = (handIn, result) => {
    const finished = withHandIn(result, handIn, options.course);
    writeResult(finished, options.out);
    results.set(handIn, finished);
  };
  if (options.reuse) {
    for (const handIn of handIns) {
      const earlier = earlierResult(handIn, options, options.out);
      if (earlier) keep(handIn, earlier);
    }
  }
  const takenOver = results.size;
  const gaveUp = await gradeAll(handIns.filter((handIn) => !results.has(handIn)), options, keep); // prettier-ignore
  const left = handIns.length - results.size;
  const absent = options.signal?.aborted || gaveUp !== null ? [] : missing.flatMap((one) => absentResult(one, options.out));
  return { results: [...handIns.flatMap((handIn) => results.get(handIn) ?? []), ...absent], takenOver, left, ...(gaveUp === null ? {} : { gaveUp }) };
}

type Keep = (handIn: HandIn, result: Result) => void;
type OnDone = (handIn: HandIn, outcome: Outcome) => void;

/** Grades by this machine's processes, or a queue's workers. Gives why it gave up; null otherwise. */
async function gradeAll(handIns: readonly HandIn[], options: ClassOptions, keep: Keep): Promise<string | null> {
  const progress = new GradingProgress(handIns.length);
  const onDone: OnDone = (handIn, outcome) => {
    keep(handIn, 'result' in outcome ? outcome.result : failureResult(handIn, outcome.failure));
    progress.step('failure' in outcome);
  };
  try {
    if (!options.queue) return await gradeHere(handIns, options, onDone);
    const { sandbox, limits, tasks, reuse, signal } = options;
    const { gradeByQueue } = require('../queue/gradeByQueue') as typeof import('../queue/gradeByQueue'); // only now: BullMQ takes a while to load
    return await gradeByQueue({ handIns, grading: { sandbox, limits, tasks }, reuse, signal, progress, onDone }, options.queue);
  } finally {
    progress.close();
  }
}

async function gradeHere(handIns: readonly HandIn[], options: ClassOptions, onDone: OnDone): Promise<null> {
  const { sandbox, limits, tasks, signal } = options;
  const jobs = handIns.map(({ file, shownAs, problem, learner, assignment }, i): GradeJob => ({ id: String(i), file, options: { startEarly: handIns.length === 1, shownAs, problem, learner, assignment: assignment ?? undefined, sandbox, limits, tasks } }));
  const pool = new WorkerPool(options);
  const stop = (): void => pool.stop();
  if (signal?.aborted) pool.stop();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await pool.run(jobs, ({ id }, outcome) => onDone(handIns[Number(id)], outcome));
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  return null;
}

/** Who handed in something in an earlier run is not missing in this one. */
function absentResult(one: Plan['missing'][number], out: string): Result[] {
  const before = readResult(resultPath({ ...one, file: '' }, out));
  if (before && before.status !== 'missing') return [];
  const result = before ?? missingResult(one);
  writeResult(result, out);
  return [result];
}
