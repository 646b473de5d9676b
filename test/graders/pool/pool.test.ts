import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defaultJobs, WorkerPool } from '../../../src/graders/pool/pool';
import { stallLimit, type Outcome } from '../../../src/graders/pool/seat';

const WORKER = path.join(__dirname, 'workers/fake.cjs');
/** Longer than a process takes to start on a busy machine. */
const STALL_MS = 2000;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-pool-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const jobsFor = (names: readonly string[], where: string) => names.map((name, i) => ({ id: String(i), file: path.join(where, name), options: {} }));
const pidsOf = (file: string): number[] => fs.readFileSync(`${file}.mark`, 'utf8').trim().split('\n').map(Number); // prettier-ignore
/** Waits for something that another process does; a deadlock ends in the test's time limit. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
const isAlive = (pid: number): boolean => fs.existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));

async function run(names: readonly string[], jobs: number): Promise<{ outcomes: Record<string, Outcome>; where: string }> {
  const where = fs.mkdtempSync(path.join(folder, 'run-'));
  const outcomes: Record<string, Outcome> = {};
  await new WorkerPool({ jobs, worker: WORKER, stallMs: STALL_MS }).run(jobsFor(names, where), (job, outcome) => {
    expect(outcomes[path.basename(job.file)]).toBeUndefined(); // each is reported once
    outcomes[path.basename(job.file)] = outcome;
  });
  return { outcomes, where };
}

test('every job is done, by as many processes as asked for', async () => {
  const names = Array.from({ length: 12 }, (_, i) => `fine-${i}`);
  const { outcomes, where } = await run(names, 3);
  expect(outcomes).toEqual(Object.fromEntries(names.map((name) => [name, { result: { file: name } }])));
  const pids = new Set(names.flatMap((name) => pidsOf(path.join(where, name))));
  expect(pids.size).toBe(3);
  await until(() => ![...pids].some(isAlive));
});

test('a worker that dies or hangs is replaced, and its job tried once more', async () => {
  const names = ['once-dies', 'once-hangs', 'fine-1', 'fine-2'];
  const { outcomes, where } = await run(names, 2);
  expect(outcomes).toEqual(Object.fromEntries(names.map((name) => [name, { result: { file: name } }])));
  for (const name of ['once-dies', 'once-hangs']) expect(new Set(pidsOf(path.join(where, name))).size).toBe(2);
});

test('what breaks two workers is reported with why, and the rest is graded', async () => {
  const { outcomes, where } = await run(['dies', 'fine-1', 'hangs', 'throws', 'fine-2'], 1);
  expect(outcomes.dies).toEqual({ failure: expect.stringMatching(/exit status 3\): TypeError: out of luck/) });
  expect(outcomes.hangs).toEqual({ failure: 'it gave no sign of life for 2 s' });
  expect(outcomes.throws).toEqual({ failure: 'a mistake in the tests' });
  expect([outcomes['fine-1'], outcomes['fine-2']]).toEqual([{ result: { file: 'fine-1' } }, { result: { file: 'fine-2' } }]);
  for (const name of ['dies', 'hangs', 'throws']) expect(pidsOf(path.join(where, name))).toHaveLength(2);
});

test('signs of life keep a slow worker', async () => {
  expect((await run(['slow'], 1)).outcomes).toEqual({ slow: { result: { file: 'slow' } } });
});

test('stop ends the workers; what they were at is not reported', async () => {
  const where = fs.mkdtempSync(path.join(folder, 'run-'));
  const pool = new WorkerPool({ jobs: 2, worker: WORKER, stallMs: 60_000 });
  const done: string[] = [];
  const hanging = ['hangs-1', 'hangs-2'].map((name) => path.join(where, name));
  const run = pool.run(jobsFor(['fine-1', 'hangs-1', 'hangs-2', 'fine-2'], where), (job) => done.push(path.basename(job.file)));
  await until(() => hanging.every((file) => fs.existsSync(`${file}.mark`)));
  pool.stop();
  await run;
  expect(done).toEqual(['fine-1']);
  expect(fs.existsSync(path.join(where, 'fine-2.mark'))).toBe(false);
  await until(() => !hanging.flatMap(pidsOf).some(isAlive));
});

test('a script that is not there is a failure of each job, not of the run', async () => {
  const outcomes: Outcome[] = [];
  await new WorkerPool({ jobs: 1, worker: path.join(folder, 'none.cjs'), stallMs: 5000 }).run(jobsFor(['fine'], folder), (_, outcome) => outcomes.push(outcome));
  expect(outcomes).toEqual([{ failure: expect.stringContaining('its process ended (exit status 1)') }]);
});

test('the default leaves a processor free; the limit of silence grows with the time limit', () => {
  expect(defaultJobs()).toBeGreaterThanOrEqual(1);
  expect(defaultJobs()).toBeLessThanOrEqual(Math.max(1, os.availableParallelism() - 1));
  expect(defaultJobs({ memoryMb: 1e9 })).toBe(1);
  expect(stallLimit({ timeoutS: 100 }) - stallLimit({ timeoutS: 10 })).toBe(180_000);
});
