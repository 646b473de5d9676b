import { csvField } from '../report/csv';
import type { GradeRow } from './read';
import type { Learners } from './tables';

/** One line a learner, one column an assignment, and the total. An empty cell: nothing is graded yet. */
export function gradesCsv(learners: readonly Learners[], grades: readonly GradeRow[], raw: boolean): string {
  const slugs = [...new Set(grades.map(({ assignment }) => assignment))].sort();
  const byKey = new Map(grades.map((grade) => [`${grade.learner}\0${grade.assignment}`, raw ? grade.score : grade.final_score]));
  const lines = learners.map(({ id, name, email }) => {
    const scores = slugs.map((slug) => byKey.get(`${id}\0${slug}`) ?? null);
    const total = Math.round(scores.reduce<number>((sum, score) => sum + (score ?? 0), 0) * 1e4) / 1e4;
    return [id, name, email, ...scores, total];
  });
  return [['learner', 'name', 'email', ...slugs, 'total'], ...lines].map((line) => `${line.map(csvField).join(',')}\n`).join('');
}
