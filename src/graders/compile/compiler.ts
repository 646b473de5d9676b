import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../root';
import type { CheckReply } from './checker';

const CHECKER = path.join(ROOT, 'dist', 'graders', 'compile', 'checker.js');
const TIMEOUT_MS = 30_000;
const MEMORY_MB = 1024;

/** The compiler did not come to an end. */
export class CompileTimeout extends Error {}

/** The checker's process; started when it is first needed, and again when a module has stopped it. */
export class Compiler {
  private child: ChildProcess | null = null;
  private id = 0;
  private waiting = new Map<number, { resolve: (reply: CheckReply) => void; reject: (error: Error) => void }>();

  /** Diagnostics and JavaScript of a module. Rejects with `CompileTimeout`. */
  async check(text: string): Promise<CheckReply> {
    const used = this.child !== null;
    try {
      return await this.ask(text);
    } catch (error) {
      if (!used || !(error instanceof CompileTimeout)) throw error;
      return this.ask(text); // in a process of its own: an earlier module may have left this one short of memory
    }
  }

  private ask(text: string): Promise<CheckReply> {
    const child = (this.child ??= this.start());
    const id = ++this.id;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.stop(new CompileTimeout(`the compiler did not finish within ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(id);
      };
      this.waiting.set(id, { resolve: (r) => (done(), resolve(r)), reject: (e) => (done(), reject(e)) });
      child.send({ id, text }, (error) => error && this.child === child && this.stop(new CompileTimeout(`the compiler could not be asked: ${error.message}`)));
    });
  }

  close(): void {
    this.stop(new Error('closed'));
  }

  private start(): ChildProcess {
    const child = fork(CHECKER, [], { cwd: ROOT, execArgv: [`--max-old-space-size=${MEMORY_MB}`], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
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
