import { escapeHtml, tableText } from '../display/table';
import type { CheckResult } from './check';

/** "3 of 4 tests pass", and what comes next. */
function summary({ task, fn, tests, problem, standing }: CheckResult): string {
  const name = `${task} ${fn}`.trim();
  if (problem) return fn ? `${name}: ${problem}` : problem;
  const passed = tests.filter((t) => t.passed).length;
  const all = tests.length;
  if (passed === all) return `${name}: ${all === 1 ? 'the public test passes' : `all ${all} public tests pass`}. Go on; the grader has more tests.${standing ? ` Here ${standing}.` : ''}`;
  if (tests.every((t) => t.got === 'not written yet')) return `${name}: not written yet.`;
  return `${name}: ${passed} of ${all} public tests pass.`;
}

/** Colours of the reader's theme where JupyterLab gives them; a symbol and a word say the same. Words get a bit of the text's colour: the theme's own is too pale for them on some rows. */
const forWords = (color: string): string => `color-mix(in srgb, ${color} 75%, var(--jp-content-font-color0, #000))`;
const GREEN = forWords('var(--jp-success-color1, #15803d)');
const RED = forWords('var(--jp-error-color1, #c62828)');
const AMBER = 'var(--jp-warn-color1, #b45309)';

/** A table for the notebook: a symbol and a word for each test, not colour alone. */
export function resultHtml(result: CheckResult): string {
  const allPass = !result.problem && result.tests.every((t) => t.passed);
  const code = (text: string): string => `<code style="${text.length > 24 ? 'display:block;white-space:pre-wrap;overflow-wrap:anywhere' : 'white-space:nowrap'}">${escapeHtml(text)}</code>`;
  const cell = (content: string): string => `<td style="text-align:left;vertical-align:top">${content}</td>`;
  const rows = result.tests.map((t) => {
    const mark = `<td style="text-align:left;vertical-align:top;white-space:nowrap;color:${t.passed ? GREEN : RED};font-weight:600">${t.passed ? '✔ pass' : '✘ fail'}</td>`;
    const note = t.message ? `<br/><span>${escapeHtml(t.message)}</span>` : '';
    return `<tr>${mark}${cell(`${escapeHtml(t.name)}${note}`)}${cell(code(t.expected))}${cell(code(t.got))}</tr>`;
  });
  const head = ['result', 'test', 'expected', 'got'].map((h) => `<th scope="col" style="text-align:left">${h}</th>`).join('');
  const known = (result.looksLike ?? []).map((text) => `<p class="gradus-looks-like" style="border-left:3px solid ${AMBER};padding-left:.6em"><strong>This is what comes out when</strong> ${escapeHtml(text)}</p>`).join('');
  const steps = allPass || result.problem ? '' : `<p>Stuck? <code>hint(&#39;${escapeHtml(result.task)}&#39;)</code> in a cell of your own shows the next step.</p>`;
  const table = rows.length > 0 ? `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>` : '';
  return `<div class="gradus-check" data-passed="${allPass}" role="group" aria-label="Check ${escapeHtml(result.task)}">${table}${known}<p><strong>${allPass ? '✔' : '✘'} ${escapeHtml(summary(result))}</strong></p>${steps}</div>`;
}

/** The same for a terminal: values and remarks below their test, so that lines stay short. */
export function resultText(result: CheckResult): string {
  const rows = result.tests.map((t) => ({ result: t.passed ? '✔ pass' : '✘ FAIL', test: t.name, expected: clip(t.expected), got: clip(t.got) }));
  const notes = result.tests.filter((t) => t.message).map((t) => `  ${t.name}: ${t.message}`);
  const known = (result.looksLike ?? []).map((text) => `This is what comes out when ${text}`);
  return [...(rows.length > 0 ? [tableText(rows)] : []), ...notes, ...known, summary(result)].join('\n');
}

const clip = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
