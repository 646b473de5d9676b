import { isIP } from 'node:net';
import { Redis, type RedisOptions } from 'ioredis';
import { UsageError } from '../cli/usage';
import type { QueueAddress } from './address';

/** All keys in Redis begin so. */
export const PREFIX = 'gradus';

const CONNECT_MS = 10_000;
/** Longest time between two attempts to reach a Redis that is gone, in milliseconds. */
const RETRY_MS = 2000;

/** How BullMQ and we connect: a Redis that restarts is waited for, and what was asked meanwhile is asked then. */
export function connectionOptions({ host, port, db, username, password, tls }: QueueAddress) {
  return { host, port, db, username, password, ...(tls ? { tls: isIP(host) ? {} : { servername: host } } : {}), connectTimeout: CONNECT_MS, maxRetriesPerRequest: null, retryStrategy: (times: number) => Math.min(times * 200, RETRY_MS) } satisfies RedisOptions;
}

/** A Redis that was reached, and what its users should know of its settings. */
export interface OpenRedis {
  redis: Redis;
  warnings: string[];
}

/** Reaches Redis once, or throws `UsageError`; from then on it may come and go. */
export async function openRedis(address: QueueAddress): Promise<OpenRedis> {
  const first = new Redis({ ...connectionOptions(address), lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  const failed = new Promise<never>((_, reject) => first.on('error', reject)); // some mistakes, such as a database that is not there, are told in no other way
  try {
    await Promise.race([first.connect(), failed]);
    const warnings = lookAt(await Promise.race([first.info(), failed]));
    const redis = new Redis(connectionOptions(address));
    redis.on('error', () => {}); // it says 'close', too, and tries again
    return { redis, warnings };
  } catch (error) {
    throw new UsageError(`--queue ${address.shown}: ${error instanceof UsageError ? error.message : words(error as Error)}`);
  } finally {
    first.disconnect();
  }
}

const HINTS: [RegExp, string][] = [
  [/ECONNREFUSED/, 'nothing listens there; start a Redis (Debian and Ubuntu: apt-get install redis-server), or mend the address'],
  [/ENOTFOUND|EAI_AGAIN/, 'there is no machine of this name'],
  [/ETIMEDOUT|EHOSTUNREACH/, 'it does not answer; look at firewalls, and whether it speaks TLS (rediss://) or not (redis://)'],
  [/NOAUTH|WRONGPASS|ERR AUTH/, 'it wants a user and password, or others: redis://user:password@host, or the password in GRADUS_QUEUE_PASSWORD'],
  [/SSL|TLS|wrong version/i, 'rediss:// is for TLS, redis:// for without'],
  [/DB index/, 'it has no database of this number'],
];

/** Errors of ioredis hold addresses and Redis' answers, no passwords. */
function words(error: Error): string {
  const message = error.message.replace(/\.$/, '') || String((error as NodeJS.ErrnoException).code ?? 'no connection');
  const hint = HINTS.find(([pattern]) => pattern.test(`${message} ${(error as NodeJS.ErrnoException).code ?? ''}`))?.[1];
  return `${message}${hint ? `: ${hint}` : ''}`;
}

function lookAt(info: string): string[] {
  const field = (name: string): string => new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1] ?? '';
  const [major, minor] = field('redis_version').split('.').map(Number);
  if (major < 6 || (major === 6 && minor < 2)) throw new UsageError(`it is Redis ${field('redis_version')}, expected 6.2 or newer`);
  const warnings: string[] = [];
  if (field('aof_enabled') === '0') warnings.push('Redis keeps no append-only file (appendonly yes): submissions that it forgets in a restart are sent again, results are graded again');
  if (!/^(noeviction|)$/.test(field('maxmemory_policy'))) warnings.push(`Redis throws keys away when its memory is full (maxmemory-policy ${field('maxmemory_policy')}, expected noeviction): the run still ends well, but grades more than once`);
  return warnings;
}
