import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../root';
import { bwrapArguments, bwrapWorks, findProgram, type User } from './bwrap';
import { NOBODY } from './user';

export interface Limits {
  /** Heap and resident memory of a learner's process, in MB. */
  memoryMb: number;
  /** Wall-clock time of one test, in seconds. */
  timeoutS: number;
  /** What a learner may print, kept for the report, in characters. */
  outputChars: number;
}

export const DEFAULT_LIMITS: Limits = { memoryMb: 1024, timeoutS: 10, outputChars: 2000 };

export type SandboxKind = 'bwrap' | 'user' | 'process';

const CHILD = path.join(ROOT, 'dist', 'graders', 'sandbox', 'child.js');
const MAX_FILE_BYTES = 64 << 20;
/** What a process may map for itself above its limit. The memory watch is the tighter limit; this one holds while the grader is busy. */
const DATA_MARGIN_MB = 3072;

/** Name of the variable by which a learner's processes are known, even those that left their group and their parents. */
export const MARK = 'GRADUS_SANDBOX';

/** One thread for TensorFlow: its tests are small, sums come out in one order, and submissions are graded side by side. */
const ONE_THREAD = { TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' };

/** Environment of the learner's process: nothing of the grader's. */
export function childEnvironment(mark: string): Record<string, string> {
  return { HOME: '/tmp', PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', TF_CPP_MIN_LOG_LEVEL: '3', ...ONE_THREAD, [MARK]: mark, ...(process.env.GRADUS_TF_BACKEND ? { GRADUS_TF_BACKEND: process.env.GRADUS_TF_BACKEND } : {}) };
}

export interface ChildCommand {
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** As whom it is started. */
  user: User;
  /** The value of the variable `MARK`; null where a process namespace makes it needless. */
  mark: string | null;
  /** What stands between the learner's code and the machine, for the report. */
  layers: string[];
}

function rlimits(memoryMb: number): string[] {
  const prlimit = findProgram('prlimit');
  return prlimit ? [prlimit, '--core=0', `--fsize=${MAX_FILE_BYTES}`, '--nofile=256', `--data=${(memoryMb + DATA_MARGIN_MB) * 2 ** 20}`, '--'] : [];
}

/** How a learner's process is started; `modules` of the library, such as 'tf', are loaded in it before any message comes. */
export function childCommand(kind: SandboxKind, limits: Limits, modules: readonly string[] = []): ChildCommand {
  const node = [process.execPath, `--max-old-space-size=${limits.memoryMb}`, '--stack-size=900', CHILD, ...modules];
  const limited = rlimits(limits.memoryMb);
  const layers = ['separate process', 'heap limit', 'wall-clock limit', 'memory watch', ...(limited.length > 0 ? ['rlimits'] : [])];
  const mark = randomUUID();
  if (kind !== 'bwrap') {
    const [command, ...args] = [...limited, ...node];
    const plain = { command, args, cwd: fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-learner-')), env: childEnvironment(mark), user: {}, mark, layers };
    if (kind === 'process') return plain;
    fs.chownSync(plain.cwd, NOBODY.uid, NOBODY.gid);
    return { ...plain, user: NOBODY, layers: [...layers, 'a user of its own: no access to tests, solutions and results'] };
  }
  const [command, ...args] = [...limited, findProgram('bwrap') ?? 'bwrap', ...bwrapArguments(childEnvironment('1')), ...node];
  return { command, args, cwd: '/', env: {}, user: bwrapWorks().user, mark: null, layers: [...layers, 'bubblewrap: no network, read-only pack, empty home, own process namespace, no capabilities'] };
}
