import '../lib/tf/shims'; // how many threads operations get
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { checkLines, compare, fails, readBaseline, rowsOfSuites, withSuites, writeBaseline, type BaselineRow } from './check';
import { GRADE_EFFORT, GRADE_PARTS, runGradeBench } from './grade';
import { printGrowth } from './printGrowth';
import type { Effort, SuiteReport } from './run';
import { runSuite, type SuiteOptions } from './runSuite';
import { suiteNames } from './suite';

/** All that compare with Python, in the order of running. */
const compared = (): string[] => [...suiteNames(), 'start'];

const HELP = `Usage: npm run bench [-- SUITE...] [options]

Measures Gradus beside Python's NumPy, or beside Keras on the same TensorFlow: the same data and the same work, in turns, medians after a warm-up.
Checks that both give the same results. Prints a table with ratios (Gradus / Python; below 1 Gradus is faster) and writes results/bench/SUITE.json.
NumPy is installed into .venv-bench when it is first needed, TensorFlow into .venv-bench-keras (1.5 GB).
Beside each ratio of times stands that of the processor's, which a busy machine disturbs less. Both sides get as many threads: one for np and
embeddings (OPENBLAS_NUM_THREADS gives NumPy others), TF_NUM_INTRAOP_THREADS within TensorFlow's operations (half of the
logical cores unless set), TF_NUM_INTEROP_THREADS side by side (all).

Suites: ${suiteNames().join(', ')}
        start: kernel to first tensor, import of gradus/np, one file graded
        growth: time against size with fitted exponents, beside the algorithms' orders; fails where one is worse
        (all these, unless named)
        grade: what grading costs - CPU time, throughput, memory, beside nbgrader (only when named; about 10 minutes)

  --case NAME       only this case (can be repeated); of grade: ${GRADE_PARTS.join(', ')}
  --quick           fewer samples
  --full            training as long as in the notebooks, minutes a case; of grade: more, with memory over 1,000 submissions (about 45 minutes)
  --no-python       measure Gradus only
  --check           compare the ratios with those of src/bench/baseline.json, all suites that it has unless named; what is beyond its band is measured
                    once more. Fails (1) when a ratio is still beyond, or missing, or results differ
  --write-baseline  write the ratios measured now to src/bench/baseline.json
  --help            this text

GRADUS_BENCH_PYTHON=PATH names another Python to compare with, with packages of its own.
`;

const FULL: Effort = { rounds: 7, samplesPerRound: 7, warmUp: 1500 };
const QUICK: Effort = { rounds: 3, samplesPerRound: 3, warmUp: 300 };

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** As many threads on both sides: TensorFlow reads these when it starts, here and in Python, which inherits them. */
function equalThreads(): void {
  process.env.TF_NUM_INTEROP_THREADS ??= String(availableParallelism());
}

async function main(): Promise<number> {
  equalThreads();
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      case: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      'no-python': { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      'write-baseline': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    say(HELP);
    return 0;
  }
  const baseline = values.check && positionals.length === 0 ? Object.keys(readBaseline().suites) : null;
  const { names, growth, grade } = chosen(baseline ?? positionals, values.check);
  if (grade) {
    const effort = GRADE_EFFORT[values.full ? 'full' : values.quick ? 'quick' : 'normal'];
    await runGradeBench({ effort, parts: values.case, python: !values['no-python'], say });
  }
  const effort = { ...(values.quick ? QUICK : FULL), size: values.full ? 'full' : 'usual' } as const;
  const options: SuiteOptions = { cases: values.case, effort, quick: values.quick, python: !values['no-python'], say };
  const reports: SuiteReport[] = [];
  for (const name of names) reports.push(await runSuite(name, options));
  let failed = reports.some(({ cases }) => cases.some((c) => c.sameResult === false));
  if (growth) failed = !printGrowth(names.length > 0 || grade ? [] : values.case, say) || failed;
  if (values['write-baseline']) say(`written: ${relative(process.cwd(), writeBaseline(withSuites(readBaseline(), reports)))}`);
  if (values.check) return (await check(names, reports, options)) && !failed ? 0 : 1;
  return failed ? 1 : 0;
}

/** Compares with the baseline, after a second measurement of what is beyond its band. True when all is well. */
async function check(names: readonly string[], reports: readonly SuiteReport[], options: SuiteOptions): Promise<boolean> {
  const rows = rowsOfSuites(readBaseline(), names, options.cases);
  if (rows.length === 0) throw new Error('bench: --check: src/bench/baseline.json has no ratios of these suites: measure them with --write-baseline first');
  const measured = (all: readonly SuiteReport[]) => all.flatMap(({ suite, cases }) => cases.map((report) => ({ suite, report })));
  const beyond: BaselineRow[] = compare(rows, measured(reports)).filter(({ verdict }) => verdict === 'BEYOND');
  const again: SuiteReport[] = [];
  if (beyond.length > 0) say(`${beyond.length} beyond their bands: measured once more\n`);
  for (const suite of new Set(beyond.map((row) => row.suite))) {
    const cases = [...new Set(beyond.filter((row) => row.suite === suite).map((row) => row.case))];
    again.push(await runSuite(suite, { ...options, cases, keep: true }));
  }
  const checked = compare(rows, measured([...reports, ...again]));
  checkLines(checked).forEach(say);
  return !checked.some(fails);
}

/** What was asked for: suites with a counterpart in Python (all without names), growth, grading. Throws for other names. */
function chosen(asked: readonly string[], check: boolean): { names: string[]; growth: boolean; grade: boolean } {
  if (asked.length === 0) return { names: check ? [] : compared(), growth: !check, grade: false };
  const names = asked.filter((name) => name !== 'grade' && name !== 'growth');
  const unknown = names.filter((name) => !compared().includes(name));
  if (unknown.length > 0) throw new Error(`bench: expected suites among ${compared().join(', ')}, growth, grade, got ${unknown.join(', ')}`);
  return { names, growth: asked.includes('growth'), grade: asked.includes('grade') };
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  },
);
