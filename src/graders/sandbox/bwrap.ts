import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../root';
import { NOBODY } from './user';

/** A file of the pack that the sandbox must be able to read. */
const PROBED = path.join(ROOT, 'dist', 'graders', 'sandbox', 'frames.js');

const TMP_BYTES = 64 << 20;

/** What the learner's process may read of the pack: no tests, no solutions, no sources. */
const READABLE = ['node_modules', 'datasets', 'dist/lib', 'dist/graders/sandbox', 'dist/graders/values', 'package.json'];

/** Readable folders of which these are not: the public tests come with their answers. */
const HIDDEN = ['dist/lib/check/public'];

const SYSTEM = ['/usr', '/bin', '/lib', '/lib64', '/etc/ld.so.cache', '/etc/fonts'];

/** A program's full path, so that the sandbox's environment need not hold the user's PATH; null if it is not there. */
export function findProgram(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/bin'].filter((folder) => path.isAbsolute(folder));
  return folders.map((folder) => path.join(folder, name)).find((file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile()) ?? null;
}

/** The Node that runs this, where it is not the system's: the program and its libraries, not the folder around them, which may be a home. */
function nodeFiles(): string[] {
  if (process.execPath.startsWith('/usr/')) return [];
  return [process.execPath, path.join(path.dirname(path.dirname(process.execPath)), 'lib')];
}

function readOnly(folder: string): string[] {
  const stat = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (!stat || folder === '/') return [];
  return stat.isSymbolicLink() && SYSTEM.includes(folder) ? ['--symlink', fs.readlinkSync(folder), folder] : ['--ro-bind', folder, folder];
}

/**
 * bubblewrap's arguments, up to the command. No capabilities: whoever grades as root would otherwise hand out the right to mount the read-only folders anew,
 * writable. Only /tmp can be written, 64 MB of it: the folders that bubblewrap makes itself, / and /dev, would hold half of the machine's memory, and /proc has
 * settings of the kernel that belong to root.
 */
export function bwrapArguments(environment: Record<string, string>): string[] {
  const args = ['--unshare-all', '--die-with-parent', '--new-session', '--clearenv', '--cap-drop', 'ALL', '--hostname', 'gradus', '--proc', '/proc', '--dev', '/dev', '--size', String(TMP_BYTES), '--tmpfs', '/tmp'];
  for (const [name, value] of Object.entries(environment)) args.push('--setenv', name, value);
  for (const folder of [...SYSTEM, ...nodeFiles()]) args.push(...readOnly(folder));
  for (const name of READABLE) args.push('--ro-bind-try', path.join(ROOT, name), path.join(ROOT, name));
  for (const name of HIDDEN) if (fs.existsSync(path.join(ROOT, name))) args.push('--size', '4096', '--perms', '0000', '--tmpfs', path.join(ROOT, name));
  return [...args, '--remount-ro', '/proc', '--remount-ro', '/dev', '--remount-ro', '/', '--chdir', '/tmp', '--', ...processLimit()];
}

/**
 * Processes and threads of the sandbox together. It is set inside, where only those of the sandbox count; the kernel does so from 5.14 on, and not for root: hence `OUTSIDER`.
 * TensorFlow starts two threads for each processor.
 */
function processLimit(): string[] {
  const prlimit = findProgram('prlimit');
  const [major, minor] = os.release().split('.').map(Number);
  const counted = major > 5 || (major === 5 && minor >= 14);
  return prlimit?.startsWith('/usr/') && counted ? [prlimit, `--nproc=${256 + 4 * os.cpus().length}`, '--'] : [];
}

/** The user as whom a sandbox is started by root: 'nobody', who owns nothing. */
export interface User {
  uid?: number;
  gid?: number;
}

const OUTSIDER: User = NOBODY;

export interface BwrapState {
  works: boolean;
  why: string;
  /** Nobody, where the grader's user is root and nobody may start it; else the grader's user. */
  user: User;
}

let state: BwrapState | null = null;

/** Whether bubblewrap is there and really starts a process on this machine; asked once. */
export function bwrapWorks(): BwrapState {
  if (process.env.GRADUS_NO_BWRAP === '1') return fails('GRADUS_NO_BWRAP=1');
  state ??= probe();
  return state;
}

const fails = (why: string): BwrapState => ({ works: false, why, user: {} });

function probe(): BwrapState {
  if (process.platform !== 'linux') return fails(`bubblewrap is for Linux, this is ${process.platform}`);
  const bwrap = findProgram('bwrap');
  if (!bwrap) return fails('bubblewrap is not installed');
  const users = process.getuid?.() === 0 ? [OUTSIDER, {}] : [{}]; // a pack in root's home is not for nobody
  let why = '';
  for (const user of users) {
    try {
      execFileSync(bwrap, [...bwrapArguments({}), process.execPath, '-e', `require(${JSON.stringify(PROBED)})`], { stdio: 'pipe', timeout: 20_000, env: {}, cwd: '/', ...user });
      return { works: true, why: '', user };
    } catch (error) {
      why = `bubblewrap does not start: ${String((error as { stderr?: Buffer }).stderr ?? error).trim().split('\n')[0]}`;
    }
  }
  return fails(why);
}
