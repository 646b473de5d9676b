/**
 * Reads the JSON results below a folder. Prints `score=` and `max-score=` of all together, for $GITHUB_OUTPUT; with --fail-below PERCENT it compares each
 * submission with that instead, and exits with 1 if one has less. A folder without results is a failure. Any CI can use it: it needs nothing but Node.
 */
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'fail-below': { type: 'string' } } });
const [folder = 'results'] = positionals;
const limit = values['fail-below'] === undefined ? null : Number(values['fail-below']);

function stop(message) {
  console.error(`::error title=Gradus::${message}`);
  process.exit(1);
}

if (limit !== null && !(limit >= 0 && limit <= 100)) stop(`fail-below: expected a percentage from 0 to 100, got '${values['fail-below']}'`);
const files = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.json')) : [];
const results = files.map((name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'))).filter((result) => result?.schema === 'gradus/result/v1');
if (results.length === 0) stop(`there are no results in ${folder}`);

/** What counts: with a due date the score after the penalty for being late. */
const scoreOf = (result) => result.late?.finalScore ?? result.score;
const sum = (pick) => Math.round(results.reduce((total, result) => total + pick(result), 0) * 1e4) / 1e4;

if (limit === null) console.log(`score=${sum(scoreOf)}\nmax-score=${sum((result) => result.maxScore)}`);
else {
  const below = results.filter((result) => !(scoreOf(result) >= (limit / 100) * result.maxScore) || result.status !== 'graded');
  const name = (result) => [result.learner, result.assignment].filter(Boolean).join(' ').replace(/[^\p{L}\p{N} ._-]/gu, '_') || 'a submission';
  for (const result of below) console.error(`::error title=Gradus::${name(result)}: ${scoreOf(result)} of ${result.maxScore} points, at least ${limit} % are wanted`);
  process.exitCode = below.length > 0 ? 1 : 0;
}
