import type { Result } from '../../schemas/result';
import { classStatistics } from '../../statistics';
import { histogram, restartIds, shareBar, statusBar } from './charts';
import { learnersTable, overviewTable, type Reported } from './classTables';
import { html, type Markup } from './markup';
import { page } from './page';
import { cell, rowHead, table, type Column } from './tables';
import type { AssignmentStatistics, StatusCounts, TaskStatistics } from './types';
import { GROUPS, groupCounts, moment, percent, shown } from './words';

/** One page about all submissions. `links` leads from it to each result's own report. */
export function classReport(results: readonly Result[], links: readonly string[]): string {
  restartIds();
  const { assignments, learners } = classStatistics(results);
  const reported = results.map((result, i) => ({ result, link: links[i] }));
  const unknown = reported.filter(({ result }) => result.assignment === null);
  const last = results.map(({ provenance }) => provenance.gradedAt).sort().at(-1); // prettier-ignore
  const body = html`<header class="top">
<p class="eyebrow">Gradus</p>
<h1>Class report</h1>
<p class="by">${assignments.length > 1 && html`${assignments.length} assignments, `}${learners} ${learners === 1 ? 'learner' : 'learners'}, ${results.length} ${results.length === 1 ? 'submission' : 'submissions'}${last !== undefined && html` · graded ${moment(last)}`}</p>
</header>
<main>
${assignments.length > 1 && html`<nav aria-label="Assignments"><ul class="toc">${assignments.map((a) => html`<li><a href="#${a.assignment}">${a.assignment}</a></li>`)}</ul></nav>${overviewTable(assignments, reported)}`}
${assignments.map((a) => assignmentSection(a, reported.filter(({ result }) => result.assignment === a.assignment)))}
${unknown.length > 0 && html`<section aria-labelledby="unknown"><h2 id="unknown">Submissions of no known assignment</h2>${learnersTable('Submissions of no known assignment', [], unknown)}</section>`}
</main>`;
  return page('Gradus: class report', body, { sortable: true });
}

function assignmentSection(a: AssignmentStatistics, reported: readonly Reported[]): Markup {
  const part = (name: string, title: string, content: Markup): Markup => html`<h3 id="${a.assignment}-${name}">${title}</h3>${content}`;
  return html`<section class="assignment" aria-labelledby="${a.assignment}"><h2 id="${a.assignment}"><span class="id">${a.assignment}</span> ${a.title}</h2>
${tiles(a)}
${a.graded > 0 && part('scores', 'Scores', scores(a))}
${a.graded > 0 && part('questions', 'Questions', html`${legend()}${questions(a)}`)}
${a.hardestTests.length > 0 && part('hardest', 'Hardest tests', hardest(a))}
${part('learners', 'Learners', learnersTable(`Learners in ${a.assignment}`, a.tasks, reported))}</section>`;
}

function tiles(a: AssignmentStatistics): Markup {
  const { mean, median, sd, min, max } = a.finalScore;
  const tile = (term: string, value: string, small = ''): Markup => html`<div><dt>${term}</dt><dd>${value}${small && html` <small>${small}</small>`}</dd></div>`;
  const counts = [[a.late, 'late'], [a.unreadable, 'unreadable'], [a.missing, 'missing'], [a.failures, 'failed in the grader']].filter(([n]) => n !== 0).map(([n, what]) => `${n} ${what}`); // prettier-ignore
  return html`<dl class="tiles">${tile('Graded', String(a.graded), counts.join(', '))}${tile('Mean', shown(mean), `of ${shown(a.maxScore)}`)}${tile('Median', shown(median))}${tile('Standard deviation', shown(sd))}${tile('Lowest – highest', `${shown(min)} – ${shown(max)}`)}</dl>`;
}

function scores(a: AssignmentStatistics): Markup {
  const mean = a.score.mean !== null && a.maxScore > 0 ? a.score.mean / a.maxScore : null;
  const rows = a.histogram.map((n, i) => [rowHead(`${i * 10} – ${(i + 1) * 10} %`), cell(n, { number: true })]);
  const lateness = a.late > 0 ? ', before what being late cost' : '';
  const data = table({ caption: `Submissions of ${a.assignment} by share of the points`, columns: [{ head: 'Share of the points' }, { head: 'Submissions', number: true }], rows, kind: 'data' });
  return html`<figure>${histogram(a.histogram, mean)}<figcaption>Submissions by share of the points${lateness}. A score on a border counts in the higher group; the last holds 100 %.</figcaption></figure><details><summary>The same as a table</summary>${data}</details>`;
}

const legend = (): Markup => html`<ul class="legend" aria-label="Colours">${GROUPS.map(({ key, word, mark }) => html`<li><span class="swatch ${key}" aria-hidden="true">${mark}</span> ${word}</li>`)}</ul>`;

const inWords = (counts: StatusCounts): string => groupCounts(counts).filter(({ n }) => n > 0).map(({ group, n }) => `${n} ${group.word}`).join(', '); // prettier-ignore

function questions(a: AssignmentStatistics): Markup {
  const columns: Column[] = [{ head: 'Question' }, { head: 'Mean' }, { head: 'Points', number: true }, { head: 'Passed', number: true }, { head: 'Tells apart', number: true }, { head: 'Statuses' }, { head: 'Counts' }];
  const rows = a.tasks.map((task: TaskStatistics) => [
    rowHead(html`<span class="id">${task.id}</span> ${task.title}<br><code>${task.fn}</code>`, task.id),
    cell(shareBar(task.maxScore > 0 ? (task.score.mean ?? 0) / task.maxScore : 0, `Mean share of the points of ${task.id}`), { sort: task.score.mean ?? 0 }),
    cell(`${shown(task.score.mean)} / ${shown(task.maxScore)}`, { number: true, sort: task.score.mean ?? 0 }),
    cell(percent(task.passed), { number: true, sort: task.passed ?? 0 }),
    cell(shown(task.discrimination, 2), { number: true, sort: task.discrimination ?? '' }),
    cell(statusBar(task.statuses, `Statuses of ${task.id}`), { sort: task.passed ?? 0 }),
    cell(html`<small>${inWords(task.statuses)}</small>`),
  ]);
  return html`${table({ caption: `Questions of ${a.assignment}`, columns, rows, sortable: true, kind: 'questions' })}<p class="hint">“Tells apart” is the correlation of passing a question with the score on all others: near 0 or below, the question does not tell who knows the subject.</p>`;
}

function hardest(a: AssignmentStatistics): Markup {
  const columns: Column[] = [{ head: 'Test' }, { head: 'Question' }, { head: 'Kind' }, { head: 'Passed', number: true }, { head: 'Statuses' }, { head: 'Counts' }];
  const rows = a.hardestTests.map((test) => [
    rowHead(test.name),
    cell(test.task),
    cell(test.visibility === 'visible' ? 'public' : 'hidden'),
    cell(percent(test.passed), { number: true, sort: test.passed ?? 0 }),
    cell(statusBar(test.statuses, `Statuses of the test ${test.name}`), { sort: test.passed ?? 0 }),
    cell(html`<small>${inWords(test.statuses)}</small>`),
  ]);
  return table({ caption: `Tests of ${a.assignment} that the fewest passed`, columns, rows, sortable: true, kind: 'questions' });
}
