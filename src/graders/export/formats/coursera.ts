import { number } from '../../report/text';
import type { Result } from '../../schemas/result';
import schema from '../../schemas/coursera.schema.json';
import { document } from '../document';
import { feedbackHtml } from '../html/feedback';
import { messageFor } from '../learner';
import { foldersOf } from '../paths';
import { finalScore, hasScore } from '../score';
import type { ExportFile, Exporter } from '../types';

/** Coursera's limit on feedback, with room to spare. */
const MAX_FEEDBACK = 60_000;

function feedback(result: Result): string {
  if (result.status !== 'graded') return `Not graded: ${result.message}`;
  const lines = result.tasks.map((task) => {
    const first = task.tests.find(({ status }) => status !== 'passed');
    return `${task.id} ${task.fn}: ${number(task.score)} of ${number(task.maxScore)} points${first ? ` - ${messageFor(first)}` : ''}`;
  });
  const late = result.late ? [`Late: ${number(result.late.penalty)} points off.`] : [];
  return [`${number(finalScore(result))} of ${number(result.maxScore)} points.`, ...late, ...lines].join('\n').slice(0, MAX_FEEDBACK);
}

function filesOf(result: Result, folder: string): ExportFile[] {
  const fractionalScore = result.maxScore > 0 ? Math.min(1, Math.max(0, finalScore(result) / result.maxScore)) : 0;
  return [
    { path: `coursera/${folder}/feedback.json`, text: document(schema, { fractionalScore, feedback: feedback(result), feedbackType: 'HTML' }) },
    { path: `coursera/${folder}/htmlFeedback.html`, text: feedbackHtml(result, MAX_FEEDBACK) },
  ];
}

export default {
  name: 'coursera',
  description: 'a part an assignment: coursera/[LEARNER/]NN-slug/feedback.json and htmlFeedback.html',
  files: (results) => {
    const scored = results.filter(hasScore);
    return foldersOf(scored).flatMap((folder, i) => filesOf(scored[i], folder));
  },
} satisfies Exporter as Exporter;
