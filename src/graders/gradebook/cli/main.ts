/** `npm run gradebook`: what is in the gradebook, for people and spreadsheets. */
import fs from 'node:fs';
import { writeWhole } from '../../../lib/files/writeWhole';
import { classStatistics, statisticsTable } from '../../statistics';
import { UsageError } from '../../cli/usage';
import { gradesCsv } from '../csv';
import { isPostgres, openGradebook, type GradebookDb } from '../open';
import { findLearners, readGrades, readLearners, readResults } from '../read';
import { HELP, parseOptions, type Command, type GradebookOptions } from './options';
import { gradeTable, learnerPage } from './show';

type Run = (db: GradebookDb, options: GradebookOptions) => Promise<string>;

const json = (value: unknown): string => JSON.stringify(value, null, 2);

const list: Run = async (db, { assignment, history, json: asJson }) => {
  const grades = await readGrades(db, { assignment, history });
  if (asJson) return json(grades);
  return grades.length > 0 ? gradeTable(grades, history) : 'no grades yet: npm run grade -- SUBMISSIONS writes them';
};

const show: Run = async (db, { argument, assignment, history, json: asJson }) => {
  const learners = await findLearners(db, argument!);
  if (learners.length === 0) throw new UsageError(`show: nobody is called ${argument}`);
  if (learners.length > 1) throw new UsageError(`show: '${argument}' may be ${learners.map(({ id }) => id).join(', ')}`);
  const filter = { learner: learners[0].id, assignment };
  const [grades, results] = [await readGrades(db, { ...filter, history }), await readResults(db, filter)];
  return asJson ? json({ grades, results }) : learnerPage(grades, results, history);
};

const stats: Run = async (db, { assignment, json: asJson }) => {
  const statistics = classStatistics(await readResults(db, { assignment }));
  return asJson ? json(statistics) : statisticsTable(statistics) || 'no grades yet';
};

const exportCsv: Run = async (db, { argument, assignment, raw }) => {
  const csv = gradesCsv(await readLearners(db), await readGrades(db, { assignment }), raw);
  if (argument === undefined) return csv.trimEnd();
  writeWhole(argument, csv);
  return `written: ${argument}`;
};

const COMMANDS: Record<Command, Run> = { list, show, stats, export: exportCsv };

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  const { gradebook } = options;
  // reading must not leave an empty gradebook behind a mistyped name
  if (!isPostgres(gradebook) && !fs.existsSync(gradebook)) throw new UsageError(`there is no gradebook ${gradebook}: npm run grade -- SUBMISSIONS makes one, --gradebook names another`);
  const db = await openGradebook(gradebook);
  try {
    console.log(await COMMANDS[options.command](db, options));
  } finally {
    await db.destroy();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof UsageError ? `gradebook: ${error.message}\n  help: npm run gradebook -- --help` : `gradebook: ${error instanceof Error ? error.stack : String(error)}`);
  process.exitCode = error instanceof UsageError ? 2 : 70;
});
