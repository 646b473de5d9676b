import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../paths';
import type { CompileRequest, JudgeRequest, Reply, Request, Verdict } from './protocol';

const WORKER = path.join(ROOT, 'dist', 'authoring', 'mutants', 'worker.js');
/** Far longer than any test takes: a busy machine must not make a mutant look caught. */
const SILENCE_MS = 45_000;
const HEAP_MB = 2048;
/** Models of mutants pile up in TensorFlow's memory; a fresh process starts without them. */
const MEMORY_MB = 1800;

type Body = Omit<JudgeRequest, 'id'> | Omit<CompileRequest, 'id'>;
type Result = Verdict | boolean[];

interface Job {
  request: Request;
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

  constructor(private readonly size: number) {}

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

  close(): void {
    for (const child of [...this.idle, ...this.busy.keys()]) child.kill('SIGKILL');
    this.idle.length = 0;
  }

  private ask(body: Body): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.queue.push({ request: { ...body, id: ++this.id }, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    while (this.queue.length > 0 && (this.idle.length > 0 || this.busy.size < this.size)) {
      const child = this.idle.pop() ?? fork(WORKER, [], { cwd: ROOT, execArgv: [`--max-old-space-size=${HEAP_MB}`], stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' } });
      this.give(child, this.queue.shift()!);
    }
  }

  private give(child: ChildProcess, job: Job): void {
    let ended = false;
    this.busy.set(child, job);
    const finish = (settle: () => void, keep: boolean): void => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      child.removeAllListeners();
      this.busy.delete(child);
      if (keep) this.idle.push(child);
      else child.kill('SIGKILL');
      settle();
      this.next();
    };
    const lost = (status: 'timeout' | 'crashed'): void => finish(() => (job.request.type === 'judge' ? job.resolve({ by: 'hidden', test: '', status }) : job.reject(new Error(`the compiler did not finish (${status})`))), false);
    const timer = setTimeout(() => lost('timeout'), SILENCE_MS);
    child.on('message', (reply: Reply) => {
      if ('alive' in reply) timer.refresh();
      else if ('error' in reply) finish(() => job.reject(new Error(reply.error)), true);
      else {
        this.cpu.set(child, reply.cpuMs);
        finish(() => job.resolve(reply.result), reply.memoryMb < MEMORY_MB);
      }
    });
    child.on('exit', () => lost('crashed'));
    child.on('error', (error) => finish(() => job.reject(error), false));
    child.send(job.request);
  }
}
