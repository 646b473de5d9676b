import { detail } from '../../report/terminal';
import { printableInCi as printable } from '../../report/text';
import type { Result } from '../../schemas/result';
import type { GradeRow } from '../read';

const number = (x: number): string => String(Math.round(x * 100) / 100);
const day = (time: string | null): string => (time === null ? '' : time.slice(0, 16).replace('T', ' '));

function cells(g: GradeRow, history: boolean): string[] {
  const late = g.penalty > 0 ? `-${number(g.penalty)}` : '';
  const when = history ? [day(g.recorded_at), g.is_current ? 'current' : 'earlier'] : [];
  return [g.learner, g.name ?? '', g.assignment, number(g.score), late, number(g.final_score), number(g.max_score), g.status, day(g.submitted_at), ...when];
}

/** Grades as a table, a line each; times in UTC. */
export function gradeTable(grades: readonly GradeRow[], history = false): string {
  const head = ['learner', 'name', 'assignment', 'score', 'late', 'counts', 'of', 'status', 'submitted (UTC)', ...(history ? ['recorded (UTC)', ''] : [])];
  const rows = grades.map((grade) => cells(grade, history).map(printable));
  const table = [head, ...rows];
  const widths = head.map((_, i) => Math.max(...table.map((row) => row[i].length)));
  const numeric = new Set([3, 4, 5, 6]);
  return table.map((row) => row.map((cell, i) => (numeric.has(i) ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ').trimEnd()).join('\n'); // prettier-ignore
}

/** One learner: the grades, then each submission in full. */
export function learnerPage(grades: readonly GradeRow[], results: readonly Result[], history: boolean): string {
  return [gradeTable(grades, history), ...results.map((result) => detail(result))].join('\n\n');
}
