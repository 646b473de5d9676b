import type { GradeRow } from './read';
import type { Learners } from './tables';

/** A cell that a spreadsheet takes as text: quoted where need be, and never a formula. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line a learner, one column an assignment, and the total. An empty cell: nothing is graded yet. */
export function gradesCsv(learners: readonly Learners[], grades: readonly GradeRow[], raw: boolean): string {
  const slugs = [...new Set(grades.map(({ assignment }) => assignment))].sort();
  const byKey = new Map(grades.map((grade) => [`${grade.learner}\0${grade.assignment}`, raw ? grade.score : grade.final_score]));
  const lines = learners.map(({ id, name, email }) => {
    const scores = slugs.map((slug) => byKey.get(`${id}\0${slug}`) ?? null);
    const total = Math.round(scores.reduce<number>((sum, score) => sum + (score ?? 0), 0) * 1e4) / 1e4;
    return [id, name, email, ...scores, total];
  });
  return [['learner', 'name', 'email', ...slugs, 'total'], ...lines].map((line) => `${line.map(cell).join(',')}\n`).join('');
}
