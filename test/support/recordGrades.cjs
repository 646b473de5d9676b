/**
 * Records grades of five learners into a gradebook, over and over, as one of several processes that do so at once: recordGrades.cjs WHERE NUMBER ROUNDS. It says
 * when it is ready, and begins when it is told to. Needs the build.
 */
const path = require('node:path');
const dist = path.resolve(__dirname, '../../dist/graders');
const { openGradebook } = require(path.join(dist, 'gradebook/open.js'));
const { recordResults } = require(path.join(dist, 'gradebook/record.js'));
const { emptyResult } = require(path.join(dist, 'run/result.js'));
const { DEFAULT_LIMITS } = require(path.join(dist, 'sandbox/command.js'));

async function main([where, number, rounds]) {
  const db = await openGradebook(where);
  for (let round = 0; round < Number(rounds); round++) {
    const results = [0, 1, 2, 3, 4].map((i) => {
      const result = { ...emptyResult('x.ipynb', `learner-${i}`, DEFAULT_LIMITS), assignment: '01-regularization', title: 'T' };
      Object.assign(result.provenance, { gradedAt: `2026-11-30T10:${String(round).padStart(2, '0')}:0${number}.000Z`, submissionSha256: `${number}` });
      return result;
    });
    await recordResults(db, results);
  }
  await db.destroy();
}

process.stdin.once('data', () => {
  process.stdin.destroy();
  main(process.argv.slice(2));
});
process.stdout.write('ready');
