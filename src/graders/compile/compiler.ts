import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../root';
import type { CheckReply, CheckRequest } from './checker';
import type { Checked, Emitted } from './program';

const CHECKER = path.join(ROOT, 'dist', 'graders', 'compile', 'checker.js');
const TIMEOUT_MS = 30_000;
const MEMORY_MB = 1024;
/** Room for a check's short-lived objects: with V8's own 16 MB a sixth of the time goes into collecting them. */
const YOUNG_MB = 32;

/** Its memory grows by about 0.2 MB a module: after this many another process takes over. */
const RENEW_AFTER = 250;

/** The compiler did not come to an end. */
export class CompileTimeout extends Error {}

/** The checker's process; started when it is first needed, and again when a module has stopped it. */
export class Compiler {
  private child: ChildProcess | null = null;
  private id = 0;
  private checks = 0;
  private waiting = new Map<number, { resolve: (reply: CheckReply) => void; reject: (error: Error) => void }>();

  /** Starts the process now, so that it is ready sooner. */
  warm(): void {
    this.child ??= this.start();
  }

  /** The process's id, for measurements. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** The mistakes of a module. Rejects with `CompileTimeout`. */
  async check(text: string): Promise<Checked> {
    if (++this.checks % RENEW_AFTER === 0 && this.waiting.size === 0) this.close();
    return (await this.askTwice(text, 'diagnostics')) as CheckReply & Checked;
  }

  /** The JavaScript of a module, whatever its mistakes. Rejects with `CompileTimeout`. */
  async transpile(text: string): Promise<Emitted> {
    return (await this.askTwice(text, 'code')) as CheckReply & Emitted;
  }

  private async askTwice(text: string, want: CheckRequest['want']): Promise<CheckReply> {
    const used = this.child !== null;
    try {
      return await this.ask(text, want);
    } catch (error) {
      if (!used || !(error instanceof CompileTimeout)) throw error;
      return this.ask(text, want); // in a process of its own: an earlier module may have left this one short of memory
    }
  }

  private ask(text: string, want: CheckRequest['want']): Promise<CheckReply> {
    const child = (this.child ??= this.start());
    const id = ++this.id;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.stop(new CompileTimeout(`the compiler did not finish within ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(id);
      };
      this.waiting.set(id, { resolve: (r) => (done(), resolve(r)), reject: (e) => (done(), reject(e)) });
      child.send({ id, text, want } satisfies CheckRequest, (error) => error && this.child === child && this.stop(new CompileTimeout(`the compiler could not be asked: ${error.message}`)));
    });
  }

  close(): void {
    this.stop(new Error('closed'));
  }

  private start(): ChildProcess {
    const child = fork(CHECKER, [], { cwd: ROOT, execArgv: [`--max-old-space-size=${MEMORY_MB}`, `--max-semi-space-size=${YOUNG_MB}`], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    child.on('message', (reply: CheckReply) => this.waiting.get(reply.id)?.resolve(reply));
    child.on('exit', () => this.child === child && this.stop(new CompileTimeout('the compiler ended on this module')));
    child.on('error', (error) => this.child === child && this.stop(error));
    return child;
  }

  private stop(reason: Error): void {
    this.child?.kill('SIGKILL');
    this.child = null;
    for (const { reject } of [...this.waiting.values()]) reject(reason);
    this.waiting.clear();
  }
}
