import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GrowthSuiteReport } from './growth';
import type { CaseReport, SuiteReport } from './run';

const milliseconds = (ms: number | null): string => (ms === null ? '-' : ms >= 10 ? ms.toFixed(1) : ms.toFixed(3));

const verdict = (c: CaseReport): string => {
  if (c.sameResult === false) return 'RESULTS DIFFER';
  if (c.met === null) return '';
  return c.met ? 'met' : 'MISSED';
};

const megabytes = (mb: number | null): string => (mb === null ? '-' : mb.toFixed(0));

const besideTfjs = ({ ms, ratio, sameResult, fails }: NonNullable<CaseReport['tfjs']>): string =>
  fails ? '(tfjs-layers fails)' : `(tfjs-layers ${milliseconds(ms)} ms${ratio ? `, ${ratio.toFixed(2)}` : ''}${sameResult === false ? ', RESULTS DIFFER' : ''})`;

/** The verdict, and the memory where it was measured. */
const remark = (c: CaseReport): string =>
  [
    verdict(c),
    c.cpuMs?.ratio && !c.peakMb ? `(processor ${c.cpuMs.ratio.toFixed(2)})` : '',
    c.tfjs ? besideTfjs(c.tfjs) : '',
    c.peakMb ? `(peak MB: Gradus ${megabytes(c.peakMb.gradus)}, Python ${megabytes(c.peakMb.numpy)})` : '',
  ]
    .filter(Boolean)
    .join(' ');

/** One line of the table, in columns of fixed width. */
export function row(cells: readonly string[]): string {
  const [title, ...numbers] = cells;
  return `${title.padEnd(44)}${numbers
    .slice(0, 4)
    .map((n) => n.padStart(11))
    .join('')}  ${numbers[4]}`.trimEnd();
}

/** The head of the table; `other` is what Gradus is compared with. */
export const headRow = (other = 'NumPy'): string => row(['', 'Gradus ms', `${other} ms`, 'ratio', 'target', '']);

export function caseRow(c: CaseReport): string {
  const target = c.limitMs ? `< ${c.limitMs} ms` : c.target === null ? '' : `<= ${c.target}`;
  return row([
    c.title,
    milliseconds(c.gradusMs),
    milliseconds(c.numpyMs),
    c.ratio === null ? '-' : c.ratio.toFixed(2),
    target,
    remark(c),
  ]);
}

/** What ran where, above the table. */
export function introduction(report: Omit<SuiteReport, 'cases'>): string[] {
  const { machine, numpy, threads } = report;
  const library = numpy && (numpy.library ?? `NumPy ${numpy.numpy}`);
  const other = numpy ? `; ${library} (Python ${numpy.python}, ${numpy.blas})` : ['start', 'growth'].includes(report.suite) ? '' : '; without NumPy';
  return [
    report.suite === 'growth' ? report.title : `${report.title}: medians, runs in turns`,
    `${machine.cpu}, ${machine.cores} cores; Node ${machine.node}${other}`,
    `threads: Gradus ${threads.gradus}${threads.numpy ? `; NumPy ${threads.numpy}` : ''}`,
    '',
  ];
}

/** Writes results/bench/NAME.json and returns its path. */
export function writeReport(root: string, report: SuiteReport | GrowthSuiteReport): string {
  const folder = join(root, 'results', 'bench');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${report.suite}.json`);
  writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`);
  return path;
}
