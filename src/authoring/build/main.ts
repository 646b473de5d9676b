import { parseArgs } from 'node:util';
import { SourceError } from '../source/cell';
import { buildAll } from './build';

const HELP = `Usage: npm run build -- [options]

Compiles src/ to dist/, then makes from each notebooks/source/NN-slug.ts
  notebooks/NN-slug.ipynb      what learners open
  dist/solutions/NN-slug.js    the reference solution
  dist/pack/NN-slug.ipynb      the grader's copy
  dist/solved/NN-slug.ipynb    the notebook with solutions, run by the tests

Options:
  --dist-only   leave notebooks/ alone
  --force       overwrite notebooks that hold somebody's work, keeping a backup
  --help
`;

function main(): void {
  const { values } = parseArgs({ options: { 'dist-only': { type: 'boolean' }, force: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  for (const { file, what } of buildAll({ distOnly: values['dist-only'], force: values.force }))
    console.log(what === 'kept' ? `kept: ${file} holds somebody's work (--force overwrites it and keeps a backup)` : `${what}: ${file}`);
}

try {
  main();
} catch (error) {
  if (!(error instanceof SourceError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS'))) throw error;
  console.error(`build: ${(error as Error).message}`);
  process.exitCode = 1;
}
