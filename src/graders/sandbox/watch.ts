import fs from 'node:fs';
import { MARK } from './command';

/** A process and all below it: Linux lists the children of each. Empty where /proc is not. */
export function processTree(pid: number): number[] {
  const found = [pid];
  for (let i = 0; i < found.length && found.length < 5000; i++) {
    try {
      for (const task of fs.readdirSync(`/proc/${found[i]}/task`)) {
        const children = fs.readFileSync(`/proc/${found[i]}/task/${task}/children`, 'utf8').trim();
        if (children) found.push(...children.split(' ').map(Number));
      }
    } catch {
      // it has ended in the meantime
    }
  }
  return found;
}

/** Resident memory of a process and all below it, in MB. */
export function treeMemoryMb(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    try {
      const match = /^VmRSS:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
      return sum + (match ? Number(match[1]) / 1024 : 0);
    } catch {
      return sum;
    }
  }, 0);
}

/** Ends a process and all below it, children that left the group included. */
export function killTree(pid: number): void {
  const pids = processTree(pid);
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // no such group
  }
  for (const p of pids) {
    try {
      process.kill(p, 'SIGKILL');
    } catch {
      // it has ended already
    }
  }
}

/**
 * Ends the processes that carry the mark of a sandbox in their environment: those that left its group, and whose parents have ended. Again and again, as they may start others
 * meanwhile. Without /proc it finds none.
 */
export function killMarked(mark: string): void {
  for (let round = 0; round < 20; round++) {
    const found = listProcesses().filter((pid) => isMarked(pid, mark));
    if (found.length === 0) return;
    for (const pid of found) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it has ended already
      }
    }
  }
}

function listProcesses(): number[] {
  try {
    return fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => pid !== process.pid); // prettier-ignore
  } catch {
    return [];
  }
}

function isMarked(pid: number, mark: string): boolean {
  try {
    return fs.readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`${MARK}=${mark}`);
  } catch {
    return false; // it has ended, or is somebody else's
  }
}
