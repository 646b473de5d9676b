import path from 'node:path';
import { inWords } from '../compile/layout';
import type { CompiledModule } from '../compile/module';
import type { Learner } from '../define';
import { ROOT } from '../root';
import type { Limits, SandboxKind } from '../sandbox/command';
import { LearnerError, Sandbox, type CallStatus } from '../sandbox/sandbox';

/** How the processes of a submission are started. */
export interface SessionOptions {
  slug: string;
  kind: SandboxKind;
  limits: Limits;
  /** Modules of the library, such as 'tf', that a process loads before the learner's. */
  modules: readonly string[];
  /** Called with the ids of a process and all below it just before they are ended: the last chance to measure them. */
  beforeKill?: (pids: readonly number[]) => void;
}

/** The learner's processes of one submission, one after the other: a fresh one after each that broke a limit. They never serve another submission. */
export class Session {
  layers: string[] = [];
  private module: CompiledModule | null = null;
  /** Started, and without the learner's code yet. */
  private spare: Sandbox | null = null;
  private sandbox: Sandbox | null = null;
  private loadError: LearnerError | null = null;

  constructor(private readonly options: SessionOptions) {}

  /** Starts the process now, while the module is still being compiled. */
  prepare(): void {
    this.spare ??= this.start();
  }

  /** What the calls are about; once, before any. */
  use(module: CompiledModule): void {
    this.module = module;
  }

  /** Calls within one test share its time. */
  learner(seconds: number): Learner {
    let deadline: number | null = null;
    const call = async (fn: string, args: unknown[], probe?: string): Promise<unknown> => {
      const sandbox = await this.ready();
      deadline ??= Date.now() + seconds * 1000;
      try {
        return await sandbox.call(fn, args, Math.max(1, deadline - Date.now()), probe);
      } catch (error) {
        throw error instanceof LearnerError ? this.placed(error, error.status, error.message) : error;
      }
    };
    return { call: (fn, ...args) => call(fn, args), probe: (name, fn, ...args) => call(fn, args, name) };
  }

  takeOutput(): string {
    return this.sandbox?.takeOutput() ?? '';
  }

  close(): void {
    this.spare?.close();
    this.sandbox?.close();
    this.spare = this.sandbox = null;
  }

  private start(): Sandbox {
    const { kind, limits, modules, beforeKill } = this.options;
    return new Sandbox(kind, limits, modules, beforeKill);
  }

  private async ready(): Promise<Sandbox> {
    if (!this.module) throw new Error('Session: expected use(module) before the first call');
    if (this.loadError) throw this.loadError;
    if (this.sandbox?.alive) return this.sandbox;
    this.sandbox = this.spare?.alive ? this.spare : this.start();
    this.spare = null;
    this.layers = this.sandbox.layers;
    try {
      await this.sandbox.load(this.module.code, path.join(ROOT, 'notebooks', `${this.options.slug}.js`), this.options.slug);
    } catch (error) {
      if (error instanceof LearnerError) this.loadError = this.placed(error, error.status === 'missing' ? 'crashed' : error.status, `the notebook's declarations do not run: ${error.message}`);
      throw this.loadError ?? error;
    }
    return this.sandbox;
  }

  /** The error with its place in the submission. */
  private placed({ thrown }: LearnerError, status: CallStatus, message: string): LearnerError {
    const where = thrown && this.module?.locate(thrown.at);
    return new LearnerError(status, where && status === 'failed' ? `${message} in ${inWords(where)}` : message, thrown, where);
  }
}
