import type { Result, TaskResult } from '../schemas/result';

const useColour = (): boolean => Boolean(process.stdout.isTTY) && !process.env.NO_COLOR;

const paint = (code: number, text: string): string => (useColour() ? `\u001b[${code}m${text}\u001b[0m` : text);
const green = (text: string): string => paint(32, text);
const red = (text: string): string => paint(31, text);
const dim = (text: string): string => paint(2, text);

const number = (x: number): string => String(Math.round(x * 100) / 100);

/** Control characters of a learner's text could redraw the teacher's terminal. */
const printable = (text: string): string => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '?'); // eslint-disable-line no-control-regex

/** A submission in full: a line for each task, below it what did not pass. */
export function detail(result: Result, verbose = false): string {
  const head = `${result.learner ? `${printable(result.learner)}  ` : ''}${result.assignment ?? printable(result.file)}${result.title ? `  ${result.title}` : ''}`;
  if (result.status === 'unreadable') return `${head}\n  ${red('not graded')}: ${printable(result.message)}`;
  const lines = result.tasks.flatMap((task) => taskLines(task, verbose));
  const total = `  ${(result.publicOnly ? 'public subtotal' : 'total').padEnd(44)} ${number(result.score).padStart(6)} / ${number(result.maxScore)}   (public tests ${result.public.passed}/${result.public.tests}, ${result.publicOnly ? 'hidden tests count too, your teacher runs them' : `hidden tests ${result.hidden.passed}/${result.hidden.tests}`})`;
  const notes = result.notes.map((note) => dim(`  note: ${printable(note)}`));
  return [head, ...lines, total, ...notes].join('\n');
}

function taskLines(task: TaskResult, verbose: boolean): string[] {
  const mark = task.status === 'passed' ? green('✔') : red('✘');
  const line = `  ${mark} ${`${task.id} ${task.fn}`.padEnd(42)} ${number(task.score).padStart(6)} / ${number(task.maxScore).padEnd(4)} ${task.status === 'passed' ? '' : task.status}`;
  if (task.status === 'passed' && !verbose) return [line.trimEnd()];
  const shown = task.tests.filter((test) => verbose || test.status !== 'passed');
  const same = shown.every((test) => test.message === shown[0]?.message);
  const tests = same && !verbose ? [`      ${printable(shown[0]?.message ?? '')}`] : shown.map((test) => `      ${test.status === 'passed' ? '✔' : '✘'} ${test.visibility === 'visible' ? 'public' : 'hidden'}: ${test.name}${test.message ? ` - ${printable(test.message)}` : ''}`);
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
  if (result.status === 'unreadable') return `not graded: ${printable(result.message)}`;
  return result.tasks.map((task) => `${task.id} ${task.status}`).join(', ');
}
