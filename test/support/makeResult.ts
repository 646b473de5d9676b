import { emptyResult, fillTotals, taskStatus } from '../../src/graders/run/result';
import { DEFAULT_LIMITS } from '../../src/graders/sandbox/command';
import type { Result, Status } from '../../src/graders/schemas/result';

/** A result as the grader would write it: a task of ten points for each list of statuses, whose first test is public and the others hidden. */
export function makeResult(learner: string | null, assignment: string, tasks: Record<string, readonly Status[]>, more: Partial<Result> = {}): Result {
  const result: Result = { ...emptyResult(`${learner ?? 'own'}/${assignment}.ipynb`, learner, DEFAULT_LIMITS), assignment, title: 'An assignment' };
  result.provenance.submissionSha256 = 'a'.repeat(64);
  result.tasks = Object.entries(tasks).map(([id, statuses]) => {
    const tests = statuses.map((status, i) => {
      const maxPoints = 10 / statuses.length;
      return { task: id, name: `test ${i + 1}`, status, visibility: i === 0 ? ('visible' as const) : ('hidden' as const), points: status === 'passed' ? maxPoints : 0, maxPoints, message: status === 'passed' ? '' : 'does not hold', output: '', ms: 3 };
    });
    return { id, fn: `fn${id.replace('.', '')}`, title: `Task ${id}`, status: taskStatus(tests), score: 0, maxScore: 10, tests };
  });
  fillTotals(result);
  return { ...result, ...more };
}
