import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pythonOf, root, type EnvironmentName } from './environment';

/** What the Python side says about itself. */
export interface PythonInfo {
  python: string;
  numpy: string;
  blas: string;
  threads: string;
  /** What the suite compares with, where that is not NumPy. */
  library?: string | null;
  /** The cases that can run here: a suite leaves out those whose library is not installed. */
  cases: string[];
}

/** What a measurement in Python gives: milliseconds a run, the processor's too, and the results. */
export interface PythonSamples {
  times: number[];
  cpu?: number[];
  result: number[];
  peakMb?: number | null;
}

/** As many threads as this side has: `np` and word vectors work in one, so NumPy's matrix products get one, unless the environment says otherwise. */
const threadsOf = (environment: EnvironmentName): Record<string, string> =>
  environment === 'numpy' ? { OPENBLAS_NUM_THREADS: process.env.OPENBLAS_NUM_THREADS ?? '1' } : {};

/** The running Python side: one question, one answer, in turn. */
export class PythonSide {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterator<string>;
  private errors = '';

  constructor(environment: EnvironmentName = 'numpy') {
    this.child = spawn(pythonOf(environment), [join(root, 'src', 'bench', 'harness.py')], {
      env: { ...process.env, ...threadsOf(environment) },
    });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    this.child.stderr.on('data', (data: Buffer) => (this.errors += data.toString()));
    this.child.stdin.on('error', () => undefined); // a dead child shows in ask, with its own words
  }

  private async ask<T>(request: object): Promise<T> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    const answer = await this.lines.next();
    if (answer.done) throw new Error(`bench: the Python side stopped: ${this.errors.trim().split('\n').at(-1)}`);
    return JSON.parse(answer.value) as T;
  }

  load(suite: string): Promise<PythonInfo> {
    return this.ask({ suite: join(root, 'src', 'bench', 'suites', `${suite}.py`) });
  }

  measure(name: string, repeat: number, samples: number): Promise<PythonSamples> {
    return this.ask({ case: name, repeat, samples });
  }

  close(): void {
    this.child.stdin.end();
  }
}
