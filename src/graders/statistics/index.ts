/** What a class did: for each assignment its scores, for each question how many passed and how well it tells good submissions from weak ones. */
import type { Result } from '../schemas/result';
import { taskStatistics } from './items';
import { distribution } from './moments';
import type { AssignmentStatistics, ClassStatistics, TaskStatistics, TestStatistics } from './types';

export type { AssignmentStatistics, ClassStatistics, Distribution, ItemStatistics, StatusCounts, TaskStatistics, TestStatistics } from './types';
export { statisticsTable } from './table';

const BINS = 10;
const HARDEST = 10;

/** Statistics of a class: one result for each learner and assignment. Results whose assignment is not known are left out. */
export function classStatistics(results: readonly Result[]): ClassStatistics {
  const byAssignment = new Map<string, Result[]>();
  for (const result of results) {
    if (result.assignment === null) continue;
    const list = byAssignment.get(result.assignment);
    if (list) list.push(result);
    else byAssignment.set(result.assignment, [result]);
  }
  return {
    learners: new Set(results.map(({ learner }) => learner)).size,
    assignments: [...byAssignment.keys()].sort().map((slug) => assignmentStatistics(slug, byAssignment.get(slug)!)),
  };
}

function assignmentStatistics(assignment: string, results: readonly Result[]): AssignmentStatistics {
  const count = (status: Result['status']): number => results.filter((result) => result.status === status).length;
  const graded = results.filter(({ status }) => status === 'graded');
  const tasks = taskStatistics(graded);
  return {
    assignment,
    title: results.find(({ title }) => title)?.title ?? '',
    maxScore: Math.max(0, ...results.map(({ maxScore }) => maxScore)),
    graded: graded.length,
    unreadable: count('unreadable'),
    missing: count('missing'),
    failures: count('grader-failure'),
    late: graded.filter(({ late }) => late !== null).length,
    score: distribution(graded.map(({ score }) => score)),
    finalScore: distribution(graded.map(({ score, late }) => late?.finalScore ?? score)),
    histogram: histogram(graded),
    tasks,
    hardestTests: hardest(tasks),
  };
}

function histogram(graded: readonly Result[]): number[] {
  const bins = new Array<number>(BINS).fill(0);
  for (const { score, maxScore } of graded) bins[Math.min(BINS - 1, Math.floor((maxScore > 0 ? score / maxScore : 0) * BINS))]++;
  return bins;
}

function hardest(tasks: readonly TaskStatistics[]): TestStatistics[] {
  return tasks
    .flatMap(({ tests }) => tests)
    .filter(({ passed }) => passed !== null && passed < 1)
    .sort((a, b) => a.passed! - b.passed!)
    .slice(0, HARDEST);
}
