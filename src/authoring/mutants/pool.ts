import { fork, type ChildProcess, type StdioOptions } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../paths';
import type { CompileRequest, JudgeRequest, Reply, Request, Verdict } from './protocol';

const WORKER = path.join(ROOT, 'dist', 'authoring', 'mutants', 'worker.js');
/** Far longer than any test takes: a busy machine must not make a mutant look caught. */
const SILENCE_MS = 45_000;
const HEAP_MB = 2048;
/** Models of mutants pile up in TensorFlow's memory; a fresh process starts without them. */
const MEMORY_MB = 1800;
const MAX_TRIES = 3;

type Body = Omit<JudgeRequest, 'id'> | Omit<CompileRequest, 'id'>;
type Result = Verdict | boolean[];

interface Job {
  request: Request;
  tries: number;
  resolve: (result: Result) => void;
  reject: (error: Error) => void;
}

/** Warm processes that take requests one by one; one that hangs, dies or has grown too large is replaced. */
export class Pool {
  private readonly queue: Job[] = [];
  private readonly busy = new Map<ChildProcess, Job>();
  private readonly idle: ChildProcess[] = [];
  private readonly cpu = new Map<ChildProcess, number>();
  private id = 0;
  private closed = false;

  constructor(
    private readonly size: number,
    private readonly silenceMs = SILENCE_MS,
  ) {}

  /** Which tests catch a mutant. */
  judge(request: Omit<JudgeRequest, 'id' | 'type'>): Promise<Verdict> {
    return this.ask({ type: 'judge', ...request }) as Promise<Verdict>;
  }

  /** Which modules compile as tslab would compile them. */
  compile(texts: string[]): Promise<boolean[]> {
    return this.ask({ type: 'compile', texts }) as Promise<boolean[]>;
  }

  /** CPU time of all processes up to their last answers, in ms. */
  cpuMs(): number {
    return [...this.cpu.values()].reduce((sum, ms) => sum + ms, 0);
  }

  /** Ends all processes; what is still asked is not answered. */
  close(): void {
    this.closed = true;
    for (const child of [...this.idle, ...this.busy.keys()]) child.kill('SIGKILL');
  }

  private ask(body: Body): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.queue.push({ request: { ...body, id: ++this.id }, tries: 0, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    while (!this.closed && this.queue.length > 0 && (this.idle.length > 0 || this.busy.size < this.size)) this.give(this.idle.pop() ?? start(), this.queue.shift()!);
  }

  private give(child: ChildProcess, job: Job): void {
    let begun = false;
    this.busy.set(child, job);
    const finish = (settle: () => void, keep: boolean): void => {
      if (this.busy.get(child) !== job) return;
      clearTimeout(timer);
      child.removeAllListeners('message').removeAllListeners('exit');
      this.busy.delete(child);
      if (keep) this.idle.push(child);
      else child.kill('SIGKILL');
      settle();
      this.next();
    };
    const lost = (status: 'timeout' | 'crashed'): void => finish(() => (begun ? lose(job, status) : this.again(job)), false);
    const timer = setTimeout(() => lost('timeout'), this.silenceMs);
    child.on('exit', () => lost('crashed')).on('message', (reply: Reply) => {
      begun = true;
      if ('alive' in reply) timer.refresh();
      else if ('error' in reply) finish(() => job.reject(new Error(reply.error)), true);
      else {
        this.cpu.set(child, reply.cpuMs);
        finish(() => job.resolve(reply.result), reply.memoryMb < MEMORY_MB);
      }
    });
    child.send(job.request, (error) => error && lost('crashed'));
  }

  /** A process that ended before it began was spoilt by what it did before: this request is not to blame. */
  private again(job: Job): void {
    if (++job.tries >= MAX_TRIES) job.reject(new Error(`${path.relative(ROOT, WORKER)} does not start: npm run build`));
    else this.queue.unshift(job);
  }
}

function start(): ChildProcess {
  const options = { cwd: ROOT, execArgv: [`--max-old-space-size=${HEAP_MB}`], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] as StdioOptions, env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' } };
  return fork(WORKER, [], options).on('error', () => {}); // its exit tells
}

/** A mutant that hangs or ends its process is caught; a compiler that does is a mistake. */
function lose({ request, resolve, reject }: Job, status: 'timeout' | 'crashed'): void {
  if (request.type === 'judge') resolve({ by: 'hidden', test: '', status });
  else reject(new Error(`the compiler did not finish (${status})`));
}
