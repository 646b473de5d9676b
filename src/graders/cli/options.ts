import { parseArgs } from 'node:util';
import { isTime } from '../course/load';
import { parsePerDay } from '../course/late';
import type { LateRule } from '../course/course';
import type { Layout } from './discover';
import { parseFormats } from '../export';
import type { SandboxKind } from '../sandbox/command';
import { parseAddress } from '../queue/address';
import type { QueueOptions } from '../queue/gradeByQueue';
import { UsageError } from './usage';

export const HELP = `Usage: npm run grade                          your notebooks in notebooks/
       npm run grade -- PATH... [options]     notebooks, .ts files, a learner's folder,
                                              the folder of a class, or a .zip of any of these

Options:
  --out DIR               where the JSON results go (results/)
  --assignment NN         the assignment, when file names and metadata do not tell
  --task ID               only this task, such as 1.2; can be repeated
  --sandbox bwrap|user|process
                          bwrap needs bubblewrap, and is the default for other people's submissions;
                          user runs them as nobody, from a grader that is root: for containers that allow no
                          bubblewrap and are thrown away after one submission (docs/ci.md);
                          process is a separate process only: for code that you trust
  --timeout SECONDS       wall-clock limit of one test (10)
  --memory MB             memory limit of a learner's process (1024)
  --format NAMES          also write the results as csv, junit, html, ... or all; can be repeated
                          (docs/exports.md; npm run export -- --help lists the formats)
  --json                  print the results as JSON instead of tables
  --verbose               show the tests that passed, and what the learner's code printed
  --help

A class (docs/teaching.md):
  --jobs N                submissions graded at once (all processors but one)
  --force                 grade again what has not changed since the last run, too
  --resume                take over results of unchanged files; classes do so without being told
  --layout folders|flat|learner
                          one folder a learner; all files in one folder (anna_01-regularization.ipynb);
                          one learner's own folder. Without it the folder is looked at
  --course FILE           roster, due dates, late rules, extensions (JSON)
  --due TIME              due date of all, with its offset: 2026-11-30T23:59:00+01:00
  --late-per-day 10%|2    what each day begun takes off: per cent of the points that can be had, or points
  --grace MINUTES         this late is still in time
  --manifest FILE         when each submission was handed in (CSV or JSON)
  --trust-names           times that learners may have written into file names count, too
  --gradebook FILE|URL    SQLite file or postgres:// address (OUT/gradebook.sqlite); none: no gradebook

Other machines (docs/queue.md):
  --queue URL             workers at this Redis grade (npm run worker): redis://[user:password@]host:port[/db], or
                          rediss:// with TLS; the password may stand in GRADUS_QUEUE_PASSWORD instead
  --queue-wait MINUTES    give up when there was no worker that fits, or no Redis, for so long (10)

Exit status: 0 when grading worked, whatever the scores; 2 when the command cannot be carried out;
70 when the grader itself broke down on a submission; 75 when --queue-wait was over; 130 when it was stopped with Ctrl-C.
`;

export interface CliOptions {
  paths: string[];
  out: string;
  assignment?: string;
  tasks?: string[];
  formats: string[];
  sandbox?: SandboxKind;
  timeoutS?: number;
  memoryMb?: number;
  json: boolean;
  verbose: boolean;
  help: boolean;
  jobs?: number;
  force: boolean;
  resume: boolean;
  layout: Layout;
  course?: string;
  due?: string;
  late: LateRule;
  manifest?: string;
  trustNames: boolean;
  /** null: none is wanted. */
  gradebook?: string | null;
  /** Who grades, where it is not this machine. */
  queue?: QueueOptions;
}

function positive(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new UsageError(`--${name}: expected a number above 0, got '${text}'`);
  return value;
}

function whole(name: string, text: string | undefined): number | undefined {
  const value = positive(name, text);
  if (value !== undefined && !Number.isInteger(value)) throw new UsageError(`--${name}: expected a whole number, got '${text}'`);
  return value;
}

function oneOf<T extends string>(name: string, text: string | undefined, words: readonly T[]): T | undefined {
  const list = `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
  if (text !== undefined && !words.includes(text as T)) throw new UsageError(`--${name}: expected ${list}, got '${text}'`);
  return text as T | undefined;
}

function taskIds(ids: string[] | undefined): string[] | undefined {
  const odd = ids?.find((id) => !/^\d{1,2}\.\d{1,2}$/.test(id));
  if (odd !== undefined) throw new UsageError(`--task: expected a task such as 1.2, got '${odd}'`);
  return ids;
}

function formatNames(given: string[]): string[] {
  try {
    return parseFormats(given);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function lateRule(perDayText: string | undefined, grace: string | undefined): LateRule {
  const perDay = perDayText === undefined ? undefined : parsePerDay(perDayText);
  if (perDay === null) throw new UsageError(`--late-per-day: expected per cent such as 10% or points such as 2, got '${perDayText}'`);
  const graceMinutes = positive('grace', grace);
  return { ...(perDay ? { perDay } : {}), ...(graceMinutes ? { graceMinutes } : {}) };
}

const QUEUE_WAIT_MINUTES = 10;

function queueOptions({ queue, 'queue-wait': wait, jobs, sandbox }: ReturnType<typeof parse>['values']): QueueOptions | undefined {
  const minutes = positive('queue-wait', wait);
  if (queue === undefined) {
    if (minutes !== undefined) throw new UsageError('--queue-wait needs --queue');
    return undefined;
  }
  if (jobs !== undefined) throw new UsageError('--jobs and --queue cannot go together: each worker has its own (npm run worker -- --jobs N)');
  if (sandbox === 'user') throw new UsageError('--sandbox user and --queue cannot go together: workers run submissions under bubblewrap');
  return { address: parseAddress(queue), waitMs: (minutes ?? QUEUE_WAIT_MINUTES) * 60_000 };
}

export function parseOptions(argv: string[]): CliOptions {
  const { values, positionals } = parse(argv);
  const late = lateRule(values['late-per-day'], values.grace);
  if (values.due !== undefined && !isTime(values.due)) throw new UsageError(`--due: expected a time with its offset such as 2026-11-30T23:59:00+01:00, got '${values.due}'`);
  if (values.due === undefined && Object.keys(late).length > 0) throw new UsageError('--late-per-day and --grace need --due; in a course file they stand under "late"');
  if (values.due !== undefined && values.course !== undefined) throw new UsageError('--due and --course cannot go together: write due dates into the course file');
  if (values.force && values.resume) throw new UsageError('--force grades all again and --resume takes results over: say one of them');
  return {
    paths: positionals,
    out: values.out ?? 'results',
    assignment: values.assignment,
    tasks: taskIds(values.task),
    formats: formatNames(values.format ?? []),
    sandbox: oneOf<SandboxKind>('sandbox', values.sandbox, ['bwrap', 'user', 'process']),
    timeoutS: positive('timeout', values.timeout),
    memoryMb: positive('memory', values.memory),
    json: values.json ?? false,
    verbose: values.verbose ?? false,
    help: values.help ?? false,
    jobs: whole('jobs', values.jobs),
    force: values.force ?? false,
    resume: values.resume ?? false,
    layout: oneOf('layout', values.layout, ['folders', 'flat', 'learner', 'auto']) ?? 'auto',
    course: values.course,
    due: values.due,
    late,
    manifest: values.manifest,
    trustNames: values['trust-names'] ?? false,
    gradebook: values.gradebook === 'none' ? null : values.gradebook,
    queue: queueOptions(values),
  };
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const OF_ONE = { out: text, assignment: text, task: { ...text, multiple: true }, format: { ...text, multiple: true }, sandbox: text, timeout: text, memory: text, json: flag, verbose: flag, help: { ...flag, short: 'h' } } as const;
const OF_CLASS = { jobs: text, force: flag, resume: flag, layout: text, course: text, due: text, 'late-per-day': text, grace: text, manifest: text, 'trust-names': flag, gradebook: text, queue: text, 'queue-wait': text } as const;

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, allowPositionals: true, options: { ...OF_ONE, ...OF_CLASS } });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
