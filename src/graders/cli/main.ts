import path from 'node:path';
import { Compiler } from '../compile/compiler';
import { detail, overview } from '../report/terminal';
import { writeResult } from '../report/write';
import { gradeFile } from '../run/grade';
import { bwrapWorks, type SandboxKind } from '../sandbox/command';
import type { Result } from '../schemas/result';
import { discover, ownNotebooks, UsageError, type Found } from './discover';
import { HELP, parseOptions, type CliOptions } from './options';

/** One's own notebooks run without bubblewrap if need be; other people's do not, unless the user says so. */
function chooseSandbox(found: readonly Found[], asked?: SandboxKind): SandboxKind {
  const { works, why } = bwrapWorks();
  if (asked === 'bwrap' && !works) throw new UsageError(`--sandbox bwrap: ${why}. Install bubblewrap (Debian and Ubuntu: apt-get install bubblewrap)`);
  if (asked) return asked;
  if (works) return 'bwrap';
  if (found.every(({ own }) => own)) return 'process';
  throw new UsageError(
    `other people's submissions are run under bubblewrap only, and it does not work here: ${why}.\n  Install it (Debian and Ubuntu: apt-get install bubblewrap), or say --sandbox=process if you trust the code: it then runs as you, with your files and network.`,
  );
}

async function gradeAll(found: readonly Found[], options: CliOptions, sandbox: SandboxKind): Promise<Result[]> {
  const compiler = new Compiler();
  compiler.warm();
  const results: Result[] = [];
  const started = Date.now();
  try {
    for (const [i, { file, learner }] of found.entries()) {
      progress(`grading ${i + 1} of ${found.length}: ${learner ?? path.basename(file)}${eta(started, i, found.length)}`);
      const limits = { ...(options.timeoutS ? { timeoutS: options.timeoutS } : {}), ...(options.memoryMb ? { memoryMb: options.memoryMb } : {}) };
      const result = await gradeFile(file, { learner, assignment: options.assignment, tasks: options.tasks, sandbox, limits, compiler, startEarly: found.length === 1 });
      writeResult(result, options.out);
      results.push(result);
    }
  } finally {
    compiler.close();
    progress('');
  }
  return results;
}

function eta(started: number, done: number, all: number): string {
  if (done === 0) return '';
  return `, about ${Math.ceil((((Date.now() - started) / done) * (all - done)) / 1000)} s left`;
}

/** A line that is replaced on a terminal; plain lines elsewhere. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
  else if (text) process.stderr.write(`${text}\n`);
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const found = options.paths.length > 0 ? discover(options.paths) : ownNotebooks();
  const results = await gradeAll(found, options, chooseSandbox(found, options.sandbox));
  if (options.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  else {
    console.log(results.map((result) => detail(result, options.verbose)).join('\n\n'));
    if (results.length > 1) console.log(`\n${overview(results)}`);
    console.log(`\nresults: ${path.relative(process.cwd(), path.resolve(options.out)) || '.'}/`);
  }
}

main().catch((error: unknown) => {
  const usage = error instanceof UsageError;
  console.error(usage ? `grade: ${error.message}\n  help: npm run grade -- --help` : `grade: a mistake of the grader, not of a submission:\n${error instanceof Error ? error.stack : String(error)}`);
  process.exitCode = usage ? 2 : 70;
});
