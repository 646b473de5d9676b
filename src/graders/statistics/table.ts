import type { AssignmentStatistics, ClassStatistics, Distribution, ItemStatistics } from './types';

const number = (x: number | null, digits = 1): string => (x === null ? '-' : x.toFixed(digits));
const percent = (x: number | null): string => (x === null ? '-' : `${Math.round(x * 100)} %`);
const spread = ({ mean, median, sd }: Distribution): string[] => [number(mean), number(median), number(sd)];

/** The statistics for a terminal: a table of questions for each assignment, and the tests that few passed. */
export function statisticsTable({ assignments }: ClassStatistics): string {
  return assignments.map(assignmentTable).join('\n\n');
}

function assignmentTable(a: AssignmentStatistics): string {
  const counts: [number, string][] = [[a.graded, 'graded'], [a.late, 'late'], [a.unreadable, 'unreadable'], [a.missing, 'missing'], [a.failures, 'not graded by a fault of the grader']]; // prettier-ignore
  const head = `${a.assignment}  ${a.title}: ${counts.filter(([n], i) => n > 0 || i === 0).map(([n, what]) => `${n} ${what}`).join(', ')}`; // prettier-ignore
  if (a.graded === 0) return head;
  const rows = a.tasks.map((t) => [`${t.id} ${t.fn}`, String(t.n), number(t.maxScore), ...spread(t.score), percent(t.passed), number(t.discrimination, 2), otherStatuses(t)]);
  const total = ['total', String(a.graded), number(a.maxScore), ...spread(a.score), '', '', a.late > 0 ? `after lateness: mean ${number(a.finalScore.mean)}` : ''];
  const hard = a.hardestTests.filter(({ visibility }) => visibility !== 'visible').slice(0, 5);
  const hardLines = hard.map((t) => `    ${percent(t.passed).padStart(5)}  ${t.task} ${t.name}`);
  const table = columns([['question', 'n', 'points', 'mean', 'median', 'sd', 'passed', 'discr.', 'not passed'], ...rows, total]);
  return [head, table, ...(hardLines.length > 0 ? ['  hidden tests that the fewest passed:', ...hardLines] : [])].join('\n');
}

const otherStatuses = ({ statuses }: ItemStatistics): string => Object.entries(statuses).filter(([status]) => status !== 'passed').sort((a, b) => b[1] - a[1]).map(([status, n]) => `${n} ${status}`).join(', '); // prettier-ignore

/** Left, then right-aligned numbers, then left again. */
function columns(table: readonly string[][]): string {
  const last = table[0].length - 1;
  const widths = table[0].map((_, i) => Math.max(...table.map((row) => row[i].length)));
  return table.map((row) => `  ${row.map((cell, i) => (i === 0 || i === last ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ')}`.trimEnd()).join('\n');
}
