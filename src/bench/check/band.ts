import type { CaseReport } from '../run';

/** What is compared: the processor's time, all threads added up, or the most memory; each Gradus' by Python's. */
export type Quantity = 'processor' | 'memory';

/** One committed ratio. */
export interface BaselineRow {
  suite: string;
  case: string;
  quantity: Quantity;
  ratio: number;
}

/** One line of what --check prints. */
export interface Checked extends BaselineRow {
  /** What the ratio is now; null when it was not measured. */
  now: number | null;
  limit: number;
  verdict: 'within' | 'BEYOND' | 'faster' | 'not measured' | 'RESULTS DIFFER';
}

/**
 * How much a ratio may be above the baseline's, as a factor. Ratios of the processor's least times of two runs with --quick, on two cores with a load of 10 to
 * 16, differed by 17 % at most and by 4 % in the middle of 21 rows (ratios of medians by up to 90 %, ratios by the clock by factors). Losses that have been seen
 * (a kernel that falls back to plain loops) are factors of two and more. Starts of whole processes read many files, and differ more; memory hardly differs.
 */
export const BAND: Record<Quantity, number> = { processor: 1.35, memory: 1.25 };
export const START_BAND = 1.5;

/** The factor for a row. */
export const bandOf = ({ suite, quantity }: Pick<BaselineRow, 'suite' | 'quantity'>): number =>
  suite === 'start' ? START_BAND : BAND[quantity];

/** The ratios of a measured case, of the least times where they are known: what a baseline keeps of it. */
export function rowsOf(suite: string, c: CaseReport): BaselineRow[] {
  const memory = c.peakMb?.gradus && c.peakMb.numpy ? c.peakMb.gradus / c.peakMb.numpy : null;
  const rows: [Quantity, number | null][] = [
    ['processor', suite === 'memory' ? null : (c.cpuMs.bestRatio ?? c.cpuMs.ratio)],
    ['memory', memory],
  ];
  return rows.flatMap(([quantity, ratio]) =>
    ratio === null || !Number.isFinite(ratio) ? [] : [{ suite, case: c.name, quantity, ratio }],
  );
}

const same = (a: BaselineRow, b: BaselineRow): boolean =>
  a.suite === b.suite && a.case === b.case && a.quantity === b.quantity;

/** Compares what was measured with the baseline's rows of the same suites. Several measurements of a row: the best counts, as whatever else runs only adds. */
export function compare(
  baseline: readonly BaselineRow[],
  measured: readonly { suite: string; report: CaseReport }[],
): Checked[] {
  const now = measured.flatMap(({ suite, report }) => rowsOf(suite, report));
  const differs = (row: BaselineRow): boolean =>
    measured.some(
      ({ suite, report }) => suite === row.suite && report.name === row.case && report.sameResult === false,
    );
  return baseline.map((row) => {
    const limit = row.ratio * bandOf(row);
    const ratios = now.filter((other) => same(row, other)).map(({ ratio }) => ratio);
    if (ratios.length === 0) return { ...row, now: null, limit, verdict: 'not measured' };
    const best = Math.min(...ratios);
    return {
      ...row,
      now: best,
      limit,
      verdict: differs(row)
        ? 'RESULTS DIFFER'
        : best > limit
          ? 'BEYOND'
          : best * bandOf(row) < row.ratio
            ? 'faster'
            : 'within',
    };
  });
}

/** Whether a line makes the command fail: beyond the band, other results, or no measurement of what the baseline has. */
export const fails = ({ verdict }: Checked): boolean => verdict !== 'within' && verdict !== 'faster';

const cell = (x: number | null): string => (x === null ? '-' : x.toFixed(2)).padStart(10);

/** The table: those that fail last, where they are seen. */
export function checkLines(checked: readonly Checked[]): string[] {
  const line = (c: Checked): string =>
    `${`${c.suite} ${c.case}`.padEnd(32)}${c.quantity.padEnd(10)}${cell(c.now)}${cell(c.ratio)}${cell(c.limit)}  ${c.verdict}`;
  const failed = checked.filter(fails);
  const head = `${'ratio to Python'.padEnd(32)}${''.padEnd(10)}${'now'.padStart(10)}${'baseline'.padStart(10)}${'limit'.padStart(10)}`;
  const faster = checked.filter(({ verdict }) => verdict === 'faster').length;
  return [
    head,
    ...checked.filter((c) => !fails(c)).map(line),
    ...failed.map(line),
    '',
    failed.length === 0
      ? `all ${checked.length} ratios are within their bands`
      : `${failed.length} of ${checked.length} ratios failed: ${failed.map((c) => `${c.suite} ${c.case}`).join(', ')}`,
    ...(faster > 0 ? [`${faster} are faster than the band is wide: --write-baseline keeps them so`] : []),
  ];
}
