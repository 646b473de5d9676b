import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { serve, type TestServer } from './server';

const MAIN = path.join(__dirname, '../../dist/datasets/cli/main.js');
const GLOVE = Buffer.from(Array.from({ length: 20_000 }, (_, i) => `word${i} ${i / 100} ${i / 7} 3\n`).join(''));

let to: string;
let server: TestServer;
beforeEach(async () => {
  to = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-datasets-'));
  server = await serve(GLOVE);
});
afterEach(async () => {
  await server.close();
  fs.rmSync(to, { recursive: true, force: true });
});

interface Run {
  child: ChildProcess;
  ended: Promise<{ code: number | null; out: string; err: string }>;
}

function datasets(...args: string[]): Run {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  return { child, ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err }))) };
}

const fetchArgs = (): string[] => ['fetch', 'glove', '--from', `${server.url}/glove.test.txt`, '--to', to];

async function whenPartHas(bytes: number): Promise<void> {
  const part = path.join(to, 'glove.test.txt.part');
  for (let i = 0; (fs.statSync(part, { throwIfNoEntry: false })?.size ?? 0) < bytes; i++) {
    if (i > 1000) throw new Error('the part does not grow');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test.each([['SIGKILL', null], ['SIGINT', 130]] as const)('%s in the middle leaves the part only, and the next run goes on', async (signal, code) => { // prettier-ignore
  server.behaviour.stallAfter = 100_000;
  const run = datasets(...fetchArgs());
  await whenPartHas(100_000);
  run.child.kill(signal);
  const { code: got, err } = await run.ended;
  expect(got).toBe(code);
  if (code) expect(err).toBe('datasets: interrupted\n  what to do: run the same command again: a download goes on from where it stopped\n');
  expect(fs.readdirSync(to).sort()).toEqual(['glove.test.txt.part', 'glove.test.txt.part.json']);
  server.behaviour.stallAfter = null;
  const again = await datasets(...fetchArgs()).ended;
  expect(again.err).toBe('');
  expect(again.out).toMatch(/^sha256 [0-9a-f]{64}: no checksum is known .*\nready: .*glove\.test\.txt\n$/);
  expect(server.ranges).toEqual([null, 'bytes=100000-']);
  expect(fs.readFileSync(path.join(to, 'glove.test.txt'))).toEqual(GLOVE);
  expect((await datasets('verify', 'glove', '--to', to).ended).out).toMatch(/^right +.*glove\.test\.txt: is as it was fetched\n$/);
});

test('help, list, and command lines that are wrong', async () => {
  expect((await datasets().ended).out).toContain('Usage: npm run datasets');
  expect((await datasets('list', '--to', to).ended).out).toContain('https://nlp.stanford.edu/data/glove.6B.zip (862 MB)');
  for (const [args, message] of [
    [['get'], "expected list, fetch or verify, got 'get'"],
    [['fetch'], 'fetch: expected the name of a data set'],
    [['fetch', 'glove', 'x'], "got more than it takes: 'x'"],
    [['fetch', 'glove', '--retries', '-1'], '--retries'],
    [['fetch', 'glove', '--timeout', '0'], '--timeout: expected a number above 0'],
    [['fetch', 'other'], "expected a data set among glove, got 'other'"],
    [['list', '--size'], '--size'],
  ] as const) {
    const { code, err } = await datasets(...args).ended;
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  }
  const nothing = await datasets('verify', 'glove', '--to', to).ended;
  expect([nothing.code, nothing.err]).toEqual([1, expect.stringContaining('nothing of glove is there')]);
});
