import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { SandboxKind } from '../../graders';
import type { Done, Job } from './worker';

const WORKER = path.join(__dirname, 'worker.js');

/** Grades files in `jobs` processes side by side, each taking the next of the common list. `onDone` hears of each and of the process that did it. */
export async function gradeInLanes(files: readonly string[], jobs: number, sandbox: SandboxKind, onDone: (pid: number) => void): Promise<void> {
  const queue = files[Symbol.iterator]();
  await Promise.all(Array.from({ length: jobs }, () => lane(queue, sandbox, onDone)));
}

async function lane(queue: Iterator<string>, sandbox: SandboxKind, onDone: (pid: number) => void): Promise<void> {
  const worker = fork(WORKER, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  try {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      const done = await ask(worker, { file: next.value, sandbox });
      if (done.score !== 1) throw new Error(`bench grade: expected all points for ${done.file}, got ${done.score}: ${done.message}`);
      onDone(worker.pid!);
    }
  } finally {
    if (worker.exitCode === null && worker.signalCode === null) {
      const gone = once(worker, 'exit');
      worker.disconnect();
      await gone;
    }
  }
}

function ask(worker: ChildProcess, job: Job): Promise<Done> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`bench grade: the grading process ended with status ${code}`));
    worker.once('exit', ended);
    worker.once('message', (done: Done) => {
      worker.off('exit', ended);
      resolve(done);
    });
    worker.send(job);
  });
}
