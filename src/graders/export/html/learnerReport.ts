import { number } from '../../report/text';
import { inWords } from '../../compile/layout';
import type { Provenance, Result, TaskResult, TestResult } from '../../schemas/result';
import { isPublic, messageFor, outputFor } from '../learner';
import { finalScore, hasScore } from '../score';
import { restartIds, shareBar } from './charts';
import { html, type Markup } from './markup';
import { page } from './page';
import { cell, rowHead, table, type Column } from './tables';
import { badge, moment, percent } from './words';

/** What one learner gets: the score, each task and test, what was printed, and where the result comes from. */
export function learnerReport(result: Result): string {
  restartIds();
  const graded = result.status === 'graded';
  const body = html`<header class="top">
<p class="eyebrow">Gradus${result.assignment && html` · ${result.assignment}`}</p>
<h1>${result.title || 'Submission'}</h1>
<p class="by">${result.learner !== null && html`<bdi>${result.learner}</bdi> · `}graded ${moment(result.provenance.gradedAt)}</p>
</header>
<main>
${graded ? score(result) : html`<section class="panel warning" aria-labelledby="not-graded"><h2 id="not-graded">Not graded</h2><p>${result.message}</p></section>`}
${result.tasks.length > 0 && graded && tasks(result)}
${graded && result.tasks.map(taskSection)}
${result.notes.length > 0 && html`<section aria-labelledby="notes"><h2 id="notes">Notes</h2><ul>${result.notes.map((note) => html`<li>${note}</li>`)}</ul></section>`}
${provenance(result)}
</main>`;
  return page(`${result.title || 'Submission'}${result.learner === null ? '' : ` – ${result.learner}`}`, body);
}

function score(result: Result): Markup {
  const final = finalScore(result);
  const share = result.maxScore > 0 ? final / result.maxScore : 0;
  const { late } = result;
  const subtotal = (what: string, { score, maxScore, passed, tests }: Result['public']): Markup => html`<div><dt>${what}</dt><dd>${passed} of ${tests} <small>passed · ${number(score)} of ${number(maxScore)} points</small></dd></div>`;
  return html`<section class="panel score" aria-labelledby="score"><h2 id="score" class="quiet">Score</h2>
<p class="big"><strong>${hasScore(result) ? number(final) : '–'}</strong> <span>of ${number(result.maxScore)} points</span></p>
${shareBar(share, 'Share of all points')}
<dl class="facts">${subtotal('Public tests', result.public)}${subtotal('Hidden tests', result.hidden)}${late && html`<div><dt>Late</dt><dd>−${number(late.penalty)} points <small>of ${number(result.score)} · due ${moment(late.due)}, handed in ${moment(late.submittedAt)}</small></dd></div>`}</dl></section>`;
}

const anchor = (task: TaskResult): string => `task-${task.id.replace(/[^\w-]/g, '-')}`;

function tasks(result: Result): Markup {
  const columns: Column[] = [{ head: 'Task' }, { head: 'Share' }, { head: 'Points', number: true }, { head: 'Result' }];
  const rows = result.tasks.map((task) => {
    const share = task.maxScore > 0 ? task.score / task.maxScore : 0;
    return [rowHead(html`<a href="#${anchor(task)}"><span class="id">${task.id}</span> ${task.title}</a>`), cell(html`${shareBar(share, `Share of the points of ${task.id}`)}`), cell(`${number(task.score)} / ${number(task.maxScore)}`, { number: true }), cell(badge(task.status))];
  });
  return html`<section aria-labelledby="tasks"><h2 id="tasks">Tasks</h2>${table({ caption: 'Points of each task', columns, rows, kind: 'tasks' })}</section>`;
}

/** What all tests of a task say alike is said once. */
function commonMessage({ tests }: TaskResult): string | null {
  const messages = new Set(tests.map(messageFor));
  return tests.length > 1 && messages.size === 1 ? messageFor(tests[0]) || null : null;
}

function taskSection(task: TaskResult): Markup {
  const common = commonMessage(task);
  const visible = task.tests.filter(isPublic);
  const hidden = task.tests.filter((test) => !isPublic(test));
  return html`<section class="task" aria-labelledby="${anchor(task)}"><h2 id="${anchor(task)}"><span class="id">${task.id}</span> ${task.title}</h2>
<p class="meta"><code>${task.fn}</code>${task.where && html` · cell ${task.where.cell}`} · ${number(task.score)} of ${number(task.maxScore)} points</p>
${common !== null && html`<p class="message common">${common}</p>`}
${visible.length > 0 && testTable(`Public tests of ${task.id}`, visible, common)}
${hidden.length > 0 && testTable(`Hidden tests of ${task.id}`, hidden, common)}
${visible.map(printed)}</section>`;
}

function testTable(caption: string, tests: readonly TestResult[], common: string | null): Markup {
  const columns: Column[] = [{ head: 'Test' }, { head: 'Result' }, { head: 'Points', number: true }, { head: 'What was found' }];
  const rows = tests.map((test) => [
    rowHead(test.name),
    cell(badge(test.status)),
    cell(`${number(test.points)} / ${number(test.maxPoints)}`, { number: true }),
    cell(found(test, common)),
  ]);
  return table({ caption, columns, rows, kind: 'tests' });
}

function found(test: TestResult, common: string | null): Markup {
  const message = messageFor(test);
  const where = test.where && !message.includes(inWords(test.where)) ? html` <span class="where">${inWords(test.where)}</span>` : null;
  return html`${message !== '' && message !== common && html`<span class="message">${message}</span>`}${where}`;
}

const printed = (test: TestResult): Markup | false => outputFor(test) !== '' && html`<details><summary>Printed in the test “${test.name}”</summary><pre tabindex="0">${outputFor(test)}</pre></details>`;

function provenance({ provenance: p, file }: Result): Markup {
  const facts: [string, Markup | string][] = [
    ['File', html`<bdi>${file}</bdi>`],
    ['SHA-256', html`<code>${p.submissionSha256 ?? 'unknown'}</code>`],
    ['Graded', `${moment(p.gradedAt)}, in ${number(p.ms / 1000)} s`],
    ['With', `pack ${p.pack}, Node ${p.node}, ${p.platform}`],
    ['Limits', limits(p)],
    ['Isolation', p.layers.join(', ') || 'nothing was run'],
  ];
  return html`<section class="provenance" aria-labelledby="provenance"><h2 id="provenance">Where this comes from</h2><dl>${facts.map(([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl></section>`;
}

const limits = ({ limits: l }: Provenance): string => `${l.timeoutS} s a test, ${l.memoryMb} MB, ${l.outputChars} characters of output`;

/** '83 %', for tables of a class. */
export const shareText = (result: Result): string => (hasScore(result) && result.maxScore > 0 ? percent(finalScore(result) / result.maxScore) : '–');
