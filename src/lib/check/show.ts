import { escapeHtml, tableText } from '../display/table';
import type { CheckResult } from './check';

/** "3 of 4 tests pass", and what comes next. */
function summary({ task, fn, tests }: CheckResult): string {
  const passed = tests.filter((t) => t.passed).length;
  if (passed === tests.length) return `${task} ${fn}: all ${tests.length} public tests pass. Go on; the grader has more tests.`;
  if (tests.every((t) => t.got === 'not written yet')) return `${task} ${fn}: not written yet.`;
  return `${task} ${fn}: ${passed} of ${tests.length} public tests pass.`;
}

/** A table for the notebook: a symbol and a word for each test, not colour alone. */
export function resultHtml(result: CheckResult): string {
  const allPass = result.tests.every((t) => t.passed);
  const code = (text: string): string => `<code style="white-space:pre-wrap">${escapeHtml(text)}</code>`;
  const rows = result.tests.map((t) => {
    const mark = t.passed ? '✔ pass' : '✘ fail';
    const note = t.message ? `<br/><span>${escapeHtml(t.message)}</span>` : '';
    return `<tr><td style="text-align:left;white-space:nowrap;color:${t.passed ? '#15803d' : '#b91c1c'};font-weight:600">${mark}</td><td style="text-align:left">${escapeHtml(t.name)}${note}</td><td style="text-align:left">${code(t.expected)}</td><td style="text-align:left">${code(t.got)}</td></tr>`;
  });
  const head = ['', 'test', 'expected', 'got'].map((h) => `<th scope="col" style="text-align:left">${h}</th>`).join('');
  return `<div class="gradus-check" data-passed="${allPass}" role="group" aria-label="Check ${escapeHtml(result.task)}"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table><p><strong>${escapeHtml(summary(result))}</strong></p></div>`;
}

/** The same for a terminal. */
export function resultText(result: CheckResult): string {
  const rows = result.tests.map((t) => ({ '': t.passed ? 'pass' : 'FAIL', test: t.name, expected: t.expected, got: t.got }));
  const notes = result.tests.filter((t) => t.message).map((t) => `  ${t.name}: ${t.message}`);
  return [tableText(rows), ...notes, summary(result)].join('\n');
}
