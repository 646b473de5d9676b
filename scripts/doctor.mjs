#!/usr/bin/env node
/** `npm run doctor`: looks at an installation and says what to mend. Plain Node, no dependencies: it must run where nothing else does. */
import process from 'node:process';
import { checks } from './doctor/checks.mjs';

const HELP = `Usage: npm run doctor [-- --json]

Looks at Node, the packages, TensorFlow, the build, JupyterLab and the kernel, bubblewrap, the data sets, your notebooks,
disk and memory. Each is ok, a warning (it works, with less), or a failure, with what to do. Changes nothing.

  --json    prints a list of { name, status, found, advice }
Exit status 1 if anything fails, 2 for an unknown option.
`;

const MARKS = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' };

async function examine({ name, run }) {
  try {
    return { name, ...(await run()) };
  } catch (error) {
    return {
      name,
      status: 'fail',
      found: `the check itself failed: ${error.message}`,
      advice: 'run `npm run setup`, then `npm run doctor` again',
    };
  }
}

async function main(args) {
  const odd = args.find((arg) => !['--json', '--help', '-h'].includes(arg));
  if (odd) {
    process.stderr.write(`doctor: there is no option ${odd}\n${HELP}`);
    return 2;
  }
  if (args.includes('--help') || args.includes('-h')) return (process.stdout.write(HELP), 0);
  const json = args.includes('--json');
  const results = [];
  for (const check of checks) {
    const result = await examine(check);
    results.push(result);
    if (json) continue;
    console.log(`${MARKS[result.status]}  ${result.name}: ${result.found}`);
    if (result.status !== 'ok') console.log(`        what to do: ${result.advice}`);
  }
  const count = (status) => results.filter((r) => r.status === status).length;
  if (json) console.log(JSON.stringify(results, null, 2));
  else
    console.log(
      count('fail') > 0
        ? `\n${count('fail')} of ${results.length} need mending.`
        : `\nAll is well${count('warn') > 0 ? `, with ${count('warn')} warnings` : ''}.`,
    );
  return count('fail') > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
