import type { Learner } from '../define';
import { inWords } from '../compile/layout';
import type { CompiledModule } from '../compile/module';
import { LearnerError, Sandbox, type CallStatus } from '../sandbox/sandbox';
import type { Limits, SandboxKind } from '../sandbox/command';

/** The learner's processes of one submission, one after the other: a fresh one after each that broke a limit. */
export class Session {
  layers: string[] = [];
  private sandbox: Sandbox | null = null;
  private loadError: LearnerError | null = null;

  constructor(
    private readonly module: CompiledModule,
    private readonly slug: string,
    private readonly file: string,
    private readonly kind: SandboxKind,
    private readonly limits: Limits,
  ) {}

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
    this.sandbox?.close();
    this.sandbox = null;
  }

  private async ready(): Promise<Sandbox> {
    if (this.loadError) throw this.loadError;
    if (this.sandbox?.alive) return this.sandbox;
    this.sandbox = new Sandbox(this.kind, this.limits);
    this.layers = this.sandbox.layers;
    try {
      await this.sandbox.load(this.module.code, this.file, this.slug);
    } catch (error) {
      if (error instanceof LearnerError) this.loadError = this.placed(error, error.status === 'missing' ? 'crashed' : error.status, `the notebook's declarations do not run: ${error.message}`);
      throw this.loadError ?? error;
    }
    return this.sandbox;
  }

  /** The error with its place in the submission. */
  private placed({ thrown }: LearnerError, status: CallStatus, message: string): LearnerError {
    const where = thrown && this.module.locate(thrown.at);
    return new LearnerError(status, where && status === 'failed' ? `${message} in ${inWords(where)}` : message, thrown, where);
  }
}
