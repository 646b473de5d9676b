/** `npm run worker`: grades what a queue offers, until it is stopped. */
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { UsageError } from '../../cli/usage';
import { bwrapWorks } from '../../sandbox/bwrap';
import { isPublicOnly } from '../../run/assignment';
import { hidePassword } from '../address';
import { packIdentity, packWords, type PackIdentity } from '../pack';
import { PRESENCE_MS, signIn, signOut, sortOut, whoIsThere } from '../presence';
import { openRedis } from '../redis';
import { HELP, parseOptions, type WorkerOptions } from './options';
import { QueueWorker } from './worker';

const EXIT_CHANGED = 1;
const log = (line: string): void => void process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);

/** Writes this worker down every few seconds, and says when there are runs that it cannot serve. */
function beThere(redis: Redis, { name, jobs }: WorkerOptions, identity: PackIdentity): () => Promise<void> {
  const id = randomUUID();
  const told = new Set<string>();
  const tick = async (): Promise<void> => {
    if (redis.status !== 'ready') return;
    await signIn(redis, 'workers', id, { ...identity, name, seats: jobs });
    for (const run of sortOut(await whoIsThere(redis, 'runs'), identity).others) {
      const words = packWords(run);
      if (!told.has(words)) log(`a run on ${run.name} has ${words}, this worker ${packWords(identity)}: it leaves those jobs to workers of that pack`);
      told.add(words);
    }
  };
  const quietly = (): void => void tick().catch(() => {}); // Redis has gone in between
  const timer = setInterval(quietly, PRESENCE_MS);
  quietly();
  return async () => {
    clearInterval(timer);
    if (redis.status === 'ready') await signOut(redis, 'workers', id).catch(() => {});
  };
}

/** Says when Redis is gone and when it is back. */
function watchConnection(redis: Redis, shown: string): void {
  let gone = false;
  redis.on('close', () => {
    if (!gone) log(`the connection to ${shown} is lost, trying again`);
    gone = true;
  });
  redis.on('ready', () => {
    if (gone) log(`connected to ${shown} again`);
    gone = false;
  });
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  hidePassword('gradus-worker');
  if (isPublicOnly()) throw new UsageError('this is a pack for learners, which has no hidden tests: workers need the whole one');
  const { works, why } = bwrapWorks();
  if (options.sandbox === 'bwrap' && !works) throw new UsageError(`submissions are run under bubblewrap, and it does not work here: ${why}. Install it (Debian and Ubuntu: apt-get install bubblewrap)`);
  const { redis, warnings } = await openRedis(options.address);
  for (const warning of warnings) log(`queue: ${warning}`);
  const identity = packIdentity();
  watchConnection(redis, options.address.shown);
  const leave = beThere(redis, options, identity);
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    log('stopping: what is being graded is finished first; a second signal ends it at once');
    await leave();
    await worker.drain();
    redis.removeAllListeners('close');
    redis.disconnect();
    log('stopped');
  };
  const worker = new QueueWorker(identity, options, log, () => {
    if (!stopping) log('the pack on this machine has changed: start the worker again');
    process.exitCode = EXIT_CHANGED;
    stopping ??= stop();
  });
  const signalled = (): void => {
    if (stopping) {
      worker.abandon();
      process.exit();
    }
    stopping = stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, signalled);
  log(`worker ${options.name}: ${packWords(identity)}, ${options.jobs} ${options.jobs === 1 ? 'submission' : 'submissions'} at once, waiting for jobs at ${options.address.shown}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof UsageError ? `worker: ${error.message}\n  help: npm run worker -- --help` : `worker: ${error instanceof Error ? error.stack : String(error)}`);
  process.exit(error instanceof UsageError ? 2 : 70);
});
