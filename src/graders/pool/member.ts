import { fork, type ChildProcess } from 'node:child_process';
import { killTree } from '../sandbox/watch';
import type { Result } from '../schemas/result';
import type { GradeJob, JobMessage } from './job';

/** A worker ended, hung or made a mistake while it graded: it says nothing about the submission. */
export class WorkerFailure extends Error {}

const STDERR_CHARS = 2000;
/** How long what a dead process has written may be on its way; its own children may keep the pipe open for longer. */
const LAST_WORDS_MS = 500;

/** One worker process. After a `WorkerFailure` it is dead and another must be made. */
export class Member {
  private readonly child: ChildProcess;
  private current: { id: string; resolve: (result: Result) => void; reject: (error: Error) => void } | null = null;
  private timer: NodeJS.Timeout | undefined;
  private stderr = '';

  private stallMs = 0;

  /** `script` answers jobs as worker.js does. */
  constructor(script: string) {
    // a group of its own: Ctrl-C reaches the pool only, which ends its workers in order
    this.child = fork(script, [], { detached: true, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.child.stderr!.on('data', (chunk: Buffer) => (this.stderr = (this.stderr + chunk.toString('utf8')).slice(-STDERR_CHARS))).on('error', () => {});
    this.child.on('message', (message: JobMessage) => this.receive(message));
    this.child.on('error', (error) => this.fail(`its process did not start: ${error.message}`));
    this.child.on('exit', (code, signal) => this.afterLastWords(() => this.fail(`its process ended (${signal ?? `exit status ${code}`})${this.lastWords()}`)));
  }

  /** Grades one job, which hangs if it shows no sign of life for `stallMs` milliseconds. Rejects with `WorkerFailure`. */
  grade(job: GradeJob, stallMs: number): Promise<Result> {
    this.stallMs = stallMs;
    return new Promise((resolve, reject) => {
      this.current = { id: job.id, resolve, reject };
      this.expectLife();
      this.child.send(job, (error) => error && this.fail(`its process took no job: ${error.message}`));
    });
  }

  close(): void {
    this.fail('it was stopped');
  }

  private receive(message: JobMessage): void {
    const current = this.current;
    if (!current || message.id !== current.id) return;
    if (message.type === 'test') return this.expectLife();
    if (message.type === 'error') return this.fail(message.message);
    clearTimeout(this.timer);
    this.current = null;
    current.resolve(message.result);
  }

  private expectLife(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fail(`it gave no sign of life for ${Math.round(this.stallMs / 1000)} s`), this.stallMs);
  }

  private fail(reason: string): void {
    clearTimeout(this.timer);
    if (this.child.pid && this.child.exitCode === null && this.child.signalCode === null) killTree(this.child.pid);
    const current = this.current;
    this.current = null;
    current?.reject(new WorkerFailure(reason));
  }

  /** Once all that the process has written is there: it can arrive behind its end. */
  private afterLastWords(then: () => void): void {
    const stderr = this.child.stderr!;
    if (stderr.closed) return then();
    const timer = setTimeout(then, LAST_WORDS_MS);
    stderr.once('close', () => (clearTimeout(timer), then()));
  }

  private lastWords(): string {
    const line = this.stderr.trim().split('\n').filter((text) => /error/i.test(text)).pop(); // prettier-ignore
    return line ? `: ${line.slice(0, 300)}` : '';
  }
}
