/**
 * Grades the one submission in /autograder/submission and writes /autograder/results/results.json. $GRADUS_AUTOGRADER_ROOT stands for /autograder.
 *
 * It fails closed: whatever happens, results.json is there, and it holds points only if the grader came to its end and said so. A grader that breaks down gives
 * 0 points and a message that it was the autograder's fault. Without a file Gradescope would say "the autograder failed to execute correctly", which tells the
 * learner nothing; points for what was not graded would reward whoever brings the grader down. The reason goes to the log, which only staff see.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

const ROOT = process.env.GRADUS_AUTOGRADER_ROOT ?? '/autograder';
const PACK = path.join(ROOT, 'source', 'pack');
const SUBMISSION = path.join(ROOT, 'submission');
const RESULTS = path.join(ROOT, 'results');
/** Gradescope ends a run after 10 minutes, unless the assignment says otherwise. */
const SECONDS = Number(process.env.GRADUS_TIMEOUT_S ?? 540);

/** Something that the learner can mend. */
class SubmissionError extends Error {}

function write(results) {
  const file = path.join(RESULTS, 'results.json');
  fs.writeFileSync(`${file}.part`, `${JSON.stringify(results, null, 2)}\n`);
  fs.renameSync(`${file}.part`, file);
}

const nothing = (output, graderFailed) => ({ score: 0, output, output_format: 'text', visibility: 'visible', stdout_visibility: 'hidden', extra_data: { graderFailed } });

const BROKEN =
  'The autograder itself broke down, so this submission was not graded. The 0 points say nothing about your work. Tell your teacher, who finds the reason in the log and can grade it again.';

/** The one notebook or .ts file that was handed in; the assignment's own name comes before others. */
function submittedFile(slug) {
  const names = fs.readdirSync(SUBMISSION, { withFileTypes: true }).filter((entry) => entry.isFile() && /\.(ipynb|ts)$/.test(entry.name) && !/^\.|\.d\.ts$/.test(entry.name)).map((entry) => entry.name).sort(); // prettier-ignore
  const named = names.find((name) => name === `${slug}.ipynb`) ?? names.find((name) => name === `${slug}.ts`);
  if (named) return path.join(SUBMISSION, named);
  if (names.length === 1) return path.join(SUBMISSION, names[0]);
  throw new SubmissionError(names.length === 0 ? `There is no notebook in this submission: hand in the file ${slug}.ipynb.` : `This submission has ${names.length} files that could be graded (${names.slice(0, 5).join(', ')}): hand in ${slug}.ipynb alone.`);
}

/** bubblewrap where the container allows it; else a user of its own. Never the grader's. */
function sandbox() {
  const { bwrapWorks } = createRequire(import.meta.url)(path.join(PACK, 'dist', 'graders', 'sandbox', 'bwrap.js'));
  const { works, why } = bwrapWorks();
  console.log(works ? 'sandbox: bubblewrap' : `sandbox: the user nobody (${why})`);
  return works ? 'bwrap' : 'user';
}

/** results.json as the grader wrote it. Throws when it did not come to its end. */
function grade(slug, file, out) {
  const args = [path.join(PACK, 'dist', 'graders', 'cli', 'main.js'), '--assignment', slug, '--sandbox', sandbox(), '--out', out, '--format', 'gradescope', '--', file];
  const run = spawnSync(process.execPath, args, { cwd: out, encoding: 'utf8', timeout: SECONDS * 1000, killSignal: 'SIGKILL', maxBuffer: 1 << 28 });
  console.log(run.stdout, run.stderr);
  if (run.status !== 0) throw new Error(run.error ? `the grader was stopped: ${run.error.message}` : `the grader ended with ${run.status ?? run.signal}`);
  const found = fs.readdirSync(path.join(out, 'gradescope'), { recursive: true }).filter((name) => path.basename(name) === 'results.json');
  if (found.length !== 1) throw new Error(`expected one results.json, the grader wrote ${found.length}`);
  const results = JSON.parse(fs.readFileSync(path.join(out, 'gradescope', found[0]), 'utf8'));
  if (!Number.isFinite(results.score) || results.score < 0) throw new Error(`expected a score, got ${JSON.stringify(results.score)}`);
  return results;
}

function main() {
  fs.mkdirSync(RESULTS, { recursive: true });
  for (const folder of [RESULTS, SUBMISSION]) fs.chmodSync(folder, 0o700);
  write(nothing(`${BROKEN} (It was stopped before it came to an end.)`, true));
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-out-')); // only its owner can look inside
  try {
    const [slug] = JSON.parse(fs.readFileSync(path.join(PACK, 'manifest.json'), 'utf8')).assignments;
    write(grade(slug, submittedFile(slug), out));
  } catch (error) {
    const own = error instanceof SubmissionError;
    if (!own) console.log(error.stack);
    write(nothing(own ? error.message : BROKEN, !own));
  } finally {
    fs.rmSync(out, { recursive: true, force: true });
  }
}

main();
