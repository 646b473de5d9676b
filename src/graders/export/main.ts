/** `npm run export -- RESULTS --format X --out DIR`: exports of results that were graded before. */
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { exportContext, formatsHelp, parseFormats, writeExports } from './index';
import { readCourse } from '../course/load';
import { UsageError } from '../cli/usage';
import { loadResults, ResultsError } from './load';

const HELP = (): string => `Usage: npm run export -- RESULTS --format NAME[,NAME...] [--out DIR]

  RESULTS         the folder that npm run grade wrote (--out there), or one of its .json files
  --format NAMES  all, or some of the formats below; can be repeated
  --out DIR       where the exports go (RESULTS, if it is a folder)
  --from DIR      the folder that grading was started in, to find the submissions' lines again (the current one)
  --course FILE   a course file (docs/teaching.md): names and e-mail of its roster for the CSV
  --help

Formats:
${formatsHelp()}

More: docs/exports.md. Exit status: 0 when all was written; 2 when the command cannot be carried out.
`;

function options(argv: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: argv, allowPositionals: true, options: { format: { ...text, multiple: true }, out: text, from: text, course: text, help: { type: 'boolean', short: 'h' } } });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function main(): void {
  const { values, positionals } = options(process.argv.slice(2));
  if (values.help) return void process.stdout.write(HELP());
  if (positionals.length !== 1) throw new UsageError(`expected one folder or file of results, got ${positionals.length}`);
  if (!values.format) throw new UsageError('--format: expected at least one format');
  const formats = parseFormats(values.format);
  const results = loadResults(positionals[0]);
  const people = values.course === undefined ? undefined : readCourse(values.course).roster.people;
  const out = values.out ?? (positionals[0].endsWith('.json') ? path.dirname(positionals[0]) : positionals[0]);
  const files = writeExports(results, formats, out, exportContext({ folder: values.from, people }));
  console.log(`${results.length} ${results.length === 1 ? 'result' : 'results'}, ${files.length} ${files.length === 1 ? 'file' : 'files'} in ${path.relative(process.cwd(), path.resolve(out)) || '.'}/`);
}

try {
  main();
} catch (error) {
  if (!(error instanceof UsageError || error instanceof RangeError || error instanceof ResultsError)) throw error;
  console.error(`export: ${error.message}\n  help: npm run export -- --help`);
  process.exitCode = 2;
}
