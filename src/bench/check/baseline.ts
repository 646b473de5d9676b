import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../environment';
import type { SuiteReport } from '../run';
import { rowsOf, type BaselineRow } from './band';

/** The committed ratios of a suite and where they were measured. */
export interface SuiteBaseline {
  date: string;
  machine: SuiteReport['machine'];
  threads: SuiteReport['threads'];
  /** Python and its libraries. */
  beside: string | null;
  rows: BaselineRow[];
}

export interface Baseline {
  schema: 'gradus/bench-baseline/v1';
  suites: Record<string, SuiteBaseline>;
}

const file = join(root, 'src', 'bench', 'baseline.json');

/** The committed baseline; an empty one where there is none. */
export const readBaseline = (): Baseline =>
  existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Baseline)
    : { schema: 'gradus/bench-baseline/v1', suites: {} };

const rounded = (row: BaselineRow): BaselineRow => ({ ...row, ratio: Number(row.ratio.toPrecision(3)) });

/** The baseline with the ratios of these suites; a suite of which only some cases were measured keeps the others'. */
export function withSuites(baseline: Baseline, reports: readonly SuiteReport[]): Baseline {
  const suites = { ...baseline.suites };
  for (const { suite, date, machine, threads, numpy, cases } of reports) {
    const rows = cases.flatMap((c) => rowsOf(suite, c)).map(rounded);
    if (rows.length === 0) continue;
    const kept = (suites[suite]?.rows ?? []).filter(
      (row) => !rows.some((other) => other.case === row.case && other.quantity === row.quantity),
    );
    const beside = numpy && `Python ${numpy.python}, ${numpy.library ?? `NumPy ${numpy.numpy}`}`;
    suites[suite] = { date: date.slice(0, 10), machine, threads, beside, rows: [...kept, ...rows] };
  }
  return { ...baseline, suites: Object.fromEntries(Object.entries(suites).sort(([a], [b]) => (a < b ? -1 : 1))) };
}

export function writeBaseline(baseline: Baseline): string {
  writeFileSync(file, `${JSON.stringify(baseline, null, 2)}\n`);
  return file;
}

/** The rows of these suites, and of these cases where some are named. */
export const rowsOfSuites = (baseline: Baseline, suites: readonly string[], cases: readonly string[]): BaselineRow[] =>
  suites
    .flatMap((suite) => baseline.suites[suite]?.rows ?? [])
    .filter((row) => cases.length === 0 || cases.includes(row.case));
