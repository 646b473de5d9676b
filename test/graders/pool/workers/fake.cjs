/** A worker that does what the file's name says, to see what the pool makes of it. `once` means: only if the folder of that file has no mark yet. */
const fs = require('node:fs');
const path = require('node:path');

process.on('disconnect', () => process.exit(0));
process.on('message', (job) => {
  const what = path.basename(job.file);
  const reply = (message) => process.send({ id: job.id, ...message });
  const mark = `${job.file}.mark`;
  const first = !fs.existsSync(mark);
  fs.appendFileSync(mark, `${process.pid}\n`);
  if (what.startsWith('dies') || (what.startsWith('once-dies') && first)) {
    console.error('TypeError: out of luck');
    process.exit(3);
  }
  if (what.startsWith('hangs') || (what.startsWith('once-hangs') && first)) return;
  if (what.startsWith('throws')) return reply({ type: 'error', message: 'a mistake in the tests' });
  if (what.startsWith('slow')) {
    let n = 0;
    const timer = setInterval(() => (++n < 5 ? reply({ type: 'test' }) : (clearInterval(timer), reply({ type: 'result', result: { file: what } }))), 700);
    return;
  }
  setTimeout(() => {
    reply({ type: 'result', result: { file: 'an answer to another job' }, id: 'other' });
    reply({ type: 'result', result: { file: what } });
  }, 10);
});
