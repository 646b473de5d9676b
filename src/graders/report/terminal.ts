import type { Result, TaskResult } from '../schemas/result';
import { number, printableInCi, wholeMessage } from './text';

const useColour = (): boolean => Boolean(process.stdout.isTTY) && !process.env.NO_COLOR;

const paint = (code: number, text: string): string => (useColour() ? `\u001b[${code}m${text}\u001b[0m` : text);
const green = (text: string): string => paint(32, text);
const red = (text: string): string => paint(31, text);
const dim = (text: string): string => paint(2, text);

const NOT_GRADED = { unreadable: 'not graded', missing: 'missing', 'grader-failure': 'not graded, a fault of the grader' } as const;

/** What lateness cost, for the line of the total. */
const lateText = ({ late }: Result): string => (late ? `   late: ${number(late.penalty)} off, ${number(late.finalScore)} count` : '');

/** A learner's text on one line: its own lines could pass for lines of the report. */
const printable = (text: string): string => printableInCi(text.replace(/\r?\n/g, ' ⏎ '));

/** A submission in full: a line for each task, below it what did not pass. */
export function detail(result: Result, verbose = false): string {
  const head = `${result.learner ? `${printable(result.learner)}  ` : ''}${result.assignment ?? printable(result.file)}${result.title ? `  ${result.title}` : ''}`;
  if (result.status !== 'graded') return `${head}\n  ${red(NOT_GRADED[result.status])}: ${printable(result.message)}`;
  const lines = result.tasks.flatMap((task) => taskLines(task, verbose));
  const hidden = result.publicOnly ? 'hidden tests count too, your teacher runs them' : `hidden tests ${result.hidden.passed}/${result.hidden.tests}`;
  const total = `  ${(result.publicOnly ? 'public subtotal' : 'total').padEnd(44)} ${number(result.score).padStart(6)} / ${number(result.maxScore)}   (public tests ${result.public.passed}/${result.public.tests}, ${hidden})${lateText(result)}`;
  const notes = result.notes.map((note) => dim(`  note: ${printable(note)}`));
  return [head, ...lines, total, ...notes].join('\n');
}

function taskLines(task: TaskResult, verbose: boolean): string[] {
  const mark = task.status === 'passed' ? green('✔') : red('✘');
  const line = `  ${mark} ${`${task.id} ${task.fn}`.padEnd(42)} ${number(task.score).padStart(6)} / ${number(task.maxScore).padEnd(4)} ${task.status === 'passed' ? '' : task.status}`;
  if (task.status === 'passed' && !verbose) return [line.trimEnd()];
  const shown = task.tests.filter((test) => verbose || test.status !== 'passed');
  const same = shown.every((test) => wholeMessage(test) === wholeMessage(shown[0]));
  const tests = same && !verbose ? [`      ${shown.length > 0 ? printable(wholeMessage(shown[0])) : ''}`] : shown.map((test) => `      ${test.status === 'passed' ? '✔' : '✘'} ${test.visibility === 'visible' ? 'public' : 'hidden'}: ${test.name}${test.message ? ` - ${printable(wholeMessage(test))}` : ''}`);
  const output = verbose ? task.tests.filter((test) => test.output).map((test) => dim(`        printed: ${printable(test.output).slice(0, 200)}`)) : [];
  return [line.trimEnd(), ...tests.filter((text) => text.trim()), ...output];
}

/** One line a submission. */
export function overview(results: readonly Result[]): string {
  const rows = results.map((r) => [printable(r.learner ?? ''), r.assignment ?? '?', `${number(r.score)} / ${number(r.maxScore)}`, summary(r)]);
  const table = [['learner', 'assignment', 'score', 'tasks'], ...rows];
  const widths = [0, 1, 2].map((i) => Math.max(...table.map((row) => row[i].length)));
  return table.map((row) => `${row[0].padEnd(widths[0])}  ${row[1].padEnd(widths[1])}  ${row[2].padStart(widths[2])}  ${row[3]}`).join('\n');
}

function summary(result: Result): string {
  if (result.status !== 'graded') return `${NOT_GRADED[result.status]}: ${printable(result.message)}`;
  return `${result.tasks.map((task) => `${task.id} ${task.status}`).join(', ')}${lateText(result)}`;
}
