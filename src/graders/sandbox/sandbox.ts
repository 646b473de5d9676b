import { randomBytes } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { decode, encode } from '../values/codec';
import { childCommand, type Limits, type SandboxKind } from './command';
import { encodeFrame, FrameReader } from './frames';
import { isReply, type Reply, type Request, type ThrownError } from './protocol';
import type { Position } from './stack';
import type { Where } from '../schemas/result';
import { killMarked, killTree, processTree, treeMemoryMb } from './watch';

/** Why a call gave no value. */
export type CallStatus = 'failed' | 'timeout' | 'crashed' | 'out-of-memory' | 'no-reply' | 'not-implemented' | 'missing';

/** What a learner's code threw: its own words, and positions in the loaded code. */
export interface Thrown {
  words: string;
  at: readonly Position[];
}

/** A call that gave no value, with words for the learner that hold nothing of what their code may have put together from a test's inputs. */
export class LearnerError extends Error {
  constructor(
    readonly status: CallStatus,
    message: string,
    /** What the learner's code threw, if it did. */
    readonly thrown?: Thrown,
    /** Where in the submission. */
    readonly where?: Where,
  ) {
    super(message);
  }
}

const MAX_REPLY_BYTES = 64 << 20;
/** Items of a reply; the numbers of arrays and tensors are one text each. */
const MAX_REPLY_ITEMS = 1_000_000;
/** Tries to remove a working folder while processes that were just killed go away. */
const REMOVE = { recursive: true, force: true, maxRetries: 3, retryDelay: 50 };
const WATCH_MS = 50;
const MAX_PROCESSES = 40;
/** What Node and TensorFlow's libraries take beside the heap. */
const BASE_MEMORY_MB = 512;
/** Starting and loading, TensorFlow included, counts apart from the tests. */
const LOAD_TIMEOUT_MS = 30_000;

/** One learner's process, which serves one submission. It is used until a call breaks a limit; then it is dead and another must be made. */
export class Sandbox {
  readonly layers: string[];
  private readonly child: ChildProcess;
  private readonly cwd: string | null;
  private readonly mark: string | null;
  private readonly reader = new FrameReader(MAX_REPLY_BYTES, MAX_REPLY_ITEMS);
  private readonly watch: NodeJS.Timeout;
  private loaded = false;
  private pending: { nonce: string; seq: number; resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null;
  private seq = 0;
  private end: LearnerError | null = null;
  private text = '';

  constructor(
    kind: SandboxKind,
    private readonly limits: Limits,
    modules: readonly string[] = [],
    private readonly beforeKill?: (pids: readonly number[]) => void,
  ) {
    const { command, args, cwd, env, user, mark, layers } = childCommand(kind, limits, modules);
    this.layers = layers;
    this.mark = mark;
    this.cwd = kind === 'bwrap' ? null : cwd;
    this.child = spawn(command, args, { cwd, env, ...user, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.on('data', (chunk: Buffer) => this.collect(chunk)).on('error', () => {});
    (this.child.stdio[3] as Writable).on('error', () => {}); // a dead child's pipe: the exit tells
    (this.child.stdio[4] as Readable).on('data', (chunk: Buffer) => this.receive(chunk)).on('error', () => {});
    this.child.on('error', (error) => this.fail(new LearnerError('crashed', `the learner's process did not start: ${error.message}`)));
    this.child.on('exit', (code, signal) => this.fail(this.exitError(code, signal)));
    this.watch = setInterval(() => this.checkMemory(), WATCH_MS);
    this.watch.unref();
  }

  get alive(): boolean {
    return this.end === null;
  }

  /** What the learner printed since it was last asked, capped. */
  takeOutput(): string {
    const out = this.text;
    this.text = '';
    return out;
  }

  /** Loads the compiled module; once, before any call. */
  async load(code: string, file: string, slug: string): Promise<void> {
    if (this.loaded) throw new Error('Sandbox.load: this process has a module already, and serves no other');
    this.loaded = true;
    await this.ask({ type: 'load', nonce: this.nonce(), code, file, slug }, 0, LOAD_TIMEOUT_MS);
  }

  /** Calls a function of the learner's, or a probe with it. Rejects with `LearnerError`. */
  async call(fn: string, args: readonly unknown[], timeoutMs: number, probe?: string): Promise<unknown> {
    const seq = ++this.seq;
    const value = await this.ask({ type: 'call', nonce: this.nonce(), seq, fn, probe, args: args.map((arg) => encode(arg)) }, seq, timeoutMs);
    try {
      return decode(value);
    } catch (error) {
      throw this.kill(new LearnerError('no-reply', `the answer was ${(error as Error).message}`));
    }
  }

  close(): void {
    this.kill(new LearnerError('crashed', 'closed'));
  }

  private nonce(): string {
    return randomBytes(12).toString('hex');
  }

  private ask(request: Request, seq: number, timeoutMs: number): Promise<unknown> {
    if (this.end) return Promise.reject(this.end);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.kill(new LearnerError('timeout', `took longer than ${timeoutMs / 1000} s and was stopped`)), timeoutMs);
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        this.pending = null;
        settle();
      };
      this.pending = {
        nonce: request.nonce,
        seq,
        resolve: (reply) => finish(() => (reply.ok ? resolve(reply.value) : reject(fromLearner(reply.error)))),
        reject: (error) => finish(() => reject(error)),
      };
      (this.child.stdio[3] as Writable).write(encodeFrame(request));
    });
  }

  /** Only the one expected reply counts; a second, an early or a malformed one ends the process and the test. */
  private receive(chunk: Buffer): void {
    if (this.end) return;
    try {
      for (const message of this.reader.push(chunk)) {
        if (!isReply(message)) throw new Error('a malformed answer');
        if (!this.pending || message.nonce !== this.pending.nonce || message.seq !== this.pending.seq) throw new Error('an answer that nobody asked for');
        this.pending.resolve(message);
      }
    } catch (error) {
      this.kill(new LearnerError('no-reply', `the process sent ${(error as Error).message}`));
    }
  }

  private collect(chunk: Buffer): void {
    if (this.text.length < this.limits.outputChars) this.text = (this.text + chunk.toString('utf8')).slice(0, this.limits.outputChars);
    if (chunk.includes('heap out of memory')) this.heapExhausted = true;
  }

  private heapExhausted = false;

  private exitError(code: number | null, signal: string | null): LearnerError {
    if (this.heapExhausted && (signal === 'SIGABRT' || code === 134 || code === 5 || signal === 'SIGTRAP' || code === 133)) return this.memoryError();
    return new LearnerError('crashed', signal ? `the process was ended by ${signal}` : `the process ended by itself with status ${code} before it answered`);
  }

  private memoryError(): LearnerError {
    return new LearnerError('out-of-memory', `used more memory than the limit of ${this.limits.memoryMb} MB and was stopped`);
  }

  private checkMemory(): void {
    if (this.end || !this.child.pid) return;
    const pids = processTree(this.child.pid);
    if (pids.length > MAX_PROCESSES) this.kill(new LearnerError('crashed', `started more than ${MAX_PROCESSES} processes and was stopped`));
    else if (treeMemoryMb(pids) > this.limits.memoryMb + BASE_MEMORY_MB) this.kill(this.memoryError());
  }

  private kill(reason: LearnerError): LearnerError {
    if (this.child.pid && this.beforeKill && !this.end) this.beforeKill(processTree(this.child.pid));
    this.fail(reason);
    return reason;
  }

  private fail(reason: LearnerError): void {
    if (this.end) return; // once: later the number may be that of somebody else's process
    this.end = reason;
    clearInterval(this.watch);
    this.pending?.reject(reason);
    if (this.child.pid) killTree(this.child.pid); // and what it may have left behind
    if (this.mark) killMarked(this.mark);
    for (const stream of this.child.stdio) stream?.destroy();
    if (this.cwd) removeFolder(this.cwd);
  }
}

/** Learner code can make a folder that cannot be removed; that is no reason to stop grading. */
function removeFolder(folder: string): void {
  try {
    fs.rmSync(folder, REMOVE);
  } catch {
    // it is left in the temporary folder
  }
}

/** What a learner's code threw, as the reason why a call gave no value. */
export function fromLearner({ name, message, at = [] }: ThrownError): LearnerError {
  if (name === 'NotImplemented') return new LearnerError('not-implemented', 'not written yet', { words: '', at });
  if (name === 'MissingFunction') return new LearnerError('missing', message);
  const kind = BUILT_IN.has(name) ? name : 'an error of its own';
  const words = `${kind === name ? '' : `${name}: `}${message}`.split(/[\n\r\u2028\u2029]/)[0].slice(0, 300);
  return new LearnerError('failed', `threw ${kind}`, { words, at });
}

/** Names of errors that say nothing but themselves. */
const BUILT_IN = new Set(['Error', 'TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'EvalError', 'URIError', 'AggregateError']);
