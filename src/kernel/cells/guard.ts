/**
 * The kernel's second thread: heartbeats, the control socket, and the force that stops a cell's loop which never yields. It also ends the process when Jupyter is gone or
 * when a shutdown is not answered.
 */
import { Session } from 'node:inspector';
import { parentPort, workerData } from 'node:worker_threads';
import { decode } from '../protocol/message';
import { address, zeromq, type Socket } from '../protocol/sockets';
import { ASKED, FORCED, FORCING, IDLE, LEARNER, LISTENER, STATE, type FromGuard, type GuardData, type ToGuard } from './watch';

const { connection, shared } = workerData as GuardData;
const state = new Int32Array(shared);
const port = parentPort!;

/** How long the kernel's thread may take to notice an interrupt; longer when code such as tf.interruptible listens, which ends a batch first. */
const GRACE_MS = 300;
const LISTENER_GRACE_MS = 5000;
const SHUTDOWN_GRACE_MS = 1500;
const PARENT_CHECK_MS = 1000;

/** A way into the kernel's thread, made before a loop can keep that thread from answering; null where Node was built without an inspector. */
const inspector = connect();

function connect(): Session | null {
  try {
    const session = new Session();
    session.connectToMainThread();
    return session;
  } catch {
    return null;
  }
}

/** Stops the code that runs in the kernel's thread. Without an inspector only a restart of the kernel does. */
function force(): void {
  inspector?.post('Runtime.terminateExecution', () => void Atomics.store(state, STATE, FORCED));
}

function interrupt(): void {
  Atomics.store(state, STATE, ASKED);
  port.postMessage({ type: 'interrupt' } satisfies FromGuard);
  const begun = Date.now();
  const timer = setInterval(() => {
    if (Atomics.load(state, STATE) !== ASKED) return clearInterval(timer);
    if (Atomics.load(state, LEARNER) === 0) return; // the kernel's own work, such as the compiler: it takes the interrupt when it is done
    if (Date.now() - begun < (Atomics.load(state, LISTENER) ? LISTENER_GRACE_MS : GRACE_MS)) return;
    clearInterval(timer);
    if (Atomics.compareExchange(state, STATE, ASKED, FORCING) === ASKED) force();
  }, 20);
}

/** Ends the process, whatever its other thread does. */
const kill = (): void => void process.kill(process.pid, 'SIGKILL');

async function listen(control: Socket, heartbeat: Socket): Promise<void> {
  void (async () => {
    for await (const frames of heartbeat) await heartbeat.send(frames);
  })().catch(() => {});
  for await (const frames of control) {
    const type = decode(connection.key, frames)?.header.msg_type;
    if (type === 'interrupt_request') interrupt();
    if (type === 'shutdown_request') setTimeout(kill, SHUTDOWN_GRACE_MS); // a clean end comes first, unless a loop keeps the kernel from it
    if (type) port.postMessage({ type: 'control', frames } satisfies FromGuard);
  }
}

async function main(): Promise<void> {
  const { Router, Reply } = zeromq();
  const [control, heartbeat] = [new Router(), new Reply()];
  await Promise.all([control.bind(address(connection, connection.control_port)), heartbeat.bind(address(connection, connection.hb_port))]);
  const parent = process.ppid;
  const parentCheck = setInterval(() => void (process.ppid !== parent && kill()), PARENT_CHECK_MS);
  port.on('message', (message: ToGuard) => {
    if (message.type === 'reply') return void control.send(message.frames.map((f) => (typeof f === 'string' ? f : Buffer.from(f)))).catch(() => {});
    clearInterval(parentCheck);
    control.close();
    heartbeat.close();
    inspector?.disconnect();
    port.close();
  });
  Atomics.store(state, STATE, IDLE);
  port.postMessage({ type: 'ready' } satisfies FromGuard);
  await listen(control, heartbeat);
}

void main().catch((error: unknown) => {
  console.error(`kernel: the sockets for heartbeats and control could not be opened: ${(error as Error).message}`);
  kill();
});
