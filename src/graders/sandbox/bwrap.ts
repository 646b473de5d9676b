import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../root';

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
 * writable. Only /tmp can be written, 64 MB of it: the folders that bubblewrap makes itself, / and /dev, would hold half of the machine's memory.
 */
export function bwrapArguments(environment: Record<string, string>): string[] {
  const args = ['--unshare-all', '--die-with-parent', '--new-session', '--clearenv', '--cap-drop', 'ALL', '--hostname', 'gradus', '--proc', '/proc', '--dev', '/dev', '--size', String(TMP_BYTES), '--tmpfs', '/tmp'];
  for (const [name, value] of Object.entries(environment)) args.push('--setenv', name, value);
  for (const folder of [...SYSTEM, ...nodeFiles()]) args.push(...readOnly(folder));
  for (const name of READABLE) args.push('--ro-bind-try', path.join(ROOT, name), path.join(ROOT, name));
  for (const name of HIDDEN) if (fs.existsSync(path.join(ROOT, name))) args.push('--size', '4096', '--perms', '0000', '--tmpfs', path.join(ROOT, name));
  return [...args, '--remount-ro', '/dev', '--remount-ro', '/', '--chdir', '/tmp', '--'];
}

let state: { works: boolean; why: string } | null = null;

/** Whether bubblewrap is there and really starts a process on this machine; asked once. */
export function bwrapWorks(): { works: boolean; why: string } {
  if (process.env.GRADUS_NO_BWRAP === '1') return { works: false, why: 'GRADUS_NO_BWRAP=1' };
  state ??= probe();
  return state;
}

function probe(): { works: boolean; why: string } {
  if (process.platform !== 'linux') return { works: false, why: `bubblewrap is for Linux, this is ${process.platform}` };
  const bwrap = findProgram('bwrap');
  if (!bwrap) return { works: false, why: 'bubblewrap is not installed' };
  try {
    execFileSync(bwrap, [...bwrapArguments({}), process.execPath, '-e', '0'], { stdio: 'pipe', timeout: 20_000, env: {} });
    return { works: true, why: '' };
  } catch (error) {
    return { works: false, why: `bubblewrap does not start: ${String((error as { stderr?: Buffer }).stderr ?? error).trim().split('\n')[0]}` };
  }
}
