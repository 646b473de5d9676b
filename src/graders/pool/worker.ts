/** A process of the pool: grades one job after the other, each a message, with one compiler that it keeps. It ends, and all below it, when the pool does. */
import { Compiler } from '../compile/compiler';
import { processTree } from '../sandbox/watch';
import { runJob, type GradeJob, type JobMessage } from './job';

const compiler = new Compiler();
compiler.warm();
const say = (message: JobMessage): void => void process.send?.(message);

async function grade(job: GradeJob): Promise<void> {
  try {
    say({ type: 'result', id: job.id, result: await runJob(job, compiler, () => say({ type: 'test', id: job.id })) });
  } catch (error) {
    say({ type: 'error', id: job.id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function end(): never {
  compiler.close();
  for (const pid of processTree(process.pid).slice(1)) {
    try {
      process.kill(pid, 'SIGKILL'); // a learner's process that loops does not notice that its pipe is gone
    } catch {
      // it has ended already
    }
  }
  process.exit(0);
}

process.on('message', (job: GradeJob) => void grade(job));
process.on('disconnect', end);
