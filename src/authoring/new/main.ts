import { ROOT } from '../paths';
import { NewError } from './error';
import { HELP, parseOptions, type NewOptions } from './options';
import { runSteps, steps } from './record';
import { writeSkeleton } from './write';

function nextSteps({ slug, dataset }: NewOptions): string {
  const lines = [
    `write notebooks/source/${slug}.ts: your prose, cells and solutions in place of the examples`,
    `write the tests: src/lib/check/public/${slug}.ts, src/graders/assignments/${slug}.ts; test/fixtures/${slug}/generate.py checks solutions against NumPy`,
    `write src/lib/check/hints/${slug}.md, and the wrong solutions that you expect`,
    ...(dataset ? [`describe datasets/${dataset}; after \`git add datasets/${dataset}\`: node scripts/checksums.mjs`] : []),
    'npm run build && npm run check; npm run lab shows the notebook. docs/authoring.md has the details',
  ];
  return `\nNext:\n${lines.map((line, i) => `  ${i + 1}. ${line}`).join('\n')}`;
}

function main(): void {
  const options = parseOptions(process.argv.slice(2));
  if (!options) return void process.stdout.write(HELP);
  const { made, changed } = writeSkeleton(options, ROOT);
  for (const file of made) console.log(`made     ${file}`);
  for (const file of changed) console.log(`changed  ${file}`);
  if (!options.filesOnly) runSteps(steps(options), ROOT, (line) => console.log(`new ${line}`));
  console.log(nextSteps(options));
}

try {
  main();
} catch (error) {
  if (!(error instanceof NewError)) throw error;
  console.error(`new: ${error.message}${error.usage ? '\n  help: npm run new -- --help' : ''}`);
  process.exitCode = error.usage ? 2 : 1;
}
