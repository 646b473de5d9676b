import path from 'node:path';
import { Compiler, gradeFile, type Result } from '../../graders';
import { listSlugs, paths } from '../paths';

/** Grades what learners get and what the authors wrote. */
export async function checkScores(root: string): Promise<string[]> {
  const compiler = new Compiler();
  const problems: string[] = [];
  try {
    for (const slug of listSlugs(root)) {
      const { pack, solved } = paths(root);
      problems.push(...starterProblems(slug, await gradeFile(path.join(pack, `${slug}.ipynb`), { compiler })));
      problems.push(...solutionProblems(slug, await gradeFile(path.join(solved, `${slug}.ipynb`), { compiler })));
    }
  } finally {
    compiler.close();
  }
  return problems;
}

function starterProblems(slug: string, result: Result): string[] {
  if (result.status !== 'graded') return [`${slug}: the starter is not readable: ${result.message}`];
  return result.tasks.filter((task) => task.score !== 0 || task.status !== 'not-implemented').map((task) => `${slug}: the starter of ${task.id} scores ${task.score} with status ${task.status}, expected 0 and not-implemented`);
}

function solutionProblems(slug: string, result: Result): string[] {
  const failed = result.tasks.flatMap((task) => task.tests).filter((test) => test.status !== 'passed');
  const problems = failed.map((test) => `${slug}: the solution of ${test.task} fails "${test.name}": ${test.status} ${test.message}`);
  if (failed.length === 0 && result.score !== result.maxScore) problems.push(`${slug}: the solution scores ${result.score} of ${result.maxScore}`);
  return [...problems, ...result.notes.map((note) => `${slug}: grading the solution notes: ${note}`)];
}
