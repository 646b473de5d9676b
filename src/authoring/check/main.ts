import { parseArgs } from 'node:util';
import { ROOT } from '../paths';
import { runChecks } from './checks';

const HELP = `Usage: npm run check -- [options]

Proves that the pack is whole: sources parse, every exercise has its cells and tests, every starter scores 0 on
each graded part and every solution 100 %, wrong variants of the solutions (mutants) are caught by the tests,
generated files are current, notebooks are clean, nothing is left over. Exit status 1 if anything fails.

Options:
  --mutants WHICH  changed  judge the mutants of assignments that changed since the committed record (default)
                   all      judge all of them anew, minutes for each assignment
                   05       judge those of assignment 5 anew, and list the survivors with their reasons
                   none     leave them out
  --write          write what was found to src/authoring/mutants/survivors/, keeping the reasons
  --only WORDS     only the checks in whose line WORDS stand: --only variants
  --help
`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { mutants: { type: 'string', default: 'changed' }, write: { type: 'boolean', default: false }, only: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  let failed = 0;
  for await (const { name, problems, notes, ms } of runChecks(ROOT, values)) {
    console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'}  ${name} (${(ms / 1000).toFixed(1)} s)`);
    for (const note of notes) console.log(`      ${note}`);
    for (const problem of problems) console.log(`        ${problem}`);
    if (problems.length > 0) failed++;
  }
  console.log(failed === 0 ? `\n${values.only ? 'These checks passed.' : 'The pack is whole.'}` : `\n${failed} check${failed > 1 ? 's' : ''} failed.`);
  process.exitCode = failed === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(`check: ${error instanceof Error ? error.message : String(error)}\n  help: npm run check -- --help`);
  process.exitCode = 2;
});
