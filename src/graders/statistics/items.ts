import type { Result, Status, TaskResult } from '../schemas/result';
import { correlation, distribution } from './moments';
import type { ItemStatistics, StatusCounts, TaskStatistics, TestStatistics } from './types';

/** How one submission did on an item, and what the whole submission scored. */
interface Attempt {
  status: Status;
  points: number;
  total: number;
}

function itemStatistics(attempts: readonly Attempt[]): ItemStatistics {
  const n = attempts.length;
  const statuses: StatusCounts = {};
  for (const { status } of attempts) statuses[status] = (statuses[status] ?? 0) + 1;
  const passes = attempts.map(({ status }): number => (status === 'passed' ? 1 : 0));
  const rest = attempts.map(({ points, total }) => total - points);
  return { n, passed: n === 0 ? null : (statuses.passed ?? 0) / n, statuses, discrimination: correlation(passes, rest) };
}

/** The tasks of one assignment, in its order, from its graded results. A result of a run with --task counts on the tasks it has. */
export function taskStatistics(results: readonly Result[]): TaskStatistics[] {
  const byId = new Map<string, { task: TaskResult; total: number }[]>();
  for (const result of results) for (const task of result.tasks) byId.set(task.id, [...(byId.get(task.id) ?? []), { task, total: result.score }]);
  const order = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
  return [...byId.values()].sort((a, b) => order(a[0].task.id, b[0].task.id)).map(oneTask);
}

function oneTask(done: readonly { task: TaskResult; total: number }[]): TaskStatistics {
  const { id, fn, title, maxScore } = done[0].task;
  const attempts = done.map(({ task, total }) => ({ status: task.status, points: task.score, total }));
  return { id, fn, title, maxScore, ...itemStatistics(attempts), score: distribution(attempts.map(({ points }) => points)), tests: testStatistics(done) };
}

function testStatistics(done: readonly { task: TaskResult; total: number }[]): TestStatistics[] {
  const byName = new Map<string, { head: Pick<TestStatistics, 'task' | 'name' | 'visibility' | 'maxPoints'>; attempts: Attempt[] }>();
  for (const { task, total } of done)
    for (const { name, visibility, maxPoints, status, points } of task.tests) {
      const test = byName.get(name) ?? { head: { task: task.id, name, visibility, maxPoints }, attempts: [] };
      test.attempts.push({ status, points, total });
      byName.set(name, test);
    }
  return [...byName.values()].map(({ head, attempts }) => ({ ...head, ...itemStatistics(attempts) }));
}
