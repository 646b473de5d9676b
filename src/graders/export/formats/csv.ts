import { csvField, type Field } from '../../report/csv';
import type { Result } from '../../schemas/result';
import { finalScore, hasScore } from '../score';
import type { ExportContext, Exporter } from '../types';

/** nbgrader's columns, in its order. */
const HEAD = ['assignment', 'duedate', 'timestamp', 'student_id', 'last_name', 'first_name', 'email', 'raw_score', 'late_submission_penalty', 'score', 'max_score'];
const MORE = ['status', 'public_score', 'public_max_score', 'hidden_score', 'hidden_max_score'];

/** A column for each question of the assignments that are there. */
function questions(results: readonly Result[]): { assignment: string; id: string; head: string }[] {
  const found = new Map<string, { assignment: string; id: string; head: string }>();
  for (const { assignment, tasks } of results) if (assignment !== null) for (const { id, fn } of tasks) found.set(`${assignment} ${id}`, { assignment, id, head: `${id} ${fn}` });
  return [...found.values()].sort((a, b) => a.assignment.localeCompare(b.assignment, 'en') || a.id.localeCompare(b.id, 'en', { numeric: true }));
}

function row(result: Result, columns: ReturnType<typeof questions>, { people }: ExportContext): Field[] {
  const { assignment, late, learner, provenance } = result;
  const person = people?.find(({ id }) => id === learner);
  const given = (points: number): Field => (hasScore(result) ? points : null); // no score is not 0 points
  return [
    ...[assignment ?? result.file, late?.due ?? '', late?.submittedAt ?? provenance.submittedAt ?? '', learner ?? '', person?.name ?? '', '', person?.email ?? ''],
    ...[given(result.score), given(late?.penalty ?? 0), given(finalScore(result)), result.maxScore],
    ...[result.status, given(result.public.score), result.public.maxScore, given(result.hidden.score), result.hidden.maxScore],
    ...columns.map((column) => (column.assignment === assignment ? given(result.tasks.find(({ id }) => id === column.id)?.score ?? 0) : null)),
  ];
}

export default {
  name: 'csv',
  description: "nbgrader's columns and one a question, a row a submission: grades.csv",
  files: (results, context) => {
    const columns = questions(results);
    const rows = [[...HEAD, ...MORE, ...columns.map(({ head }) => head)], ...results.map((result) => row(result, columns, context))];
    return [{ path: 'grades.csv', text: rows.map((cells) => `${cells.map(csvField).join(',')}\r\n`).join('') }];
  },
} satisfies Exporter as Exporter;
