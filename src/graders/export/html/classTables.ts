import { number } from '../../report/text';
import type { Result } from '../../schemas/result';
import { finalScore, hasScore } from '../score';
import { shareText } from './learnerReport';
import { html, type Markup } from './markup';
import { cell, rowHead, table, type Column } from './tables';
import type { AssignmentStatistics, TaskStatistics } from './types';
import { badge } from './words';

/** A result and the page about it. */
export interface Reported {
  result: Result;
  link: string;
}

const nameOf = ({ learner }: Result): string => learner ?? 'own notebook';
const byName = (a: Reported, b: Reported): number => nameOf(a.result).localeCompare(nameOf(b.result), 'en', { numeric: true });
const scoreCell = (result: Result): Markup => cell(hasScore(result) ? number(finalScore(result)) : '–', { number: true, sort: hasScore(result) ? finalScore(result) : '' });
const tally = ({ passed, tests }: Result['public']): Markup => cell(`${passed} / ${tests}`, { number: true, sort: passed });

/** A row for each submission of an assignment, with the points of each question. */
export function learnersTable(caption: string, tasks: readonly TaskStatistics[], reported: readonly Reported[]): Markup {
  const columns: Column[] = [{ head: 'Learner' }, { head: 'Score', number: true }, { head: 'Share', number: true }, ...tasks.map(({ id }) => ({ head: id, number: true })), { head: 'Public', number: true }, { head: 'Hidden', number: true }, { head: 'Note' }];
  const rows = [...reported].sort(byName).map(({ result, link }) => [
    rowHead(html`<a href="${link}"><bdi>${nameOf(result)}</bdi></a>`, nameOf(result)),
    scoreCell(result),
    cell(shareText(result), { number: true, sort: hasScore(result) ? finalScore(result) : '' }),
    ...tasks.map(({ id }) => taskCell(result, id)),
    tally(result.public),
    tally(result.hidden),
    cell(note(result)),
  ]);
  return table({ caption, columns, rows, sortable: true, kind: 'learners' });
}

function taskCell(result: Result, id: string): Markup {
  const task = result.tasks.find((t) => t.id === id);
  if (!task || !hasScore(result)) return cell('–', { number: true, sort: '' });
  return cell(task.status === 'passed' ? html`<span class="mark pass" title="passed">${number(task.score)}</span>` : number(task.score), { number: true, sort: task.score });
}

function note(result: Result): Markup {
  if (result.status === 'missing') return badge('missing');
  if (result.status !== 'graded') return html`<span class="badge broke"><span class="mark" aria-hidden="true">!</span> ${result.status === 'unreadable' ? 'Unreadable' : 'Failed in the grader'}</span> <small>${result.message}</small>`;
  const late = result.late && html`<small>late, ${number(result.late.penalty)} points off ${number(result.score)}</small>`;
  return html`${late}${result.notes.length > 0 && html` <small>${result.notes.length} ${result.notes.length === 1 ? 'note' : 'notes'}</small>`}`;
}

/** Learners by assignments. */
export function overviewTable(assignments: readonly AssignmentStatistics[], reported: readonly Reported[]): Markup {
  const learners = [...new Set([...reported].sort(byName).map(({ result }) => nameOf(result)))];
  const columns: Column[] = [{ head: 'Learner' }, ...assignments.map(({ assignment }) => ({ head: assignment, number: true })), { head: 'Sum', number: true }];
  const rows = learners.map((learner) => {
    const own = reported.filter(({ result }) => nameOf(result) === learner && result.assignment !== null);
    const cells = assignments.map(({ assignment }) => {
      const found = own.find(({ result }) => result.assignment === assignment);
      return found ? scoreCell(found.result) : cell('–', { number: true, sort: '' });
    });
    const sum = own.filter(({ result }) => hasScore(result)).reduce((total, { result }) => total + finalScore(result), 0);
    return [rowHead(html`<bdi>${learner}</bdi>`, learner), ...cells, cell(number(sum), { number: true, sort: sum })];
  });
  return html`<section aria-labelledby="overview"><h2 id="overview">All assignments</h2>${table({ caption: 'Final scores of each learner', columns, rows, sortable: true, kind: 'learners' })}</section>`;
}
