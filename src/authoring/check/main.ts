import { parseArgs } from 'node:util';
import { ROOT } from '../paths';
import { runChecks } from './checks';

const HELP = `Usage: npm run check

Proves that the pack is whole: sources parse, every exercise has its cells and tests, every starter scores 0 on
each graded part and every solution 100 %, generated files are current, notebooks are clean, nothing is left over.
Exit status 1 if anything fails.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  let failed = 0;
  for await (const { name, problems, ms } of runChecks(ROOT)) {
    console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'}  ${name} (${(ms / 1000).toFixed(1)} s)`);
    for (const problem of problems) console.log(`        ${problem}`);
    if (problems.length > 0) failed++;
  }
  console.log(failed === 0 ? '\nThe pack is whole.' : `\n${failed} check${failed > 1 ? 's' : ''} failed.`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
