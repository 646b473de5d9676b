import path from 'node:path';
import { ROOT } from '../root';
import { DEFAULT_LIMITS, type Limits } from '../sandbox/command';
import type { Result } from '../schemas/result';
import type { GradeJob } from './job';
import { Member, WorkerFailure } from './member';

const WORKER = path.join(ROOT, 'dist', 'graders', 'pool', 'worker.js');
/** A submission on which two fresh workers broke down is reported, and not tried again. */
const ATTEMPTS = 2;
/** Six rounds of the compiler at 30 s each and the start of the learner's process at 30 s, which show no life, with room. */
const QUIET_MS = 300_000;

/** What came of a job: its result, or why there is none. */
export type Outcome = { result: Result } | { failure: string };

export interface SeatOptions {
  /** The workers' script. */
  worker?: string;
  /** Time without a sign of life after which a worker counts as hanging, in milliseconds; by default from the job's limits. */
  stallMs?: number;
}

/** How long a worker with these limits may be quiet, in milliseconds. */
export const stallLimit = (limits: Partial<Limits> = {}): number => QUIET_MS + 2000 * (limits.timeoutS ?? DEFAULT_LIMITS.timeoutS);

/** A place at which one job after the other is graded, by one process as long as that holds: one that ends, hangs or makes a mistake is replaced, and its job tried once more. */
export class Seat {
  private member: Member | null = null;
  private closed = false;

  constructor(private readonly options: SeatOptions) {}

  async grade(job: GradeJob): Promise<Outcome> {
    let outcome: Outcome = { failure: 'it was stopped' };
    for (let attempt = 1; attempt <= ATTEMPTS && 'failure' in outcome && !this.closed; attempt++) {
      this.member ??= new Member(this.options.worker ?? WORKER);
      outcome = await this.member.grade(job, this.options.stallMs ?? stallLimit(job.options.limits)).then((result) => ({ result }), asFailure);
      if ('failure' in outcome) this.member = null;
    }
    return outcome;
  }

  /** Ends the process at once. What it was at fails. */
  close(): void {
    this.closed = true;
    this.member?.close();
    this.member = null;
  }
}

function asFailure(error: unknown): Outcome {
  if (error instanceof WorkerFailure) return { failure: error.message };
  throw error;
}
