#!/usr/bin/env node
/** Builds the documentation's site in dist/site with TypeDoc, as typedoc.json says. Ends with status 1 where a link leads nowhere or something public has no docstring. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { ROOT } from './setup/steps.mjs';

const HELP = `Usage: npm run docs

Makes the documentation as a site in dist/site, which any browser opens without a server: the pages of docs/, the README
and every public function of gradus/* with its docstring. A link that leads nowhere or a public function without a
docstring is named, and the exit status is then not 0.
`;

if (process.argv.includes('--help') || process.argv.includes('-h')) process.stdout.write(HELP);
else {
  const started = Date.now();
  const { status, error } = spawnSync(process.execPath, [path.join('node_modules', 'typedoc', 'bin', 'typedoc'), '--logLevel', 'Warn', ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit' });
  if (error) console.error(`docs: TypeDoc did not start (${error.message})\n  what to do: npm run setup`);
  else if (status !== 0) console.error('docs: mend what is named above, then run `npm run docs` again');
  else console.log(`docs: ${path.join('dist', 'site', 'index.html')} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
  process.exitCode = status ?? 1;
}
