import type { Cost } from './cost';
import type { Memory } from './memory';
import type { Nbgrader, NbgraderRun } from './nbgrader';
import type { Throughput } from './throughput';

const seconds = (ms: number): string => (ms / 1000).toFixed(2);
const verdict = (met: boolean): string => (met ? 'ok' : 'MISSED');

const columns = (cells: readonly string[]): string => `${cells[0].padEnd(26)}${cells.slice(1, -1).map((cell) => cell.padStart(9)).join('')}  ${cells[cells.length - 1]}`.trimEnd(); // prettier-ignore

/** The table of what a submission costs, in seconds of CPU time but for `wall`. */
export const costHead = (): string => columns(['seconds a submission', 'wall', 'grader', 'checker', 'learner', 'own work', 'beside', 'target', '']);

export function costLine(c: Cost): string {
  const times = [c.wall, c.grader, c.checker, c.learner, c.own, c.beside].map(seconds);
  return columns([c.assignment, ...times, `< ${c.target / 1000}`, verdict(c.beside < c.target)]);
}

export function throughputLines(t: Throughput): string[] {
  const numbers = t.assignments.map((slug) => slug.slice(0, 2)).join(', ');
  const noise = t.busy > 0.5 ? [`  (other work kept ${t.busy.toFixed(1)} of ${t.cores} cores busy when this began: the growth counts on an idle machine only)`] : [];
  const few = t.cores < 2 ? ['  (this machine has one core)'] : [];
  return [`submissions a second (${numbers}): one job ${t.one.toFixed(2)}, two jobs ${t.two.toFixed(2)}: ${t.growth.toFixed(2)} times, target >= ${t.target}  ${verdict(t.growth >= t.target)}`, ...noise, ...few];
}

export function memoryLines(m: Memory): string[] {
  return m.processes.map((p) => `memory of the ${p.process}, ${m.submissions} submissions: ${p.mb.toFixed(0)} MB, ${p.growth >= 0 ? '+' : ''}${p.growth.toFixed(0)} ± ${p.error.toFixed(0)} MB in 1,000 more  ${p.flat ? 'ok: flat' : 'MISSED: it grows'}`);
}

const outcome = (run: NbgraderRun): string => (run.error ? `gives up: ${run.error}` : run.scores.map(([score, points]) => `${score} of ${points}`).slice(0, 1).join('')); // prettier-ignore

/** nbgrader beside Gradus on the same functions and calls. */
export function nbgraderLines(n: Nbgrader, gradus: Cost | undefined): string[] {
  const { wall, cpu, startWall } = n.python;
  const lines = [`nbgrader, assignment 1 in Python (${n.tests} of its tests, ${outcome(n.python)}): ${seconds(cpu ?? NaN)} s of CPU time and ${seconds(wall ?? NaN)} s a submission; one alone, with its start, ${seconds(startWall)} s`];
  if (gradus && cpu && wall) {
    const ours = gradus.grader + gradus.checker + gradus.learner;
    lines.push(`  Gradus / nbgrader: CPU time ${(ours / cpu).toFixed(2)}, wall ${(gradus.wall / wall).toFixed(2)} (Gradus runs all tests, type-checks, and isolates)`);
  }
  if (!n.tslab) return [...lines, 'nbgrader on a tslab notebook: not tried, there is no tslab kernel in .venv (npm run lab makes it)'];
  const { right, wrong } = n.tslab;
  return [...lines, `nbgrader on a tslab notebook: a right function ${outcome(right)}${right.wall ? `, ${seconds(right.wall)} s a submission` : ''}; a wrong one, which fails one of two tests: ${outcome(wrong)}`];
}
