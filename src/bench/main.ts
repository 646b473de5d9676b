import { cpus, availableParallelism, platform, arch } from 'node:os';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePython, root, type EnvironmentName } from './environment';
import { GRADE_EFFORT, GRADE_PARTS, runGradeBench } from './grade';
import { PythonSide, type PythonInfo } from './python';
import { caseRow, headRow, introduction, writeReport } from './report';
import { chosenCases, runCase, type CaseReport, type Effort, type SuiteReport } from './run';
import { loadSuite, suiteNames } from './suite';

const HELP = `Usage: npm run bench [-- SUITE...] [options]

Measures Gradus beside Python's NumPy, or beside Keras on the same TensorFlow: the same data and the same work, in turns, medians. Checks that both give the same results.
Writes results/bench/SUITE.json. NumPy is installed into .venv-bench when it is first needed, TensorFlow into .venv-bench-keras (1.5 GB).
Beside each ratio of times stands that of the processor's, which a busy machine disturbs less. Both sides get as many threads: TF_NUM_INTRAOP_THREADS, all cores unless set.

Suites: ${suiteNames().join(', ')} (all, unless named)
        grade: what grading costs - CPU time, throughput, memory, beside nbgrader (only when named; about 10 minutes)

  --case NAME    only this case (can be repeated); of grade: ${GRADE_PARTS.join(', ')}
  --quick        fewer samples
  --full         training as long as in the notebooks, minutes a case; of grade: more, with memory over 1,000 submissions (about 45 minutes)
  --no-python    measure Gradus only
  --help         this text

GRADUS_BENCH_PYTHON=PATH names another Python to compare with, with packages of its own.
`;

const FULL: Effort = { rounds: 7, samplesPerRound: 7, warmUp: 1500 };
const QUICK: Effort = { rounds: 3, samplesPerRound: 3, warmUp: 300 };

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Options {
  cases: string[];
  effort: Effort;
  python: boolean;
}

/** As many threads on both sides: TensorFlow reads these when it starts, here and in Python, which inherits them. */
function equalThreads(): void {
  for (const name of ['TF_NUM_INTRAOP_THREADS', 'TF_NUM_INTEROP_THREADS']) process.env[name] ??= String(availableParallelism());
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
  const effort = { ...(values.quick ? QUICK : FULL), size: values.full ? 'full' : 'usual' } as const;
  const options = { cases: values.case, effort, python: !values['no-python'] };
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

function usePython(environment: EnvironmentName): boolean {
  const problem = ensurePython(environment, say);
  if (problem) say(`bench: ${problem}. Measuring Gradus alone.`);
  return problem === null;
}

async function runSuite(name: string, options: Options): Promise<CaseReport[]> {
  const suite = loadSuite(name);
  const environment = suite.environment ?? 'numpy';
  const cases = chosenCases(suite, options.cases);
  const python = options.python && usePython(environment) ? new PythonSide(environment) : null;
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
