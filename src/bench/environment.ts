import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The repository's root, from dist/bench. */
export const root = join(__dirname, '..', '..');

/** What Python needs for a suite: NumPy alone, or Keras on TensorFlow, which is large and needs an older NumPy. */
export type EnvironmentName = 'numpy' | 'keras';

interface Environment {
  folder: string;
  requirements: string;
  what: string;
  /** Interpreters, the first that is there is taken. */
  interpreters: string[];
}

const ENVIRONMENTS: Record<EnvironmentName, Environment> = {
  numpy: { folder: '.venv-bench', requirements: 'requirements-bench.txt', what: 'NumPy and nbgrader', interpreters: ['python3', 'python'] },
  keras: {
    folder: '.venv-bench-keras',
    requirements: 'requirements-bench-keras.txt',
    what: 'TensorFlow 2.18 and Keras',
    interpreters: ['python3.12', 'python3.11', 'python3.10', 'python3', 'python'],
  },
};

const own = process.env.GRADUS_BENCH_PYTHON;
const inFolder = (name: EnvironmentName): string => join(root, ENVIRONMENTS[name].folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

/** The interpreter of an environment; GRADUS_BENCH_PYTHON names another one. */
export const pythonOf = (name: EnvironmentName): string => own ?? inFolder(name);

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

/** Makes the environment with its pinned packages unless it is there. Returns null, or what stands in the way and what to do. */
export function ensurePython(name: EnvironmentName, say: (line: string) => void): string | null {
  if (own) return existsSync(own) ? null : `GRADUS_BENCH_PYTHON: no file ${own}`;
  const { folder, requirements, what, interpreters } = ENVIRONMENTS[name];
  const [python, file] = [inFolder(name), join(root, 'scripts', requirements)];
  const stamp = join(root, folder, 'requirements.sha256');
  const wanted = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return null;
  const system = interpreters.find((command) => spawnSync(command, ['--version']).status === 0);
  if (!system) return `no Python found: install Python 3.10 to 3.12 to compare with ${what}`;
  if (!existsSync(python)) {
    say(`bench: making ${folder} ...`);
    const made = spawnSync(system, ['-m', 'venv', join(root, folder)], { encoding: 'utf8' });
    if (made.status !== 0)
      return `${system} -m venv ${folder} failed: ${lastLine(made.stdout + made.stderr)} (on Debian and Ubuntu: apt install python3-venv)`;
  }
  say(`bench: installing ${what} into ${folder} (once) ...`);
  const installed = spawnSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', file], { encoding: 'utf8' });
  if (installed.status !== 0)
    return `pip could not install scripts/${requirements}: ${lastLine(installed.stderr)} (is the package index reachable?)`;
  writeFileSync(stamp, wanted);
  return null;
}
