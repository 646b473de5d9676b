import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { compileModule, type CompiledModule } from '../../src/graders/compile/module';
import { readPack } from '../../src/graders/notebook/pack';
import { Session } from '../../src/graders/run/session';
import { DEFAULT_LIMITS } from '../../src/graders/sandbox/command';
import { modulesOf } from '../../src/graders/sandbox/preload';
import { Sandbox } from '../../src/graders/sandbox/sandbox';
import { processTree } from '../../src/graders/sandbox/watch';

const ROOT = path.resolve(__dirname, '../..');
const LIMITS = { ...DEFAULT_LIMITS, timeoutS: 5, memoryMb: 256 };

/** Counts its own calls, tells its process, hangs. */
const CODE = `let calls = 0;
exports.count = () => ++calls;
exports.pid = () => process.pid;
exports.hang = () => { for (;;); };
exports.mark = () => { globalThis.left = (globalThis.left ?? 0) + 1; return globalThis.left; };`;

const MODULE: CompiledModule = { code: CODE, broken: new Map(), declared: new Map(), locate: () => undefined };

const session = (): Session => new Session({ slug: '01-regularization', kind: 'process', limits: LIMITS, modules: [] });
const spareOf = (s: Session): { child: { pid: number } } | null => (s as unknown as { spare: { child: { pid: number } } | null }).spare;
const isRunning = (pid: number): boolean => fs.existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));

async function gone(pid: number): Promise<void> {
  for (let i = 0; i < 200 && isRunning(pid); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isRunning(pid)).toBe(false);
}

/** Below this process and started for learners. */
const learners = (): number[] => processTree(process.pid).filter((pid) => pid !== process.pid && isRunning(pid) && fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('sandbox/child.js'));

describe('a process that is started early', () => {
  test('is the one that serves its submission, and is not there twice', async () => {
    const s = session();
    s.prepare();
    s.prepare();
    const { pid } = spareOf(s)!.child;
    s.use(MODULE);
    const learner = s.learner(5);
    expect(await learner.call('count')).toBe(1);
    expect(await learner.call('count')).toBe(2);
    expect(spareOf(s)).toBeNull();
    expect(processTree(pid)).toContain(await learner.call('pid'));
    s.close();
    await gone(pid);
  });

  test('never serves two submissions: the next one finds nothing of the first', async () => {
    for (let i = 0; i < 2; i++) {
      const s = session();
      s.prepare();
      s.use(MODULE);
      expect([await s.learner(5).call('mark'), await s.learner(5).call('count')]).toEqual([1, 1]);
      s.close();
    }
    const sandbox = new Sandbox('process', LIMITS);
    await sandbox.load(CODE, path.join(ROOT, 'notebooks', 'x.js'), '01-regularization');
    await expect(sandbox.load(CODE, path.join(ROOT, 'notebooks', 'x.js'), '01-regularization')).rejects.toThrow('serves no other');
    sandbox.close();
  });

  test('is ended when it was not needed, and when the submission is through', async () => {
    const s = session();
    s.prepare();
    const { pid } = spareOf(s)!.child;
    expect(isRunning(pid)).toBe(true);
    s.close();
    await gone(pid);
    expect(learners()).toEqual([]);
  });

  test('a call that breaks a limit ends it, and the next call gets a fresh one', async () => {
    const s = session();
    s.prepare();
    s.use(MODULE);
    const first = await s.learner(5).call('pid');
    await s.learner(5).call('count');
    await expect(s.learner(0.3).call('hang')).rejects.toMatchObject({ status: 'timeout' });
    const second = await s.learner(5).call('pid');
    expect(second).not.toBe(first);
    expect(await s.learner(5).call('count')).toBe(1);
    s.close();
    await gone(second as number);
  });

  test('has loaded the library that the assignment gives, TensorFlow only where it does', async () => {
    expect(modulesOf(readPack('01-regularization'))).toEqual(expect.arrayContaining(['np']));
    expect(modulesOf(readPack('01-regularization'))).not.toContain('tf');
    expect(modulesOf(readPack('09-date-translation'))).toContain('tf');
    const sandbox = new Sandbox('process', LIMITS, ['dates', 'no-such-module', '../graders/run/grade']);
    await sandbox.load(`exports.has = (name) => Object.keys(require.cache).some((file) => file.endsWith(name));`, path.join(ROOT, 'notebooks', 'x.js'), '01-regularization');
    expect(await sandbox.call('has', ['lib/dates/index.js'], 5000)).toBe(true);
    expect(await sandbox.call('has', ['graders/run/grade.js'], 5000)).toBe(false);
    sandbox.close();
  });
});

test('calls before the module are a mistake of the grader, not of a learner', async () => {
  await expect(session().learner(1).call('count')).rejects.toThrow('expected use(module)');
});

test('a grader that is killed leaves no early process behind', async () => {
  const script = `
    const { Session } = require('${ROOT}/dist/graders/run/session');
    const s = new Session({ slug: '01-regularization', kind: 'process', limits: ${JSON.stringify(LIMITS)}, modules: ['np'] });
    s.prepare();
    console.log(s.spare.child.pid);
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 300);`;
  let pid = 0;
  try {
    execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  } catch (error) {
    pid = Number((error as { stdout: string }).stdout);
  }
  expect(pid).toBeGreaterThan(0);
  await gone(pid);
});

describe('compileModule asks for no more checks than are needed', () => {
  const segment = (text: string, names: string[], cell: number) => ({ text, names, origin: { cell, line: 1 }, task: '1.1' });
  /** Answers as the type checker does for an unknown name in the second segment. */
  const compile = async (segments: ReturnType<typeof segment>[], fault = 2) => {
    let checks = 0;
    const compiler = {
      check: (text: string) => Promise.resolve({ cut: false, diagnostics: checks++ === 0 ? [{ line: fault, message: 'wrong' }] : text.includes('gone') ? [{ line: 1, message: 'Cannot find gone', unknown: 'gone' }] : [] }),
      transpile: (text: string) => Promise.resolve({ code: text, map: '{"version":3,"sources":[],"names":[],"mappings":""}' }),
    };
    const module = await compileModule({ segments, missing: new Set(), notes: [] }, compiler as never);
    return { checks, broken: [...module.broken.keys()], code: module.code };
  };

  test('once, if nobody mentions what went', async () => {
    expect(await compile([segment('const kept = 1;', ['kept'], 1), segment('const gone = x;', ['gone'], 2)])).toEqual({ checks: 1, broken: ['gone'], code: 'const kept = 1;\nexport { kept };\n' });
  });

  test.each(['const user = gone + 1;', 'const user = { gone };', 'const user = g\\u006fne;'])('again, if it may be mentioned: %s', async (text) => {
    expect((await compile([segment(text, ['user'], 1), segment('const gone = x;', ['gone'], 2)])).checks).toBeGreaterThan(1);
  });

  test('again, if it is not known by name what went', async () => {
    expect((await compile([segment('const kept = 1;', ['kept'], 1), segment(`import 'x';`, [], 2)], 1)).checks).toBeGreaterThan(1);
  });
});
