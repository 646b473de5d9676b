import { number } from '../../report/text';
import type { Result, TaskResult } from '../../schemas/result';
import { messageFor } from '../learner';
import { finalScore } from '../score';
import { html, type Markup } from './markup';

const MAX_TEXT = 400;

function taskRow(task: TaskResult, detail: boolean): Markup {
  const failed = task.tests.filter(({ status }) => status !== 'passed');
  const messages = [...new Set(failed.map((test) => messageFor(test)).filter(Boolean))];
  const list = detail && messages.length > 0 && html`<ul>${messages.map((message) => html`<li>${message.slice(0, MAX_TEXT)}</li>`)}</ul>`;
  return html`<tr><th scope="row">${task.id} ${task.fn}</th><td>${number(task.score)} / ${number(task.maxScore)}</td><td>${task.tests.length - failed.length} of ${task.tests.length} tests passed${list}</td></tr>`;
}

/** A fragment without style or script, for platforms that put it on a page of theirs. Messages are left out where it would be longer than `maxChars`. */
export function feedbackHtml(result: Result, maxChars: number): string {
  if (result.status !== 'graded') return html`<p>Not graded: ${result.message.slice(0, MAX_TEXT)}</p>`.text;
  const late = result.late && html`<p>Late: ${number(result.late.penalty)} points off ${number(result.score)}.</p>`;
  const body = (detail: boolean): string =>
    html`<h2>${result.title}: ${number(finalScore(result))} of ${number(result.maxScore)} points</h2>${late}<table><caption>Tasks</caption><thead><tr><th scope="col">Task</th><th scope="col">Points</th><th scope="col">Tests</th></tr></thead><tbody>${result.tasks.map((task) => taskRow(task, detail))}</tbody></table>`.text;
  const full = body(true);
  return full.length <= maxChars ? full : body(false);
}
