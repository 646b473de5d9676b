import path from 'node:path';
import { Compiler } from '../compile/compiler';
import { compileModule, type CompiledModule } from '../compile/module';
import { assemble } from '../notebook/assemble';
import { readPack } from '../notebook/pack';
import { readSubmission, UnreadableSubmission, type Submission } from '../notebook/read';
import { modulesOf } from '../sandbox/preload';
import { DEFAULT_LIMITS, type Limits, type SandboxKind } from '../sandbox/command';
import type { Result, TaskResult, TestResult } from '../schemas/result';
import { listAssignments, loadAssignment, matchSlug, type PlannedAssignment, type PlannedTask } from './assignment';
import { testsSha256 } from './fingerprint';
import { emptyResult, fillTotals, taskStatus } from './result';
import { failAll, fillWithout, markPublicOnly, testResult } from './taskResult';
import { runTest, type Outcome } from './runTest';
import { Session } from './session';

export interface GradeOptions {
  learner?: string | null;
  /** What the report calls the file, e.g. for one that came out of an archive. */
  shownAs?: string;
  /** Why it cannot be graded, where that is known before it is read. */
  problem?: string;
  /** 'NN-slug' or its beginning, where the file does not tell. */
  assignment?: string;
  sandbox?: SandboxKind;
  /** Only these tasks, such as ['1.2']; all if left out. */
  tasks?: readonly string[];
  /** Only the public tests. */
  publicOnly?: boolean;
  limits?: Partial<Limits>;
  /** Used and kept by the caller when many are graded. */
  compiler?: Compiler;
  /** Starts the learner's process while the module is still being checked: done sooner where a core is idle, with no less work. */
  startEarly?: boolean;
  /** For measurements; see SessionOptions. */
  beforeKill?: (pids: readonly number[]) => void;
  /** Called after each test. */
  onTest?: (test: TestResult) => void;
}

/** Grades one notebook or .ts file. Never rejects for what a learner hands in. */
export async function gradeFile(file: string, options: GradeOptions = {}): Promise<Result> {
  const started = Date.now();
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const result = emptyResult(options.shownAs ?? file, options.learner ?? null, limits);
  Object.assign(result.provenance, { tasks: options.tasks ? [...options.tasks] : null, sandbox: options.sandbox ?? 'process' });
  const compiler = options.compiler ?? new Compiler();
  try {
    if (options.problem) throw new UnreadableSubmission(options.problem);
    const submission = readSubmission(file);
    result.provenance.submissionSha256 = submission.sha256;
    const assignment = chosenTests(loadAssignment(findSlug(submission, options.assignment)), options);
    await gradeSubmission(submission, assignment, result, compiler, { ...options, limits });
  } catch (error) {
    if (!(error instanceof UnreadableSubmission)) throw error;
    markUnreadable(result, error.message, options.assignment ?? path.basename(file));
  } finally {
    if (!options.compiler) compiler.close();
  }
  result.provenance.ms = Date.now() - started;
  return result;
}

/** The assignment with only the tasks and tests that were asked for. */
function chosenTests(assignment: PlannedAssignment, { tasks, publicOnly }: GradeOptions): PlannedAssignment {
  const chosen = tasks ? assignment.tasks.filter(({ id }) => tasks.includes(id)) : assignment.tasks;
  return { ...assignment, tasks: publicOnly ? chosen.map((task) => ({ ...task, tests: task.tests.filter((t) => t.isPublic) })) : chosen };
}

function findSlug(submission: Submission, asked?: string): string {
  const slug = matchSlug(asked ?? submission.slug ?? '');
  if (slug) return slug;
  throw new UnreadableSubmission(`it is not clear which assignment this is: expected one of ${listAssignments().join(', ')} as file name, or --assignment`);
}

/** An unreadable file still counts, with 0 of the points of its assignment, if that is known. */
function markUnreadable(result: Result, message: string, name: string): void {
  Object.assign(result, { status: 'unreadable', message });
  const slug = matchSlug(name);
  if (slug) fillWithout(result, slug, message);
}

async function gradeSubmission(submission: Submission, assignment: PlannedAssignment, result: Result, compiler: Compiler, options: GradeOptions & { limits: Limits }): Promise<void> {
  Object.assign(result, { assignment: assignment.slug, title: assignment.title });
  result.provenance.testsSha256 = testsSha256(assignment.slug);
  const pack = readPack(assignment.slug);
  const assembly = assemble(pack, submission);
  result.notes = assembly.notes;
  const session = new Session({ slug: assignment.slug, kind: options.sandbox ?? 'process', limits: options.limits, modules: modulesOf(pack), beforeKill: options.beforeKill });
  try {
    if (options.startEarly) session.prepare();
    const module = await compileModule(assembly, compiler);
    session.use(module);
    for (const task of assignment.tasks) {
      const known = knownOutcome(task, module, assembly.missing);
      result.tasks.push(known ? failAll(task, known) : await runTask(task, session, assignment, options));
      const where = module.declared.get(task.fn);
      if (where) result.tasks.at(-1)!.where = where;
    }
  } finally {
    session.close();
  }
  result.provenance.layers = session.layers;
  if (options.tasks) result.notes = [...result.notes, `Only these tasks were graded: ${options.tasks.join(', ')}.`];
  fillTotals(result);
  if (assignment.publicOf !== undefined) markPublicOnly(result, assignment.publicOf);
}

/** What is clear before anything runs. */
function knownOutcome(task: PlannedTask, module: CompiledModule, missing: Set<string>): Outcome | null {
  const fault = module.broken.get(task.fn);
  if (fault) return { status: 'compile-error', ...fault };
  return missing.has(task.id) ? { status: 'missing', message: `There is no function ${task.fn} in this submission.` } : null;
}

/** A function that hangs or eats memory twice will do so again: the rest of its task is not waited for. */
const GIVE_UP_AFTER = 2;

async function runTask(task: PlannedTask, session: Session, assignment: PlannedAssignment, options: GradeOptions & { limits: Limits }): Promise<TaskResult> {
  const tests: TestResult[] = [];
  for (const planned of task.tests) {
    const stuck = tests.filter((test) => test.status === 'timeout' || test.status === 'out-of-memory');
    if (stuck.length >= GIVE_UP_AFTER) {
      tests.push(testResult(task, planned, { status: stuck[0].status, message: `Not run: ${GIVE_UP_AFTER} tests of this task ended so.` }, '', 0));
      continue;
    }
    const started = Date.now();
    const outcome = await runTest(planned, task.fn, session.learner(planned.test.timeout ?? options.limits.timeoutS), { slug: assignment.slug, functions: assignment.solution });
    tests.push(testResult(task, planned, outcome, session.takeOutput(), Date.now() - started));
    options.onTest?.(tests[tests.length - 1]);
  }
  return { id: task.id, fn: task.fn, title: task.title, status: taskStatus(tests), score: 0, maxScore: task.points, tests };
}
