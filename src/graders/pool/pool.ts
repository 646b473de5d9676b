import os from 'node:os';
import { DEFAULT_LIMITS, type Limits } from '../sandbox/command';
import type { GradeJob } from './job';
import { Seat, type Outcome, type SeatOptions } from './seat';

/** Memory of the worker and its compiler, beside the learner's process, in MB. */
const WORKER_MEMORY_MB = 1024;

export interface PoolOptions extends SeatOptions {
  /** Number of processes that grade at once. */
  jobs: number;
}

/** All processors but one, which keeps wall-clock limits fair, and no more than fit into memory. */
export function defaultJobs(limits: Partial<Limits> = {}): number {
  const memory = Math.floor(os.totalmem() / 2 ** 20 / (WORKER_MEMORY_MB + (limits.memoryMb ?? DEFAULT_LIMITS.memoryMb)));
  return Math.max(1, Math.min(os.availableParallelism() - 1, memory));
}

/** Processes that grade side by side. No job is lost, and none stops the others. */
export class WorkerPool {
  private readonly seats = new Set<Seat>();
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
    for (const seat of this.seats) seat.close();
    this.seats.clear();
  }

  /** One worker's way through the common queue. */
  private async lane(queue: Iterator<GradeJob>, onDone: (job: GradeJob, outcome: Outcome) => void): Promise<void> {
    const seat = new Seat(this.options);
    this.seats.add(seat);
    for (let next = queue.next(); !next.done && !this.stopped; next = queue.next()) {
      const outcome = await seat.grade(next.value);
      if (!this.stopped) onDone(next.value, outcome);
    }
  }
}
