import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { Compiler, gradeFile, type SandboxKind } from '../../graders';
import { childEnvironment } from '../../graders/sandbox/command';
import { median } from '../measure';
import { slugOf, type Submissions } from './submissions';
import { cpuMs } from './usage';

/** What one submission costs, all in milliseconds: medians. */
export interface Cost {
  assignment: string;
  tensorflow: boolean;
  submissions: number;
  wall: number;
  /** CPU time, by process: the grader's, its type checker's, the learner's. */
  grader: number;
  checker: number;
  learner: number;
  /** The reference solution on the same tests. */
  own: number;
  /** CPU time beside the tests' own work. */
  beside: number;
  target: number;
}

const TARGET_MS = { numpy: 600, tensorflow: 1500 };
const OWN_RUNS = 5;
/** Until the compiler's code is optimized and the reference's answers are known. */
const WARM_UP = 8;

/** The median CPU time of the reference solution on an assignment's tests, in processes of their own. */
export function ownWork(slug: string): number {
  const runs = Array.from({ length: OWN_RUNS }, () => execFileSync(process.execPath, [path.join(__dirname, 'own.js'), slug], { encoding: 'utf8', env: { ...process.env, ...childEnvironment('1') } }));
  return median(runs.map((text) => (JSON.parse(text) as { cpuMs: number }).cpuMs));
}

type Sample = Pick<Cost, 'wall' | 'grader' | 'checker' | 'learner'>;

/** Grades one submission in this process. Throws unless it has all points: otherwise the work would not be the same. */
async function once(file: string, sandbox: SandboxKind, compiler: Compiler): Promise<Sample> {
  let learner = 0;
  const checkerBefore = cpuMs(compiler.pid ? [compiler.pid] : []);
  const [before, started] = [process.cpuUsage(), performance.now()];
  const result = await gradeFile(file, { sandbox, compiler, beforeKill: (pids) => (learner += cpuMs(pids)) });
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  if (result.score !== result.maxScore || result.maxScore === 0) throw new Error(`bench grade: expected all points for the reference solution of ${result.assignment}, got ${result.score} of ${result.maxScore}: ${result.notes.join(' ')}`);
  return { wall, grader: (user + system) / 1000, checker: cpuMs([compiler.pid!]) - checkerBefore, learner };
}

/** Measures `count` submissions of an assignment, one after the other, with one grader and one type checker, after a warm-up. */
export async function measureCost(number: string, tensorflow: boolean, count: number, sandbox: SandboxKind, made: Submissions): Promise<Cost> {
  const slug = slugOf(number);
  const compiler = new Compiler();
  const samples: Sample[] = [];
  try {
    for (let i = 0; i < WARM_UP + count; i++) {
      const sample = await once(made.make(slug), sandbox, compiler);
      if (i >= WARM_UP) samples.push(sample);
    }
  } finally {
    compiler.close();
  }
  const middle = (pick: (s: Sample) => number): number => median(samples.map(pick));
  const own = ownWork(slug);
  const parts = { wall: middle((s) => s.wall), grader: middle((s) => s.grader), checker: middle((s) => s.checker), learner: middle((s) => s.learner) };
  const beside = middle((s) => s.grader + s.checker + s.learner) - own;
  return { assignment: slug, tensorflow, submissions: count, ...parts, own, beside, target: tensorflow ? TARGET_MS.tensorflow : TARGET_MS.numpy };
}
