import fs from 'node:fs';

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
