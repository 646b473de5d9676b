/** The kernel that JupyterLab starts: tslab's compiler and executor behind the pack's own Jupyter server. docs/kernel.md says why. */
import '../lib/tf/shims';
import './compileCache';
import { safeTimers } from './cells/timers';
import { KeyboardInterrupt } from './cells/interrupted';
import { readConnection } from './protocol/sockets';
import { Server } from './server';

const [connectionFile] = process.argv.slice(2);
if (!connectionFile) {
  console.error('kernel: expected the path of a connection file: JupyterLab starts this program, see docs/kernel.md');
  process.exit(2);
}

const exit = process.exit.bind(process);
const load = (guard: unknown): never => new (require('./session') as { Session: new (guard: unknown) => never }).Session(guard);
const server = new Server(readConnection(connectionFile), load, () => exit(0));

safeTimers();
for (const name of ['stdout', 'stderr'] as const) {
  process[name].write = ((data: string | Uint8Array, encoding?: unknown, done?: unknown) => {
    server.iopub.print(name, typeof data === 'string' ? data : Buffer.from(data).toString('utf8'));
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') process.nextTick(callback as () => void);
    return true;
  }) as typeof process.stdout.write;
}
process.exit = (() => {
  throw new Error('process.exit would stop the kernel: to stop a cell throw an error, to stop the kernel use the menu Kernel');
}) as typeof process.exit;
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    if (!(error instanceof KeyboardInterrupt)) server.reportLate(error);
  });
}

server.start().catch((error: unknown) => {
  process.stderr.write = Object.getPrototypeOf(process.stderr).write as typeof process.stderr.write;
  console.error(`kernel: the sockets could not be opened: ${(error as Error).message}`);
  exit(1);
});
