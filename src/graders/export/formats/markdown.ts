import { number, printable } from '../../report/text';
import type { Result, TaskResult } from '../../schemas/result';
import { isPublic, messageFor, outputFor } from '../learner';
import { finalScore, hasScore } from '../score';
import type { Exporter } from '../types';

/** GitHub takes a job summary of 1 MiB. */
const MAX_CHARS = 900_000;
const MAX_LINE = 600;

/** A learner's text stays text: a backslash before punctuation is literal everywhere in Markdown. */
export const escapeMarkdown = (text: string): string => printable(text).replace(/\s*\n\s*/g, ' ').slice(0, MAX_LINE).replace(/[\\`*_{}[\]<>()#+!|~@:&$]/g, '\\$&'); // prettier-ignore

/** Code in a fence that its own backticks cannot close. */
function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map((run) => run.length + 1)));
  return `${fence}text\n${printable(text)}\n${fence}`;
}

const scoreText = (result: Result): string => (hasScore(result) ? `${number(finalScore(result))} / ${number(result.maxScore)}` : 'none');
const tally = ({ passed, tests }: Result['public']): string => `${passed} / ${tests}`;

function overview(results: readonly Result[]): string {
  const head = ['Learner', 'Assignment', 'Score', 'Public tests', 'Hidden tests', 'Note'];
  const rows = results.map((r) => [
    escapeMarkdown(r.learner ?? ''),
    escapeMarkdown(r.assignment ?? r.file),
    scoreText(r),
    tally(r.public),
    r.publicOnly ? 'run by the teacher' : tally(r.hidden),
    r.status !== 'graded' ? `${r.status}: ${escapeMarkdown(r.message)}` : r.late ? `late: ${number(r.late.penalty)} points off` : '',
  ]);
  return [head, ['---', '---', '---:', '---:', '---:', '---'], ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function taskDetail(task: TaskResult): string[] {
  const failed = task.tests.filter(({ status }) => status !== 'passed');
  const hidden = [...new Set(failed.filter((test) => !isPublic(test)).map((test) => messageFor(test)))].map((message) => `- hidden: ${escapeMarkdown(message)}`);
  const visible = failed.filter(isPublic).flatMap((test) => [`- **${escapeMarkdown(test.name)}** (${test.status}): ${escapeMarkdown(messageFor(test))}`, ...(outputFor(test) ? ['', fenced(outputFor(test)), ''] : [])]);
  return [`#### ${task.id} ${escapeMarkdown(task.fn)}: ${number(task.score)} / ${number(task.maxScore)}`, '', ...visible, ...hidden, ''];
}

function detail(result: Result): string {
  const failed = result.tasks.filter(({ status }) => status !== 'passed');
  if (result.status !== 'graded' || failed.length === 0) return '';
  const title = [result.learner, result.assignment].filter((name): name is string => name !== null).map(escapeMarkdown).join(' '); // prettier-ignore
  return [`### ${title}: ${failed.length} of ${result.tasks.length} tasks not passed`, '', ...failed.flatMap(taskDetail)].join('\n');
}

export default {
  name: 'markdown',
  description: "a summary for a job's page: summary.md",
  files: (results) => {
    const parts = [`## Gradus: ${results.length} ${results.length === 1 ? 'submission' : 'submissions'}`, '', overview(results), ''];
    let length = parts.join('\n').length;
    for (const text of results.map(detail).filter(Boolean)) {
      length += text.length + 1;
      if (length > MAX_CHARS) {
        parts.push('More submissions have failed tests; the summary would be too long with all of them.');
        break;
      }
      parts.push(text);
    }
    return [{ path: 'summary.md', text: `${parts.join('\n')}\n` }];
  },
} satisfies Exporter as Exporter;
