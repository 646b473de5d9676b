import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The repository's root, from dist/bench. */
export const root = join(__dirname, '..', '..');
const requirements = join(root, 'scripts', 'requirements-bench.txt');
const venv = join(root, '.venv-bench');
const own = process.env.GRADUS_BENCH_PYTHON;
/** The Python of .venv-bench, or the one that GRADUS_BENCH_PYTHON names. */
export const venvPython = own ?? join(venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

/** Makes .venv-bench with the pinned NumPy unless it is there. Returns null, or what stands in the way and what to do. */
export function ensurePython(say: (line: string) => void): string | null {
  if (own) return existsSync(own) ? null : `GRADUS_BENCH_PYTHON: no file ${own}`;
  const stamp = join(venv, 'requirements.sha256');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(venvPython) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return null;
  const system = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0);
  if (!system) return 'no Python found: install Python 3.10 or newer to compare with NumPy';
  if (!existsSync(venvPython)) {
    say('bench: making .venv-bench ...');
    const made = spawnSync(system, ['-m', 'venv', venv], { encoding: 'utf8' });
    if (made.status !== 0)
      return `${system} -m venv .venv-bench failed: ${lastLine(made.stdout + made.stderr)} (on Debian and Ubuntu: apt install python3-venv)`;
  }
  say('bench: installing NumPy and nbgrader into .venv-bench (once) ...');
  const installed = spawnSync(
    venvPython,
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements],
    { encoding: 'utf8' },
  );
  if (installed.status !== 0)
    return `pip could not install scripts/requirements-bench.txt: ${lastLine(installed.stderr)} (is the package index reachable?)`;
  writeFileSync(stamp, wanted);
  return null;
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

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

/** The running Python side: one question, one answer, in turn. */
export class PythonSide {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterator<string>;
  private errors = '';

  constructor() {
    this.child = spawn(venvPython, [join(root, 'src', 'bench', 'harness.py')]);
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    this.child.stderr.on('data', (data: Buffer) => (this.errors += data.toString()));
    this.child.stdin.on('error', () => undefined); // a dead child shows in ask, with its own words
  }

  private async ask<T>(request: object): Promise<T> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    const answer = await this.lines.next();
    if (answer.done) throw new Error(`bench: the Python side stopped: ${lastLine(this.errors)}`);
    return JSON.parse(answer.value) as T;
  }

  load(suite: string): Promise<PythonInfo> {
    return this.ask({ suite: join(root, 'src', 'bench', 'suites', `${suite}.py`) });
  }

  measure(name: string, repeat: number, samples: number): Promise<{ times: number[]; result: number[]; peakMb?: number | null }> {
    return this.ask({ case: name, repeat, samples });
  }

  close(): void {
    this.child.stdin.end();
  }
}
