import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { processTree } from '../../../src/graders/sandbox/watch';
import type { Result } from '../../../src/graders/schemas/result';
import { hasRedis, TestRedis } from '../../support/redis';
import { describeIf, hasBwrap } from '../../support/requires';

/** Workers as processes, one of which is killed, and a Redis that restarts; with the commands that a teacher types. Needs the build. */
const ROOT = path.resolve(__dirname, '../../..');
const SLUGS = ['01-regularization', '07-word-vectors'];
/** What each learner hands in: right, blank, wrong, hostile. None prints: which test an output belongs to depends on when the pipe delivers it. */
const CLASS = ['right', 'right-07', 'process-exit', 'blank', 'returns-nan', 'blank-07', 'replaces-every', 'missing-function', 'right', 'right-07', 'exit-on-load', 'syntax-error'];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-machines-'));
const redis = new TestRedis('sp@re/word');
const url = (): string => `redis://:${encodeURIComponent(redis.password)}@127.0.0.1:${redis.port}/1`;
const script = (name: string): string => path.join(ROOT, 'dist/graders', name);

/** A command whose output is kept. */
class Command {
  output = '';
  readonly child: ChildProcess;
  readonly exit: Promise<unknown[]>;

  constructor(name: string, ...args: string[]) {
    this.child = spawn(process.execPath, [script(name), ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.on('data', (chunk: Buffer) => (this.output += String(chunk)));
    this.exit = once(this.child, 'close');
    all.push(this);
  }

  count(pattern: RegExp): number {
    return this.output.match(new RegExp(pattern, 'g'))?.length ?? 0;
  }
}
const all: Command[] = [];

const worker = (name: string): Command => new Command('queue/worker/main.js', '--queue', url(), '--name', name, '--jobs', '1', '--takeover', '2');
const grade = (...more: string[]): Command => new Command('cli/main.js', 'class', '--queue', url(), '--out', 'queued', ...more);

/** Waits for something that another process does; a deadlock ends in the test's time limit. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
const isAlive = (pid: number): boolean => fs.existsSync(`/proc/${pid}/status`) && !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));

/** A result without what another run at another time makes different. */
function timeless(out: string, i: number): Result {
  const slug = SLUGS.find((name) => fs.existsSync(path.join(folder, out, `l${i}`, `${name}.json`)))!;
  const result = JSON.parse(fs.readFileSync(path.join(folder, out, `l${i}`, `${slug}.json`), 'utf8')) as Result;
  Object.assign(result.provenance, { gradedAt: '', ms: 0, node: '', platform: '' });
  for (const test of result.tasks.flatMap(({ tests }) => tests)) test.ms = 0;
  return result;
}

describeIf(hasRedis() && hasBwrap(), 'redis-server (apt-get install redis-server) or bubblewrap')('more than one machine', () => {
  beforeAll(async () => {
    for (const [i, fixture] of CLASS.entries()) {
      const slug = fixture.endsWith('-07') ? SLUGS[1] : SLUGS[0];
      fs.mkdirSync(path.join(folder, 'class', `l${i}`), { recursive: true });
      fs.copyFileSync(path.join(ROOT, 'test/fixtures/submissions', fixture, `${slug}.ipynb`), path.join(folder, 'class', `l${i}`, `${slug}.ipynb`));
    }
    await redis.start();
  });
  afterAll(async () => {
    for (const { child } of all) child.kill('SIGKILL');
    await redis.remove();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('stopped with Ctrl-C before a worker came, one worker killed, Redis restarted: nothing is lost, nothing is graded twice, results are those of one machine', async () => {
    const first = grade();
    await until(() => first.output.includes('no worker yet') || first.output.includes('grading: 0 of 12'));
    const waiting = (): string => spawnSync('redis-cli', ['-p', String(redis.port), '-n', '1', '--no-auth-warning', '-a', redis.password, '--scan', '--pattern', 'gradus:grade-*:wait'], { encoding: 'utf8' }).stdout; // prettier-ignore
    await until(() => waiting().includes(':wait'));
    first.child.kill('SIGINT');
    expect(await first.exit).toEqual([130, null]);
    expect(first.output).toContain('workers go on with those that are in the queue');

    const alpha = worker('alpha');
    const beta = worker('beta');
    const run = grade();
    await until(() => alpha.count(/begun/) >= 2 && !/points.*\n$/.test(alpha.output));
    const tree = processTree(alpha.child.pid!);
    alpha.child.kill('SIGKILL');
    const seen = beta.count(/points/);
    await until(() => beta.count(/points/) >= seen + 2);
    await redis.stop();
    await until(() => run.output.includes('is lost, trying again') && beta.output.includes('is lost, trying again'));
    await redis.start();
    expect([await run.exit, run.output]).toEqual([[0, null], expect.stringContaining('(12 grades)')]);
    expect(run.output).toMatch(/[12] workers? with [12] jobs? at once/);
    const tooMany = alpha.count(/begun/) + beta.count(/begun/) - CLASS.length;
    expect(tooMany).toBeGreaterThanOrEqual(0); // the one that alpha was at, and what Redis may have forgotten
    expect(tooMany).toBeLessThanOrEqual(3);

    beta.child.kill('SIGTERM');
    expect([await beta.exit, beta.output]).toEqual([[0, null], expect.stringMatching(/stopping[\s\S]*stopped\n$/)]);
    for (const told of [/gives no sign of life/, /connected to redis:\S+ again/]) expect(beta.output).toMatch(told); // in either order
    await until(() => !tree.some(isAlive));

    const history = spawnSync(process.execPath, [script('gradebook/cli/main.js'), 'list', '--history', '--json', '--gradebook', 'queued/gradebook.sqlite'], { cwd: folder, encoding: 'utf8' });
    expect((JSON.parse(history.stdout) as { learner: string }[]).map(({ learner }) => learner).sort()).toEqual(CLASS.map((_, i) => `l${i}`).sort());

    const here = new Command('cli/main.js', 'class', '--out', 'here', '--sandbox', 'bwrap', '--jobs', '2');
    expect(await here.exit).toEqual([0, null]);
    for (const i of CLASS.keys()) expect(timeless('queued', i)).toEqual(timeless('here', i));
    for (const { output } of all) for (const secret of [redis.password, encodeURIComponent(redis.password)]) expect(output).not.toContain(secret);
  });

  test('again: nothing has changed, no worker is needed', async () => {
    const run = grade();
    expect([await run.exit, run.output]).toEqual([[0, null], expect.stringContaining('12 of 12 results taken over')]);
  });

  test('without a worker the run gives up after the time it was told, and says so', async () => {
    const run = grade('--force', '--queue-wait', '0.02');
    expect([await run.exit, run.output]).toEqual([[75, null], expect.stringMatching(/gave up with 12 submissions left: no worker with pack \S+ \(tests \w{8}\) was there for 0.02 min/)]);
  });

  test.each([
    ['cli/main.js', 'class'],
    ['queue/worker/main.js', ''],
  ])('%s: a Redis that cannot be reached, wrong passwords and addresses are usage errors', async (name, operand) => {
    const runs = async (address: string): Promise<string> => {
      const command = new Command(name, ...[operand].filter(Boolean), '--queue', address);
      expect(await command.exit).toEqual([2, null]);
      expect(command.output).not.toContain('hush');
      return command.output;
    };
    expect(await runs('redis://:hush@127.0.0.1:1')).toMatch(/--queue redis:\/\/127.0.0.1:1: connect ECONNREFUSED.*: nothing listens there/);
    expect(await runs(`redis://:hush@127.0.0.1:${redis.port}`)).toMatch(/WRONGPASS.*it wants a user and password/);
    expect(await runs('http://:hush@127.0.0.1')).toContain('--queue: expected redis://host:port');
  });
});
