import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { parseAddress } from '../../../src/graders/queue/address';
import { readAnswer } from '../../../src/graders/queue/answer';
import { fromMessage, packResult, toMessage, type QueuedJob } from '../../../src/graders/queue/message';
import { Outbox } from '../../../src/graders/queue/outbox';
import { packIdentity, queueName } from '../../../src/graders/queue/pack';
import { signIn, sortOut, whoIsThere } from '../../../src/graders/queue/presence';
import { openRedis } from '../../../src/graders/queue/redis';
import { QueueWorker } from '../../../src/graders/queue/worker/worker';
import type { HandIn } from '../../../src/graders/submissions/handIn';
import { makeResult } from '../../support/makeResult';
import { hasRedis, TestRedis } from '../../support/redis';
import { describeIf } from '../../support/requires';

const A = '01-regularization';
const GRADING = { sandbox: 'bwrap', limits: {} } as const;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-queue-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function handIn(learner: string | null, text = 'export {};'): HandIn {
  const file = path.join(folder, `${learner ?? 'own'}.ts`);
  fs.writeFileSync(file, text);
  return { file, learner, assignment: A, sha256: 'f'.repeat(64), submittedAt: new Date(0), source: 'file time', order: 0, notes: [] };
}
const message = (grading: QueuedJob['grading'] = GRADING): QueuedJob => toMessage('/some/where/a.ts', Buffer.from('export {};'), { learner: 'anna', assignment: A }, grading, packIdentity());

describe('addresses', () => {
  test('user, password, database, TLS; shown without the password', () => {
    expect(parseAddress('rediss://anna:s%40y@db.example.org:7000/3')).toEqual({ host: 'db.example.org', port: 7000, db: 3, username: 'anna', password: 's@y', tls: true, shown: 'rediss://anna@db.example.org:7000/3' });
    expect(parseAddress('redis://[::1]', { GRADUS_QUEUE_PASSWORD: 'hush' })).toEqual({ host: '::1', port: 6379, db: 0, password: 'hush', tls: false, shown: 'redis://[::1]:6379' });
  });

  test.each(['hush', 'postgres://:hush@x/y', 'redis://:hush@', 'redis://:hush@x/name', 'redis://:hush@x?a', 'redis://:hu%sh@x'])('%s: a usage error without the password', (given) => {
    expect(() => parseAddress(given)).toThrow(/^--queue:(?!.*hush)/);
  });
});

describe('messages', () => {
  test('a submission goes there and back as it is, without its folders', () => {
    expect(fromMessage(JSON.parse(JSON.stringify(message())))).toMatchObject({ job: { name: 'a.ts', learner: 'anna' }, bytes: Buffer.from('export {};') });
  });

  test.each([
    ['another sha256', { sha256: '0'.repeat(64) }, /sha256 differs/],
    ['no gzip', { gzip: 'AAAA' }, /cannot be unpacked/],
    ['a path', { name: '../a.ts' }, /form it should/],
    ['a sandbox that is none', { grading: { sandbox: 'none', limits: {} } }, /form it should/],
    ['limits that are none', { grading: { sandbox: 'bwrap', limits: { memoryMb: 1e9 } } }, /form it should/],
    ['more than a job', { more: 1 }, /form it should/],
  ])('refused: %s', (_, change, words) => {
    expect(() => fromMessage({ ...message(), ...change })).toThrow(words);
  });

  test('results that do not fit their schema or the hand-in are refused; failures are told', () => {
    const result = makeResult('anna', A, { '1.1': ['passed'] });
    const returned = (change: object) => ({ returnvalue: packResult({ ...result, ...change }), failedReason: '' });
    expect(() => readAnswer(returned({ score: 'all' }), handIn('anna'), GRADING)).toThrow(/does not fit its schema/);
    expect(() => readAnswer(returned({}), handIn('anna'), GRADING)).toThrow(/another submission, pack, tests/);
    expect(() => readAnswer(returned({ status: 'missing' }), handIn('anna'), GRADING)).toThrow(/'missing'/);
    expect(() => readAnswer({ returnvalue: null, failedReason: '' }, handIn('anna'), GRADING)).toThrow(/no result/);
    expect(readAnswer({ returnvalue: null, failedReason: 'a reason' }, handIn('anna'), GRADING)).toEqual({ failure: 'a reason' });
  });
});

describeIf(hasRedis(), 'redis-server (apt-get install redis-server)')('at a Redis', () => {
  const server = new TestRedis('hush');
  let redis: Redis;
  const address = () => parseAddress(`redis://:hush@127.0.0.1:${server.port}`);
  const identity = packIdentity();
  const queue = (name = queueName(identity)) => new Queue(name, { connection: redis, prefix: 'gradus' });
  beforeAll(async () => {
    await server.start();
    redis = (await openRedis(address())).redis;
  });
  afterAll(async () => {
    redis.disconnect();
    await server.remove();
  });
  beforeEach(() => redis.flushall());

  test('the same hand-in is in the queue once; what Redis has lost is sent again', async () => {
    const handIns = [handIn('anna'), handIn('ben'), handIn(null)];
    const outbox = new Outbox(redis, handIns, { grading: GRADING, identity, reuse: true });
    await outbox.fill();
    await new Outbox(redis, handIns, { grading: GRADING, identity, reuse: false }).fill();
    expect(await queue().getWaitingCount()).toBe(3);
    expect(await outbox.mend()).toBe(0);
    await redis.flushall();
    expect([await outbox.mend(), await queue().getWaitingCount(), outbox.done]).toEqual([3, 3, false]);
    for (const { id } of await queue().getWaiting()) await outbox.settle(id!);
    expect([outbox.done, await queue().getWaitingCount()]).toEqual([true, 0]);
  });

  test('workers of another pack are told apart', async () => {
    await signIn(redis, 'workers', '1', { ...identity, name: 'new', seats: 2 });
    await signIn(redis, 'workers', '2', { ...identity, pack: '0.0.1', name: 'old', seats: 1 });
    await redis.hset('gradus:workers', '3', JSON.stringify({ ...identity, name: 'gone', seats: 1, at: 0 }), '4', 'nonsense');
    const { fitting, others } = sortOut(await whoIsThere(redis, 'workers'), identity);
    expect([fitting.map(({ name }) => name), others.map(({ name }) => name)]).toEqual([['new'], ['old']]);
    expect(await redis.hlen('gradus:workers')).toBe(2);
  });

  test('a worker puts jobs of another pack back, and refuses what wants no bubblewrap or has been changed', async () => {
    const lines: string[] = [];
    const options = { address: address(), jobs: 1, name: 'w', takeoverMs: 30_000, sandbox: 'bwrap' } as const;
    const old = { ...identity, pack: '0.0.1' };
    const worker = new QueueWorker(old, options, (line) => lines.push(line), () => {}); // prettier-ignore
    const jobs = queue(queueName(old));
    const added = await jobs.addBulk([
      { name: A, data: message(), opts: { jobId: 'other-pack' } },
      { name: A, data: { ...message({ sandbox: 'process', limits: {} }), ...old }, opts: { jobId: 'no-wall' } },
      { name: A, data: { ...message(), ...old, sha256: '0'.repeat(64) }, opts: { jobId: 'changed' } },
    ]);
    while (lines.length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    await worker.drain();
    expect(lines.join('\n')).toMatch(/other-pa put back: it is for pack 0\.1\.\d+ \(tests \w{8}\); this worker has pack 0\.0\.1[\s\S]*no-wall refused: .*no bubblewrap[\s\S]*changed refused: .*sha256/);
    expect(await Promise.all(added.map((job) => job.getState()))).toEqual(['delayed', 'failed', 'failed']);
    expect((await jobs.getJob('no-wall'))?.failedReason).toMatch(/^worker w refused it: .*--sandbox process/);
  });
});
