import type { Redis } from 'ioredis';
import { packIdentity, samePack, type PackIdentity } from './pack';
import { PREFIX } from './redis';

/** Who is at the queue, with which pack: workers and runs write themselves down in Redis every few seconds. */
export interface Present extends PackIdentity {
  name: string;
  /** Submissions graded at once; 0 for a run. */
  seats: number;
}

export type Role = 'workers' | 'runs';

/** How often one writes itself down, and after which silence it counts as gone, in milliseconds. */
export const PRESENCE_MS = 2000;
const GONE_MS = 10_000;

const keyOf = (role: Role): string => `${PREFIX}:${role}`;

/** Time by Redis' clock, which all have in common, in milliseconds. */
async function clock(redis: Redis): Promise<number> {
  const [seconds, microseconds] = await redis.time();
  return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
}

export async function signIn(redis: Redis, role: Role, id: string, who: Present): Promise<void> {
  await redis.hset(keyOf(role), id, JSON.stringify({ ...who, at: await clock(redis) }));
}

export async function signOut(redis: Redis, role: Role, id: string): Promise<void> {
  await redis.hdel(keyOf(role), id);
}

/** Those who are there now; strikes out those who have gone. */
export async function whoIsThere(redis: Redis, role: Role): Promise<Present[]> {
  const now = await clock(redis);
  const all = Object.entries(await redis.hgetall(keyOf(role))).map(([id, text]) => ({ id, present: parse(text) }));
  const gone = all.filter(({ present }) => !present || now - present.at > GONE_MS);
  if (gone.length > 0) await redis.hdel(keyOf(role), ...gone.map(({ id }) => id));
  return all.flatMap(({ id, present }) => (present && !gone.some((one) => one.id === id) ? [present] : []));
}

function parse(text: string): (Present & { at: number }) | null {
  try {
    const { name, pack, tests, seats, at } = JSON.parse(text) as Present & { at: number };
    return { name: String(name), pack: String(pack), tests: String(tests), seats: Number(seats), at: Number(at) };
  } catch {
    return null;
  }
}

/** Those with this pack, and those with another. */
export function sortOut(all: readonly Present[], mine = packIdentity()): { fitting: Present[]; others: Present[] } {
  return { fitting: all.filter((one) => samePack(one, mine)), others: all.filter((one) => !samePack(one, mine)) };
}
