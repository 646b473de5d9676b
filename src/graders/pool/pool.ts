import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../root';
import { DEFAULT_LIMITS, type Limits } from '../sandbox/command';
import type { Result } from '../schemas/result';
import type { GradeJob } from './job';
import { Member, WorkerFailure } from './member';

const WORKER = path.join(ROOT, 'dist', 'graders', 'pool', 'worker.js');
/** A submission on which two fresh workers broke down is reported, and not tried again. */
const ATTEMPTS = 2;
/** Memory of the worker and its compiler, beside the learner's process, in MB. */
const WORKER_MEMORY_MB = 1024;
/** Six rounds of the compiler at 30 s each and the start of the learner's process at 30 s, which show no life, with room. */
const QUIET_MS = 300_000;

/** What came of a job: its result, or why there is none. */
export type Outcome = { result: Result } | { failure: string };

export interface PoolOptions {
  /** Number of processes that grade at once. */
  jobs: number;
  /** The workers' script. */
  worker?: string;
  /** Time without a sign of life after which a worker counts as hanging, in milliseconds. */
  stallMs?: number;
}

/** All processors but one, which keeps wall-clock limits fair, and no more than fit into memory. */
export function defaultJobs(limits: Partial<Limits> = {}): number {
  const memory = Math.floor(os.totalmem() / 2 ** 20 / (WORKER_MEMORY_MB + (limits.memoryMb ?? DEFAULT_LIMITS.memoryMb)));
  return Math.max(1, Math.min(os.availableParallelism() - 1, memory));
}

/** How long a worker with these limits may be quiet, in milliseconds. */
export const stallLimit = (limits: Partial<Limits> = {}): number => QUIET_MS + 2000 * (limits.timeoutS ?? DEFAULT_LIMITS.timeoutS);

/** Processes that grade side by side. One that ends, hangs or makes a mistake is replaced, and its job tried once more; no job is lost and none stops the others. */
export class WorkerPool {
  private readonly members = new Set<Member>();
  private stopped = false;

  constructor(private readonly options: PoolOptions) {}

  /** Does the jobs and hands over what came of each, in the order in which they are done. Ends early after `stop`. */
  async run(jobs: readonly GradeJob[], onDone: (job: GradeJob, outcome: Outcome) => void): Promise<void> {
    const queue = jobs[Symbol.iterator]();
    const lanes = Array.from({ length: Math.min(this.options.jobs, jobs.length) }, () => this.lane(queue, onDone));
    try {
      await Promise.all(lanes);
    } finally {
      this.closeAll();
    }
  }

  /** Ends all workers at once. What they were at is not reported. */
  stop(): void {
    this.stopped = true;
    this.closeAll();
  }

  private closeAll(): void {
    for (const member of this.members) member.close();
    this.members.clear();
  }

  /** One worker's way through the common queue. */
  private async lane(queue: Iterator<GradeJob>, onDone: (job: GradeJob, outcome: Outcome) => void): Promise<void> {
    let member: Member | null = null;
    for (let next = queue.next(); !next.done && !this.stopped; next = queue.next()) {
      let outcome: Outcome = { failure: '' };
      for (let attempt = 1; attempt <= ATTEMPTS && 'failure' in outcome && !this.stopped; attempt++) {
        member ??= this.start();
        outcome = await member.grade(next.value).then((result) => ({ result }), asFailure);
        if ('failure' in outcome) {
          this.members.delete(member);
          member = null;
        }
      }
      if (!this.stopped) onDone(next.value, outcome);
    }
  }

  private start(): Member {
    const member = new Member(this.options.worker ?? WORKER, this.options.stallMs ?? stallLimit());
    this.members.add(member);
    return member;
  }
}

function asFailure(error: unknown): Outcome {
  if (error instanceof WorkerFailure) return { failure: error.message };
  throw error;
}
