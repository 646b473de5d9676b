import { parseArgs } from 'node:util';
import { parseFormats } from '../export';
import type { SandboxKind } from '../sandbox/command';
import { UsageError } from './discover';

export const HELP = `Usage: npm run grade                          your notebooks in notebooks/
       npm run grade -- PATH... [options]     notebooks, .ts files, a learner's folder,
                                              or a folder with one folder a learner

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
                          (npm run export -- --help lists the formats)
  --json                  print the results as JSON instead of tables
  --verbose               show the tests that passed, and what the learner's code printed
  --help

Exit status: 0 when grading worked, whatever the scores; 2 when the command cannot be carried out.
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
}

function positive(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new UsageError(`--${name}: expected a number above 0, got '${text}'`);
  return value;
}

const isSandbox = (name: string): name is SandboxKind => ['bwrap', 'user', 'process'].includes(name);

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

export function parseOptions(argv: string[]): CliOptions {
  const { values, positionals } = parse(argv);
  if (values.sandbox !== undefined && !isSandbox(values.sandbox)) throw new UsageError(`--sandbox: expected bwrap, user or process, got '${values.sandbox}'`);
  return {
    paths: positionals,
    out: values.out ?? 'results',
    assignment: values.assignment,
    tasks: taskIds(values.task),
    formats: formatNames(values.format ?? []),
    sandbox: values.sandbox,
    timeoutS: positive('timeout', values.timeout),
    memoryMb: positive('memory', values.memory),
    json: values.json ?? false,
    verbose: values.verbose ?? false,
    help: values.help ?? false,
  };
}

function parse(argv: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: { out: text, assignment: text, task: { ...text, multiple: true }, format: { ...text, multiple: true }, sandbox: text, timeout: text, memory: text, json: flag, verbose: flag, help: { ...flag, short: 'h' } },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
