import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../root';

export interface Limits {
  /** Heap and resident memory of a learner's process, in MB. */
  memoryMb: number;
  /** Wall-clock time of one test, in seconds. */
  timeoutS: number;
  /** What a learner may print, kept for the report, in characters. */
  outputChars: number;
}

export const DEFAULT_LIMITS: Limits = { memoryMb: 1024, timeoutS: 10, outputChars: 2000 };

export type SandboxKind = 'bwrap' | 'process';

const CHILD = path.join(ROOT, 'dist', 'graders', 'sandbox', 'child.js');
const MAX_FILE_BYTES = 64 << 20;
const TMP_BYTES = 64 << 20;

/** One thread for TensorFlow: its tests are small, sums come out in one order, and submissions are graded side by side. */
const ONE_THREAD = { TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' };

/** Environment of the learner's process: nothing of the grader's. */
export function childEnvironment(): Record<string, string> {
  return { HOME: '/tmp', PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', TF_CPP_MIN_LOG_LEVEL: '3', ...ONE_THREAD, GRADUS_SANDBOX: '1', ...(process.env.GRADUS_TF_BACKEND ? { GRADUS_TF_BACKEND: process.env.GRADUS_TF_BACKEND } : {}) };
}

/** What the learner's process may read of the pack: no tests, no solutions, no sources. */
const READABLE = ['node_modules', 'datasets', 'dist/lib', 'dist/graders/sandbox', 'dist/graders/values', 'package.json'];

function bwrapArguments(): string[] {
  const args = ['--unshare-all', '--die-with-parent', '--new-session', '--clearenv', '--proc', '/proc', '--dev', '/dev', '--size', String(TMP_BYTES), '--tmpfs', '/tmp'];
  for (const [name, value] of Object.entries(childEnvironment())) args.push('--setenv', name, value);
  for (const folder of ['/usr', '/bin', '/lib', '/lib64', '/etc/ld.so.cache', '/etc/fonts', path.dirname(path.dirname(process.execPath))]) {
    const stat = fs.lstatSync(folder, { throwIfNoEntry: false });
    if (!stat || folder === '/') continue;
    if (stat.isSymbolicLink()) args.push('--symlink', fs.readlinkSync(folder), folder);
    else args.push('--ro-bind', folder, folder);
  }
  for (const name of READABLE) args.push('--ro-bind-try', path.join(ROOT, name), path.join(ROOT, name));
  return [...args, '--chdir', '/tmp', '--'];
}

let bwrapState: { works: boolean; why: string } | null = null;

/** Whether bubblewrap is there and really starts a process on this machine; asked once. */
export function bwrapWorks(): { works: boolean; why: string } {
  if (process.env.GRADUS_NO_BWRAP === '1') return { works: false, why: 'GRADUS_NO_BWRAP=1' };
  bwrapState ??= probe();
  return bwrapState;
}

function probe(): { works: boolean; why: string } {
  if (process.platform !== 'linux') return { works: false, why: `bubblewrap is for Linux, this is ${process.platform}` };
  try {
    execFileSync('bwrap', [...bwrapArguments(), process.execPath, '-e', '0'], { stdio: 'pipe', timeout: 20_000 });
    return { works: true, why: '' };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { works: false, why: missing ? 'bubblewrap is not installed' : `bubblewrap does not start: ${String((error as { stderr?: Buffer }).stderr ?? error).trim().split('\n')[0]}` };
  }
}

const hasPrlimit = (): boolean => ['/usr/bin/prlimit', '/bin/prlimit'].some((file) => fs.existsSync(file));

export interface ChildCommand {
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** What stands between the learner's code and the machine, for the report. */
  layers: string[];
}

/** How a learner's process is started; `modules` of the library, such as 'tf', are loaded in it before any message comes. */
export function childCommand(kind: SandboxKind, limits: Limits, modules: readonly string[] = []): ChildCommand {
  const node = [process.execPath, `--max-old-space-size=${limits.memoryMb}`, '--stack-size=900', CHILD, ...modules];
  const rlimits = hasPrlimit() ? ['prlimit', '--core=0', `--fsize=${MAX_FILE_BYTES}`, '--nofile=256', '--'] : [];
  const layers = ['separate process', 'heap limit', 'wall-clock limit', 'memory watch', ...(rlimits.length > 0 ? ['rlimits'] : [])];
  if (kind === 'process') {
    const [command, ...args] = [...rlimits, ...node];
    return { command, args, cwd: fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-learner-')), env: childEnvironment(), layers };
  }
  const [command, ...args] = [...rlimits, 'bwrap', ...bwrapArguments(), ...node];
  return { command, args, cwd: os.tmpdir(), env: { PATH: process.env.PATH ?? '/usr/bin:/bin' }, layers: [...layers, 'bubblewrap: no network, read-only pack, empty home, own process namespace'] };
}
