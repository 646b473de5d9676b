import type { Result, TaskResult, TestResult } from '../schemas/result';
import { loadAssignment, type PlannedTask } from './assignment';
import { fillTotals } from './result';
import type { Outcome } from './runTest';

/** A test's line in the result: all of its points, or none. */
export function testResult(task: PlannedTask, planned: PlannedTask['tests'][number], outcome: Outcome, output: string, ms: number): TestResult {
  const { test, maxPoints } = planned;
  const points = outcome.status === 'passed' ? maxPoints : 0;
  return { task: task.id, name: test.name, ...outcome, visibility: test.visibility ?? 'hidden', points, maxPoints, output, ms };
}

/** A task of which every test ended in the same way, without being run. */
export function failAll(task: PlannedTask, outcome: Outcome): TaskResult {
  const tests = task.tests.map((planned) => testResult(task, planned, outcome, '', 0));
  return { id: task.id, fn: task.fn, title: task.title, status: outcome.status, score: 0, maxScore: task.points, tests };
}

/** 0 of an assignment's points, where nothing could be run. */
export function fillWithout(result: Result, slug: string, message: string): void {
  const assignment = loadAssignment(slug);
  Object.assign(result, { assignment: slug, title: assignment.title, tasks: assignment.tasks.map((task) => failAll(task, { status: 'missing', message })) });
  fillTotals(result);
  if (assignment.publicOf !== undefined) markPublicOnly(result, assignment.publicOf);
}

/** Full marks here are not full marks: the result says so. */
export function markPublicOnly(result: Result, points: number): void {
  result.publicOnly = true;
  const visible = Math.round(result.maxScore * 10) / 10;
  result.notes = [...result.notes, `Public tests only: they are worth ${visible} of the assignment's ${points} points. Hidden tests count as well; your teacher runs them on what you hand in.`];
}
