import { DelayedError, UnrecoverableError, Worker, type Job } from 'bullmq';
import { duration } from '../../../lib/progress';
import { number, printable } from '../../report/text';
import { testsSha256 } from '../../run/fingerprint';
import type { Result } from '../../schemas/result';
import { BadMessage, fromMessage, packResult, type QueuedJob } from '../message';
import { packWords, queueName, samePack, type PackIdentity } from '../pack';
import { connectionOptions, PREFIX } from '../redis';
import { GradingRoom } from './grading';
import type { WorkerOptions } from './options';

/** A job that this worker cannot do waits so long before it is offered again, in milliseconds. */
const PUT_BACK_MS = 2000;
/** A submission during which so many workers have died is not given to another. */
const MAX_DEATHS = 3;
/** Longest pause before a Redis that is gone is asked again for jobs, in milliseconds. */
const RETRY_MS = 1000;

/** Takes jobs from the queue of its pack, a few at once, and puts results there. */
export class QueueWorker {
  private readonly room: GradingRoom;
  private readonly worker: Worker;

  /** `onMisfit` hears when the pack on disk is no longer the one that this worker has started with. */
  constructor(
    private readonly identity: PackIdentity,
    private readonly options: WorkerOptions,
    private readonly log: (line: string) => void,
    private readonly onMisfit: () => void,
  ) {
    const { jobs, takeoverMs, address, name } = options;
    this.room = new GradingRoom(jobs);
    const times = { lockDuration: takeoverMs, stalledInterval: Math.ceil(takeoverMs / 2), maxStalledCount: MAX_DEATHS, runRetryDelay: RETRY_MS };
    this.worker = new Worker(queueName(identity), (job: Job, token?: string) => this.process(job, token), { connection: connectionOptions(address), prefix: PREFIX, skipVersionCheck: true, concurrency: jobs, name, ...times });
    this.worker.on('stalled', (id) => log(`job ${id.slice(0, 8)}: its worker gives no sign of life, it is offered again`));
    this.worker.on('error', (error) => this.hearError(error));
  }

  /** Ends what it is at, and takes no more. */
  async drain(): Promise<void> {
    await this.worker.close();
    this.room.close();
  }

  /** Ends at once; others take over. */
  abandon(): void {
    this.room.close();
  }

  private async process(message: Job, token: string | undefined): Promise<string> {
    const { job, bytes } = this.read(message);
    if (!samePack(job, this.identity)) return this.putBack(message, token, `it is for ${packWords(job)}`);
    const what = printable(`${job.assignment} of ${job.learner ?? job.name}`);
    this.log(`${what}: begun`);
    const started = Date.now();
    const outcome = await this.room.grade(job, bytes);
    if ('failure' in outcome) {
      this.log(`${what}: not graded: ${printable(outcome.failure)}`);
      throw new UnrecoverableError(`${outcome.failure} (worker ${this.options.name})`);
    }
    const { result } = outcome;
    if (this.hasChanged(result)) {
      this.onMisfit();
      return this.putBack(message, token, 'the pack on this machine has changed since the worker began');
    }
    this.log(`${what}: ${result.status === 'graded' ? `${number(result.score)} of ${number(result.maxScore)} points` : result.status}, ${duration((Date.now() - started) / 1000)}`);
    return packResult(result);
  }

  private read(message: Job): { job: QueuedJob; bytes: Buffer } {
    try {
      const read = fromMessage(message.data);
      if (read.job.grading.sandbox !== 'bwrap' && this.options.sandbox === 'bwrap') throw new BadMessage('the job wants no bubblewrap, and this worker does not allow that (npm run worker -- --sandbox process)');
      return read;
    } catch (error) {
      if (!(error instanceof BadMessage)) throw error;
      this.log(`job ${String(message.id).slice(0, 8)} refused: ${printable(error.message)}`);
      throw new UnrecoverableError(`worker ${this.options.name} refused it: ${error.message}`);
    }
  }

  /** The job waits for a worker that fits. */
  private async putBack(message: Job, token: string | undefined, why: string): Promise<never> {
    this.log(`job ${String(message.id).slice(0, 8)} put back: ${why}; this worker has ${packWords(this.identity)}`);
    await message.moveToDelayed(Date.now() + PUT_BACK_MS, token);
    throw new DelayedError();
  }

  /** Processes that grade read the pack's files anew, which may be others by now. */
  private hasChanged({ assignment, provenance }: Result): boolean {
    return provenance.pack !== this.identity.pack || (assignment !== null && provenance.testsSha256 !== testsSha256(assignment));
  }

  private hearError(error: Error): void {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== undefined || /connection|ECONN|closed/i.test(error.message)) return; // main says when Redis is gone and when it is back
    this.log(`queue: ${printable(error.message)}`);
  }
}
