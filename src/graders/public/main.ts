/** `node dist/graders/public/main.js NOTEBOOK`: runs the public tests on one's own saved notebook, and prints what `submit()` shows as JSON. */
import process from 'node:process';
import { gradeFile } from '../run/grade';
import { bwrapWorks } from '../sandbox/bwrap';

async function main(file: string): Promise<void> {
  const result = await gradeFile(file, { publicOnly: true, sandbox: bwrapWorks().works ? 'bwrap' : 'process' });
  const tasks = result.tasks.map(({ id, title, status, tests }) => ({
    id,
    title,
    status,
    passed: tests.filter((test) => test.status === 'passed').length,
    tests: tests.length,
    message: tests.find((test) => test.status !== 'passed')?.message ?? '',
  }));
  process.stdout.write(JSON.stringify({ assignment: result.assignment, status: result.status, message: result.message, notes: result.notes, tasks, score: result.public.score, maxScore: result.public.maxScore }));
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 70;
});
