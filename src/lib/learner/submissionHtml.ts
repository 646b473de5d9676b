import { escapeHtml, tableHtml } from '../display';
import type { PublicScore } from './publicScore';

/** A notebook that was handed in, and how it does in the public tests. */
export interface Submission {
  title: string;
  /** Relative to the notebook. */
  file: string;
  sha256: string;
  /** ISO 8601, UTC. */
  at: string;
  score: number;
  maxScore: number;
  tasks: PublicScore['tasks'];
  notes: string[];
  /** Exercises whose cell is not in the notebook any more. */
  absent: string[];
}

const points = (x: number): string => String(Math.round(x * 10) / 10);

const WORDS: Record<string, string> = { passed: '✔ passes', 'not-implemented': '□ still blank', missing: '✘ the function is missing', 'compile-error': '✘ does not compile', timeout: '✘ takes too long' };

function words({ status }: Submission['tasks'][number]): string {
  return WORDS[status] ?? '✘ fails';
}

/** What is still to do, as sentences. */
export function remarks({ tasks, absent, notes }: Submission): string[] {
  const blank = tasks.filter((t) => t.status === 'not-implemented').map((t) => t.id);
  return [
    ...(blank.length > 0 ? [`Still blank: ${blank.join(', ')}.`] : []),
    ...(absent.length > 0 ? [`The cell of ${absent.join(', ')} is not in this notebook any more; the function counts if another cell declares it.`] : []),
    ...notes,
  ];
}

/** The table that `submit()` shows. */
export function submissionHtml(submission: Submission): string {
  const { title, file, sha256, at, score, maxScore, tasks } = submission;
  const rows = tasks.map((t) => ({ exercise: `${t.id} ${t.title}`, 'public tests': words(t), passed: `${t.passed} of ${t.tests}`, remark: t.status === 'passed' || t.status === 'not-implemented' ? '' : t.message }));
  const items = remarks(submission).map((text) => `<li>${escapeHtml(text)}</li>`).join(''); // prettier-ignore
  return `<div class="gradus-submission" role="group" aria-label="Handed in">${tableHtml(rows, { caption: `${title}: ${points(score)} of ${points(maxScore)} points in the public tests` })}
${items ? `<ul>${items}</ul>` : ''}
<p><strong>✔ Handed in: <code>${escapeHtml(file)}</code></strong>, ${at.slice(0, 16).replace('T', ' ')} UTC<br/>sha256 <code>${sha256}</code></p>
<p>The grader has hidden tests too. You may hand in again: the last one counts.</p></div>`;
}

export const problemHtml = (message: string): string => `<p class="gradus-submission" role="alert"><strong>✘ Not handed in:</strong> ${escapeHtml(message)}.</p>`;
