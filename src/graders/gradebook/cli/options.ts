import { parseArgs } from 'node:util';
import { UsageError } from '../../cli/usage';
import { matchSlug } from '../../run/assignment';

export const HELP = `Usage: npm run gradebook -- list [--assignment NN]           who has which grade
       npm run gradebook -- show LEARNER [--history]         one learner: tasks, what failed, earlier gradings
       npm run gradebook -- stats [--assignment NN] [--json] how the class did on each question
       npm run gradebook -- export --csv [FILE]              a line a learner, a column an assignment

Options:
  --gradebook FILE|URL  SQLite file or postgres:// address (results/gradebook.sqlite)
  --assignment NN       only this assignment
  --history             earlier gradings, too
  --raw                 export: scores before what being late cost
  --json                list, show, stats: as JSON
  --help

LEARNER is an id, name or address, or a part of one that only one learner has.
A password for PostgreSQL can be left out of the address: PGPASSWORD and ~/.pgpass are read.
`;

const COMMANDS = ['list', 'show', 'stats', 'export'] as const;
export type Command = (typeof COMMANDS)[number];

export interface GradebookOptions {
  command: Command;
  /** What stands behind the command: the learner, the file to export to. */
  argument?: string;
  gradebook: string;
  assignment?: string;
  history: boolean;
  raw: boolean;
  json: boolean;
}

/** null: the help text is wanted. Throws `UsageError`. */
export function parseOptions(argv: string[]): GradebookOptions | null {
  const { values, positionals } = parse(argv);
  if (values.help || positionals.length === 0) return null;
  const [command, argument, surplus] = positionals;
  if (!(COMMANDS as readonly string[]).includes(command)) throw new UsageError(`there is no command ${command}; expected ${COMMANDS.join(', ')}`);
  const takes = command === 'show' || command === 'export' ? 1 : 0;
  if (surplus !== undefined || (argument !== undefined && takes === 0)) throw new UsageError(`${command}: '${takes === 0 ? argument : surplus}' is more than it takes`);
  if (command === 'show' && argument === undefined) throw new UsageError('show: whose? npm run gradebook -- show LEARNER');
  if (command === 'export' && !values.csv) throw new UsageError('export: say --csv');
  return { command: command as Command, argument, gradebook: values.gradebook ?? 'results/gradebook.sqlite', assignment: slug(values.assignment), history: values.history ?? false, raw: values.raw ?? false, json: values.json ?? false };
}

function slug(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const found = matchSlug(name);
  if (!found) throw new UsageError(`--assignment: there is no assignment ${name}`);
  return found;
}

function parse(argv: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({ args: argv, allowPositionals: true, options: { gradebook: text, assignment: text, history: flag, raw: flag, json: flag, csv: flag, help: { ...flag, short: 'h' } } });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
