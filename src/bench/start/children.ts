import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** What one run of a command took, in milliseconds. */
export interface Run {
  wall: number;
  /** The processor's time of the command and of what it started and waited for; null where the system does not tell. */
  cpu: number | null;
  stdout: string;
}

/** Length of a tick in /proc/PID/stat: Linux has 100 a second on every machine that Node runs on. */
const TICK_MS = 10;

/** The processor's time of ended children of this process so far. */
function childrenCpuMs(): number | null {
  if (!existsSync('/proc/self/stat')) return null;
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS; // cutime and cstime
}

/** Runs a command to its end. Throws with its last words when it fails. */
export function runCommand(command: string, args: readonly string[], options: SpawnSyncOptions = {}): Run {
  const [before, started] = [childrenCpuMs(), performance.now()];
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  const wall = performance.now() - started;
  const after = childrenCpuMs();
  if (status !== 0)
    throw new Error(
      `bench start: ${command} ${args.join(' ')} failed: ${error?.message ?? String(stderr).trim().split('\n').at(-1)}`,
    );
  return { wall, cpu: before === null || after === null ? null : after - before, stdout: String(stdout) };
}
