import { parseArgs } from 'node:util';
import { NewError } from './error';

/** The hidden tests of more would not fit into one file: src/graders/assignments/10-transformer/ shows how they are split. */
const MOST_TASKS = 5;

export const HELP = `Usage: npm run new -- NN-slug [options]

Makes the skeleton of an assignment: a notebook's source with prose and solutions, public and hidden tests, hints, wrong
solutions and a NumPy fixture, around small exercises that work. Then it builds the notebook and records what belongs to
it, so that \`npm run check\` passes right away. Nothing is overwritten.

  NN-slug         two digits and a name, such as 11-support-vectors

Options:
  --title TEXT    what the notebook is called (from the slug)
  --tasks N       how many exercises, 1 to ${MOST_TASKS} (2)
  --dataset NAME  a data set of its own, too: datasets/NAME with generator and README, and its loader in gradus/data
  --files-only    only write the files: no build, nothing recorded
  --help

Exit status: 0 when all was made, 1 when not, 2 when the command cannot be understood.
`;

export interface NewOptions {
  slug: string;
  title: string;
  tasks: number;
  /** Name of a data set of its own. */
  dataset?: string;
  filesOnly: boolean;
}

/** What the command line asks for; null for help. Throws `NewError`. */
export function parseOptions(argv: string[]): NewOptions | null {
  const { values, positionals } = parse(argv);
  if (values.help) return null;
  const [slug, ...more] = positionals;
  if (slug === undefined || more.length > 0) throw new NewError(`expected one name such as 11-support-vectors, got ${positionals.join(' ') || 'none'}`, true);
  if (!/^\d\d-[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.startsWith('00')) throw new NewError(`expected two digits from 01, then small letters, digits and -, such as 11-support-vectors; got ${slug}`, true);
  const title = values.title?.trim() ?? titleOf(slug);
  if (!/^[^\n\\'"`$]+$/.test(title)) throw new NewError(`--title: expected one line of text without quotes, backslashes and $, got ${JSON.stringify(title)}`, true);
  const tasks = Number(values.tasks ?? 2);
  if (!Number.isInteger(tasks) || tasks < 1 || tasks > MOST_TASKS) throw new NewError(`--tasks: expected a whole number from 1 to ${MOST_TASKS}, got ${values.tasks}`, true);
  const { dataset } = values;
  if (dataset !== undefined && !/^[a-z][a-z0-9]*$/.test(dataset)) throw new NewError(`--dataset: expected small letters and digits, such as flats; got ${dataset}`, true);
  return { slug, title, tasks, dataset, filesOnly: values['files-only'] ?? false };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({ args, allowPositionals: true, options: { title: text, tasks: text, dataset: text, 'files-only': flag, help: { ...flag, short: 'h' } } });
  } catch (error) {
    throw new NewError((error as Error).message, true);
  }
}

/** 'Support vectors' of '11-support-vectors'. */
const titleOf = (slug: string): string => slug.slice(3).replace(/-/g, ' ').replace(/^./, (c) => c.toUpperCase()); // prettier-ignore
