import { randomUUID } from 'node:crypto';
import os from 'node:os';
import type { Redis } from 'ioredis';
import type { Grading } from '../class/takeOver';
import type { Outcome } from '../pool/seat';
import type { GradingProgress } from '../pool/progress';
import { gradeFile } from '../run/grade';
import type { HandIn } from '../submissions/handIn';
import type { QueueAddress } from './address';
import { readAnswer } from './answer';
import { BadMessage } from './message';
import { Outbox, type Finished } from './outbox';
import { packIdentity, packWords, type PackIdentity } from './pack';
import { PRESENCE_MS, signIn, signOut, sortOut, whoIsThere, type Present } from './presence';
import { openRedis } from './redis';

/** How often results are fetched, and how often it is looked whether Redis still has all jobs, in milliseconds. */
const POLL_MS = 250;
const MEND_MS = 10_000;
/** Time for the last words to Redis at the end, in milliseconds. */
const GOODBYE_MS = 1000;

export interface QueueOptions {
  address: QueueAddress;
  /** Time without any worker that fits, or without Redis, after which the run gives up, in milliseconds. */
  waitMs: number;
}

export interface QueueRun {
  handIns: readonly HandIn[];
  grading: Grading;
  /** Results that an earlier run left in the queue count. */
  reuse: boolean;
  signal?: AbortSignal;
  progress: GradingProgress;
  onDone: (handIn: HandIn, outcome: Outcome) => void;
}

/** Grades hand-ins by workers of any machines at a queue. Returns why it gave up; null when all are done, or the run was stopped. Throws `UsageError` if Redis cannot be reached at first. */
export async function gradeByQueue(run: QueueRun, { address, waitMs }: QueueOptions): Promise<string | null> {
  const unreadable = run.handIns.filter((handIn) => !canBeSent(handIn));
  for (const handIn of unreadable) run.onDone(handIn, { result: await withoutRunning(handIn, run.grading) });
  if (unreadable.length === run.handIns.length) return null;
  const { redis, warnings } = await openRedis(address);
  for (const warning of warnings) run.progress.say(`queue: ${warning}`);
  redis.on('close', () => run.progress.say(`queue: the connection to ${address.shown} is lost, trying again`));
  const client = new Client(redis, run, waitMs);
  try {
    return await client.run();
  } finally {
    await client.close();
  }
}

const canBeSent = ({ problem, sha256, assignment }: HandIn): boolean => problem === undefined && sha256 !== null && assignment !== null;

/** Why a file cannot be graded is found before any of its code would run. */
function withoutRunning({ file, shownAs, problem, learner, assignment }: HandIn, grading: Grading) {
  return gradeFile(file, { ...grading, shownAs, problem, learner, assignment: assignment ?? undefined });
}

/** One run at the queue. */
class Client {
  private readonly identity: PackIdentity = packIdentity();
  private readonly outbox: Outbox;
  private readonly id = randomUUID();
  /** Jobs whose answer was no good once. */
  private readonly doubted = new Set<string>();
  /** When there was last a worker that could do the jobs, by this machine's clock. */
  private lastHope = Date.now();
  private others: Present[] = [];
  private ended = false;

  constructor(
    private readonly redis: Redis,
    private readonly options: QueueRun,
    private readonly waitMs: number,
  ) {
    const handIns = options.handIns.filter(canBeSent);
    this.outbox = new Outbox(redis, handIns, { grading: options.grading, identity: this.identity, reuse: options.reuse });
  }

  async run(): Promise<string | null> {
    const { signal } = this.options;
    if (signal?.aborted) return null;
    const work = this.work().then(() => null);
    work.catch(() => {}); // what it was at when the run was stopped
    const stopped = new Promise<null>((resolve) => signal?.addEventListener('abort', () => resolve(null), { once: true }));
    return Promise.race([work, stopped, this.givesUp()]);
  }

  async close(): Promise<void> {
    this.ended = true;
    if (this.redis.status === 'ready') await Promise.race([signOut(this.redis, 'runs', this.id), sleep(GOODBYE_MS)]).catch(() => {});
    this.redis.removeAllListeners('close');
    this.redis.disconnect();
  }

  private async work(): Promise<void> {
    let mendAt = Date.now() + MEND_MS;
    this.redis.on('ready', () => (mendAt = 0)); // it may have restarted without its latest writes
    let lookAt = 0;
    while (!this.ended && !this.outbox.done) {
      if (Date.now() >= lookAt) {
        await this.lookAround();
        lookAt = Date.now() + PRESENCE_MS;
      }
      await this.outbox.fill();
      for await (const finished of this.outbox.finished()) if (!this.ended) await this.take(finished);
      if (Date.now() >= mendAt) {
        const lost = await this.outbox.mend();
        if (lost > 0) this.options.progress.say(`queue: Redis had forgotten ${lost} submissions, they are sent again`);
        mendAt = Date.now() + MEND_MS;
      }
      if (!this.outbox.done) await sleep(POLL_MS);
    }
  }

  /** Keeps what a job came to. An answer that does not fit is asked for once more. */
  private async take({ id, handIn, sha256, job }: Finished): Promise<void> {
    let outcome: Outcome;
    try {
      outcome = readAnswer(job, { ...handIn, sha256 }, this.options.grading);
    } catch (error) {
      if (!(error instanceof BadMessage)) throw error;
      if (!this.doubted.has(id)) {
        this.doubted.add(id);
        return this.outbox.sendAgain([id]);
      }
      outcome = { failure: error.message };
    }
    this.options.onDone(handIn, outcome);
    await this.outbox.settle(id);
  }

  private async lookAround(): Promise<void> {
    await signIn(this.redis, 'runs', this.id, { ...this.identity, name: os.hostname(), seats: 0 });
    const { fitting, others } = sortOut(await whoIsThere(this.redis, 'workers'), this.identity);
    if (fitting.length > 0) this.lastHope = Date.now();
    if (others.length > this.others.length) this.options.progress.say(`queue: this run needs workers with ${packWords(this.identity)}; ${others.map((one) => `${one.name} has ${packWords(one)}`).join(', ')}`);
    this.others = others;
    const seats = fitting.reduce((sum, one) => sum + one.seats, 0);
    this.options.progress.note(fitting.length === 0 ? 'no worker yet (npm run worker)' : `${fitting.length} ${fitting.length === 1 ? 'worker' : 'workers'} with ${seats} ${seats === 1 ? 'job' : 'jobs'} at once`);
  }

  /** Resolves when nobody has been there for too long. */
  private async givesUp(): Promise<string> {
    while (!this.ended && Date.now() - this.lastHope < this.waitMs) await sleep(POLL_MS);
    const minutes = `${Number((this.waitMs / 60_000).toFixed(2))} min`;
    if (this.redis.status !== 'ready') return `Redis was not there for ${minutes}`;
    const others = this.others.length > 0 ? `; the ${this.others.length} at the queue have another pack: ${packWords(this.others[0])}` : '';
    return `no worker with ${packWords(this.identity)} was there for ${minutes}${others}`;
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
