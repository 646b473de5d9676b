import fs from 'node:fs';
import path from 'node:path';
import { Queue, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Grading } from '../class/takeOver';
import type { HandIn } from '../submissions/handIn';
import { sha256Of, toMessage, type QueuedJob } from './message';
import { queueName, type PackIdentity } from './pack';
import { PREFIX } from './redis';

/** What may be in Redis at once: the rest follows as results come. */
const MAX_JOBS = 5000;
const MAX_BYTES = 256 << 20;
/** Jobs that are sent, asked for or fetched in one go. */
const BATCH = 20;
/** Results that nobody fetches are kept so long, in seconds: a run that was stopped goes on with them. */
const KEEP_S = 14 * 86_400;

/** A hand-in whose result is not there yet. */
interface Pending {
  handIn: HandIn;
  /** Of what was sent, which may have changed since the run was planned. */
  sha256: string;
  /** What it takes in Redis. */
  bytes: number;
}

export interface Finished {
  id: string;
  handIn: HandIn;
  sha256: string;
  job: Pick<Job, 'returnvalue' | 'failedReason'>;
}

export interface OutboxOptions {
  grading: Grading;
  identity: PackIdentity;
  /** Results that an earlier run left in Redis count. */
  reuse: boolean;
}

/** Hand-ins on their way through Redis. It knows which of them have no result yet, so that whatever Redis forgets is sent again; the same hand-in is never in the queue twice. */
export class Outbox {
  private readonly queue: Queue;
  private readonly pending = new Map<string, Pending>();
  private readonly next: Iterator<HandIn>;
  private bytes = 0;
  private allSent = false;

  constructor(
    redis: Redis,
    handIns: readonly HandIn[],
    private readonly options: OutboxOptions,
  ) {
    const defaultJobOptions = { attempts: 1, removeOnComplete: { age: KEEP_S }, removeOnFail: { age: KEEP_S } };
    this.queue = new Queue(queueName(options.identity), { connection: redis, prefix: PREFIX, skipVersionCheck: true, defaultJobOptions });
    this.queue.on('error', () => {}); // lost connections; commands wait until Redis is back
    this.next = handIns[Symbol.iterator]();
  }

  get done(): boolean {
    return this.allSent && this.pending.size === 0;
  }

  /** Sends as many as have room. */
  async fill(): Promise<void> {
    while (!this.allSent && this.pending.size < MAX_JOBS && this.bytes < MAX_BYTES) {
      const jobs: [string, QueuedJob][] = [];
      for (let bytes = 0; jobs.length < BATCH && bytes < MAX_BYTES / 8; ) {
        const { value: handIn, done } = this.next.next();
        if (done) {
          this.allSent = true;
          break;
        }
        const job = this.message(handIn);
        const id = this.idOf(handIn, job);
        this.pending.set(id, { handIn, sha256: job.sha256, bytes: job.gzip.length });
        this.bytes += job.gzip.length;
        bytes += job.gzip.length;
        jobs.push([id, job]);
      }
      await this.send(jobs);
    }
  }

  /** Results, and failures, that have come since. They stay in Redis until `settle` or `sendAgain`. */
  async *finished(): AsyncGenerator<Finished> {
    const ids = (await this.queue.getRanges(['completed', 'failed'], 0, -1)).filter((id) => this.pending.has(id));
    for (const some of batches(ids)) {
      const jobs = await Promise.all(some.map((id) => this.queue.getJob(id)));
      for (const [i, job] of jobs.entries()) {
        const pending = this.pending.get(some[i]);
        if (job && pending) yield { ...pending, id: some[i], job };
      }
    }
  }

  /** The result has been kept. */
  async settle(id: string): Promise<void> {
    this.bytes -= this.pending.get(id)?.bytes ?? 0;
    this.pending.delete(id);
    await this.queue.remove(id);
  }

  async sendAgain(ids: readonly string[]): Promise<void> {
    for (const some of batches(ids)) {
      await Promise.all(some.map((id) => this.queue.remove(id)));
      await this.add(some.map((id) => [id, this.messageAgain(this.pending.get(id)!)]));
    }
  }

  /** Sends again what Redis knows nothing of: it has restarted without its latest writes, or somebody has emptied it. Returns how many. */
  async mend(): Promise<number> {
    let lost = 0;
    for (const some of batches([...this.pending.keys()])) {
      const states = await Promise.all(some.map((id) => this.queue.getJobState(id)));
      const gone = some.filter((_, i) => states[i] === 'unknown');
      await this.sendAgain(gone);
      lost += gone.length;
    }
    return lost;
  }

  private message(handIn: HandIn): QueuedJob {
    return toMessage(handIn.file, fs.readFileSync(handIn.file), { learner: handIn.learner, assignment: handIn.assignment! }, this.options.grading, this.options.identity);
  }

  private messageAgain(pending: Pending): QueuedJob {
    const job = this.message(pending.handIn);
    pending.sha256 = job.sha256;
    return job;
  }

  /** The same for the same hand-in, graded the same way: BullMQ takes an id once. Two files without a learner are told apart by where they lie. */
  private idOf({ learner, file, shownAs }: HandIn, { sha256, assignment, grading }: QueuedJob): string {
    const whose = learner === null ? path.resolve(shownAs ?? file) : { learner };
    return `${sha256}-${sha256Of(JSON.stringify([whose, assignment, grading])).slice(0, 32)}`;
  }

  private async send(jobs: readonly [string, QueuedJob][]): Promise<void> {
    if (!this.options.reuse) {
      const states = await Promise.all(jobs.map(([id]) => this.queue.getJobState(id)));
      await Promise.all(jobs.filter((_, i) => ['completed', 'failed'].includes(states[i])).map(([id]) => this.queue.remove(id)));
    }
    await this.add(jobs);
  }

  private async add(jobs: readonly [string, QueuedJob][]): Promise<void> {
    if (jobs.length > 0) await this.queue.addBulk(jobs.map(([jobId, data]) => ({ name: data.assignment, data, opts: { jobId } })));
  }
}

function* batches<T>(items: readonly T[]): Generator<T[]> {
  for (let at = 0; at < items.length; at += BATCH) yield items.slice(at, at + BATCH);
}
