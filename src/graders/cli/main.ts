import path from 'node:path';
import { gradeClass, type ClassRun } from '../class/gradeClass';
import { plan } from '../class/plan';
import { courseOf, readCourse, type CoursePlan } from '../course/load';
import { exportContext, writeExports } from '../export';
import { takeIn } from '../intake/intake';
import { openGradebook, shown, type GradebookDb } from '../gradebook/open';
import { recordResults } from '../gradebook/record';
import { defaultJobs } from '../pool/pool';
import { stallLimit } from '../pool/seat';
import { hidePassword } from '../queue/address';
import { writeWhole } from '../../lib/files/writeWhole';
import type { Limits, SandboxKind } from '../sandbox/command';
import { classStatistics } from '../statistics';
import { readManifest } from '../submissions/manifest';
import { chooseSandbox } from './chooseSandbox';
import { discover, ownNotebooks, type Found } from './discover';
import { HELP, parseOptions, type CliOptions } from './options';
import { showRun } from './show';
import { UsageError } from './usage';

const EXIT_GRADER_FAILURE = 70;
const EXIT_STOPPED = 130;
const EXIT_GAVE_UP = 75;

function courseFor({ course, due, late }: CliOptions): CoursePlan | undefined {
  if (course !== undefined) return readCourse(course);
  return due === undefined ? undefined : courseOf(due, late);
}

/** The gradebook of a class; asked for by name it must open before hours of grading, not after. */
async function gradebookFor(found: readonly Found[], { gradebook, out }: CliOptions): Promise<{ db: GradebookDb; where: string } | null> {
  if (gradebook === null || (gradebook === undefined && found.every(({ learner }) => learner === null))) return null;
  const where = gradebook ?? path.join(out, 'gradebook.sqlite');
  return { db: await openGradebook(where), where };
}

/** Grades what was found; Ctrl-C ends it with what is done kept. */
async function grade(found: readonly Found[], options: CliOptions, sandbox: SandboxKind, course: CoursePlan | undefined): Promise<ClassRun> {
  const limits: Partial<Limits> = { ...(options.timeoutS ? { timeoutS: options.timeoutS } : {}), ...(options.memoryMb ? { memoryMb: options.memoryMb } : {}) };
  const manifest = options.manifest === undefined ? undefined : readManifest(options.manifest);
  const planned = plan(found, { assignment: options.assignment, course, manifest, trustNames: options.trustNames });
  const reuse = !options.force && (options.resume || found.some(({ learner }) => learner !== null));
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  try {
    const grading = { sandbox, limits, tasks: options.tasks };
    const pool = { jobs: options.jobs ?? defaultJobs(limits), stallMs: stallLimit(limits) };
    return await gradeClass(planned, { ...grading, ...pool, queue: options.queue, out: options.out, course, reuse, signal: controller.signal });
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  }
}

/** Hands the results to all who want them besides their JSON files: exports, gradebook, statistics. */
async function handOn({ results }: ClassRun, options: CliOptions, course: CoursePlan | undefined, gradebook: Awaited<ReturnType<typeof gradebookFor>>): Promise<string[]> {
  const lines: string[] = [];
  const files = writeExports(results, options.formats, options.out, exportContext({ people: course?.roster.people }));
  if (files.length > 0) lines.push(`exports: ${options.formats.join(', ')} (${files.length} ${files.length === 1 ? 'file' : 'files'})`);
  if (results.some(({ learner }) => learner !== null)) {
    writeWhole(path.join(options.out, 'statistics.json'), `${JSON.stringify(classStatistics(results), null, 2)}\n`);
  }
  if (gradebook) {
    const { recorded, leftOut } = await recordResults(gradebook.db, results, { people: course?.roster.people, dueOf: (slug) => course?.deadline(null, slug)?.due ?? null });
    const without = leftOut > 0 ? `, ${leftOut} left out (no learner, not all tasks, or not graded)` : '';
    lines.push(`gradebook: ${isFile(gradebook.where) ? path.relative(process.cwd(), path.resolve(gradebook.where)) : shown(gradebook.where)} (${recorded} grades${without})`);
  }
  return lines;
}

const isFile = (where: string): boolean => !where.includes('://');

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const given = options.paths.length > 0 ? discover(options.paths, options.layout) : ownNotebooks();
  if (given.length === 0) throw new UsageError('expected the path of a submission: this pack has no notebooks of its own');
  if (options.queue) hidePassword('gradus-grade');
  const sandbox = options.queue ? (options.sandbox ?? 'bwrap') : chooseSandbox(given, options); // at a queue it is the workers that need bubblewrap
  const course = courseFor(options);
  const gradebook = await gradebookFor(given, options);
  const { found, close } = await takeIn(given);
  try {
    const run = await grade(found, options, sandbox, course);
    const lines = await handOn(run, options, course, gradebook);
    console.log(options.json ? JSON.stringify(run.results, null, 2) : [showRun(run, options), ...lines].join('\n'));
    process.exitCode = exitStatus(run);
  } finally {
    close();
    await gradebook?.db.destroy();
  }
}

function exitStatus({ results, left, gaveUp }: ClassRun): number {
  if (gaveUp !== undefined) {
    console.error(`grade: gave up with ${left} submissions left: ${gaveUp}`);
    return EXIT_GAVE_UP;
  }
  if (left > 0) return EXIT_STOPPED;
  const failed = results.filter(({ status }) => status === 'grader-failure');
  for (const { file, message } of failed) console.error(`grade: ${file}: ${message}`);
  return failed.length > 0 ? EXIT_GRADER_FAILURE : 0;
}

main().catch((error: unknown) => {
  const usage = error instanceof UsageError;
  console.error(usage ? `grade: ${error.message}\n  help: npm run grade -- --help` : `grade: a mistake of the grader, not of a submission:\n${error instanceof Error ? error.stack : String(error)}`);
  process.exitCode = usage ? 2 : 70;
});
