import type { Result } from '../schemas/result';

/** Points after what being late cost. */
export const finalScore = (result: Result): number => result.late?.finalScore ?? result.score;

/** Whether the score says anything: a submission that the grader itself broke down on has none, and no platform may be told 0. */
export const hasScore = (result: Result): boolean => result.status !== 'grader-failure';

/**
 * Whole numbers for parts of a whole, each part rounded down and what the total then lacks given to the parts that lost most, one each. The total is `values`' sum
 * rounded to the nearest, or less if no part can take more: part i is never above limits[i].
 */
export function apportion(values: readonly number[], limits: readonly number[] = values.map(() => Infinity)): number[] {
  const parts = values.map((value, i) => Math.min(Math.floor(value + 1e-6), limits[i]));
  const total = Math.round(values.reduce((sum, value) => sum + value, 0));
  const lost = values.map((value, i) => ({ i, rest: value - parts[i] })).sort((a, b) => b.rest - a.rest || a.i - b.i);
  let lacking = total - parts.reduce((sum, value) => sum + value, 0);
  for (const { i, rest } of lost)
    if (lacking > 0 && rest > 1e-6 && parts[i] < limits[i]) {
      parts[i]++;
      lacking--;
    }
  return parts;
}
