import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Connection } from '../protocol/sockets';
import type { Watch } from './executor';

/** Places in the memory that the kernel's threads share. */
export const LEARNER = 0; // 1 while the learner's code may be running
export const STATE = 1; // where the handling of an interrupt stands
export const LISTENER = 2; // 1 while other code listens to interrupts (tf.interruptible)

/** States of an interrupt: none, asked for, taken by the kernel, code is being stopped by force, code was stopped. */
export const [IDLE, ASKED, TAKEN, FORCING, FORCED] = [0, 1, 2, 3, 4];

export type FromGuard = { type: 'interrupt' } | { type: 'control'; frames: Uint8Array[] } | { type: 'ready' };
export type ToGuard = { type: 'reply'; frames: (string | Uint8Array)[] } | { type: 'close' };

export interface GuardData {
  connection: Connection;
  shared: SharedArrayBuffer;
}

export interface GuardEvents {
  interrupt(): void;
  control(frames: Buffer[]): void;
}

const FORCE_WAIT_MS = 2000;

/**
 * The second thread (guard.ts), which answers heartbeats and takes what comes on the control socket even while a cell's loop keeps this one busy; an interrupt that this
 * thread cannot take then stops the loop by force.
 */
export class Guard implements Watch {
  private readonly cells = new Int32Array(new SharedArrayBuffer(16));
  private readonly worker: Worker;
  readonly ready: Promise<void>;

  constructor(connection: Connection, private readonly events: GuardEvents) {
    const workerData: GuardData = { connection, shared: this.cells.buffer as SharedArrayBuffer };
    this.worker = new Worker(path.join(__dirname, 'guard.js'), { workerData });
    this.ready = new Promise((resolve, reject) => {
      this.worker.once('error', reject);
      this.worker.on('message', (message: FromGuard) => this.receive(message, resolve));
    });
    const listens = (): void => void Atomics.store(this.cells, LISTENER, process.listenerCount('SIGINT') !== 1 || process.listeners('SIGINT')[0] !== this.own ? 1 : 0);
    const follow = (event: string | symbol): void => void (event === 'SIGINT' && process.nextTick(listens));
    process.on('newListener', follow).on('removeListener', follow);
    process.on('SIGINT', this.own);
  }

  /** Ours among the listeners of SIGINT; others may put theirs before it. */
  private readonly own = (): void => this.events.interrupt();

  entered(): void {
    Atomics.store(this.cells, LEARNER, 1);
  }

  left(): void {
    Atomics.store(this.cells, LEARNER, 0);
  }

  reply(frames: (string | Buffer)[]): void {
    this.worker.postMessage({ type: 'reply', frames } satisfies ToGuard);
  }

  /** Closes the sockets of the other thread. */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.worker.once('exit', resolve));
    this.worker.postMessage({ type: 'close' } satisfies ToGuard);
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 500))]);
  }

  private receive(message: FromGuard, ready: () => void): void {
    if (message.type === 'ready') ready();
    else if (message.type === 'control') this.events.control(message.frames.map((frame) => Buffer.from(frame)));
    else this.interrupted();
  }

  /** An interrupt reached this thread: in time, or after (perhaps while) a loop is being stopped by force, which must then hit nothing else. */
  private interrupted(): void {
    const state = Atomics.compareExchange(this.cells, STATE, ASKED, TAKEN);
    const signal = (): void => void process.emit('SIGINT', 'SIGINT');
    if (state !== FORCING) return signal();
    setImmediate(signal);
    void Promise.resolve().then(() => {
      const start = Date.now();
      while (Atomics.load(this.cells, STATE) === FORCING && Date.now() - start < FORCE_WAIT_MS); // the stop that is on its way hits this loop
    });
  }
}
