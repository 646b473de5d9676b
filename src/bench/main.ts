import { cpus, availableParallelism, platform, arch } from 'node:os';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { GRADE_EFFORT, GRADE_PARTS, runGradeBench } from './grade';
import { ensurePython, PythonSide, root, type PythonInfo } from './python';
import { caseRow, headRow, introduction, writeReport } from './report';
import { chosenCases, runCase, type CaseReport, type Effort, type SuiteReport } from './run';
import { loadSuite, suiteNames } from './suite';

const HELP = `Usage: npm run bench [-- SUITE...] [options]

Measures Gradus beside Python's NumPy: the same data and the same work, in turns, medians. Checks that both give the same results.
Writes results/bench/SUITE.json. NumPy is installed into .venv-bench when it is first needed.

Suites: ${suiteNames().join(', ')} (all, unless named)
        grade: what grading costs - CPU time, throughput, memory, beside nbgrader (only when named; about 10 minutes)

  --case NAME    only this case (can be repeated); of grade: ${GRADE_PARTS.join(', ')}
  --quick        fewer samples
  --full         of grade: more, with memory over 1,000 submissions (about 45 minutes)
  --no-python    measure Gradus only
  --help         this text

The suite nn is compared with Keras, which is not installed by itself: GRADUS_BENCH_PYTHON=PATH names a Python that has it
(python3 -m venv V && V/bin/pip install -r test/fixtures/nn/requirements.txt, then PATH is V/bin/python).
`;

const FULL: Effort = { rounds: 7, samplesPerRound: 7, warmUp: 1500 };
const QUICK: Effort = { rounds: 3, samplesPerRound: 3, warmUp: 300 };

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Options {
  cases: string[];
  effort: Effort;
  python: boolean;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      case: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      'no-python': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    say(HELP);
    return 0;
  }
  const { names, grade } = chosenSuites(positionals);
  if (grade) {
    const effort = GRADE_EFFORT[values.full ? 'full' : values.quick ? 'quick' : 'normal'];
    await runGradeBench({ effort, parts: values.case, python: !values['no-python'], say });
  }
  if (names.length === 0) return 0;
  const options = { cases: values.case, effort: values.quick ? QUICK : FULL, python: usePython(values['no-python']) };
  let differ = false;
  for (const name of names) differ = (await runSuite(name, options)).some((c) => c.sameResult === false) || differ;
  return differ ? 1 : 0;
}

/** The suites with a counterpart in Python that were asked for (all without names), and whether grading is to be measured. */
function chosenSuites(positionals: readonly string[]): { names: string[]; grade: boolean } {
  if (positionals.length === 0) return { names: suiteNames(), grade: false };
  const names = positionals.filter((name) => name !== 'grade');
  const unknown = names.filter((name) => !suiteNames().includes(name));
  if (unknown.length > 0)
    throw new Error(`bench: expected suites among ${suiteNames().join(', ')}, grade, got ${unknown.join(', ')}`);
  return { names, grade: names.length < positionals.length };
}

function usePython(off: boolean): boolean {
  if (off) return false;
  const problem = ensurePython(say);
  if (problem) say(`bench: ${problem}. Measuring Gradus alone.`);
  return problem === null;
}

async function runSuite(name: string, options: Options): Promise<CaseReport[]> {
  const suite = loadSuite(name);
  const cases = chosenCases(suite, options.cases);
  const python = options.python ? new PythonSide() : null;
  try {
    const numpy = python ? await python.load(name) : null;
    const report: SuiteReport = { ...about(name, suite.title, suite.threads, numpy), cases: [] };
    introduction(report).forEach(say);
    say(headRow(suite.other));
    for (const bench of cases) {
      const side = numpy?.cases.includes(bench.name) ? python : null;
      report.cases.push(await runCase(bench, side, options.effort));
      say(caseRow(report.cases.at(-1)!));
    }
    say(`\nwritten: ${relative(process.cwd(), writeReport(root, report))}\n`);
    return report.cases;
  } finally {
    python?.close();
  }
}

function about(suite: string, title: string, threads: string, numpy: PythonInfo | null): Omit<SuiteReport, 'cases'> {
  return {
    suite,
    title,
    date: new Date().toISOString(),
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: availableParallelism(),
      platform: `${platform()} ${arch()}`,
      node: process.versions.node,
    },
    threads: { gradus: threads, numpy: numpy?.threads ?? null },
    numpy,
  };
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  },
);
