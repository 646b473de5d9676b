import { availableParallelism, arch, cpus, platform } from 'node:os';
import { relative } from 'node:path';
import { ensurePython, root, type EnvironmentName } from './environment';
import { PythonSide, type PythonInfo } from './python';
import { caseRow, headRow, introduction, writeReport } from './report';
import { chosenCases, runCase, type Effort, type SuiteReport } from './run';
import { runStart, startCases } from './start';
import { loadSuite } from './suite';

export interface SuiteOptions {
  cases: readonly string[];
  effort: Effort;
  quick: boolean;
  python: boolean;
  say: (line: string) => void;
  /** Leaves the JSON file of an earlier run as it is. */
  keep?: boolean;
}

/** The head of a report: what ran where. */
export function about(
  suite: string,
  title: string,
  threads: string,
  numpy: PythonInfo | null,
): Omit<SuiteReport, 'cases'> {
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    platform: `${platform()} ${arch()}`,
    node: process.versions.node,
  };
  return {
    suite,
    title,
    date: new Date().toISOString(),
    machine,
    threads: { gradus: threads, numpy: numpy?.threads ?? null },
    numpy,
  };
}

function usePython(environment: EnvironmentName, say: SuiteOptions['say']): boolean {
  const problem = ensurePython(environment, say);
  if (problem) say(`bench: ${problem}. Measuring Gradus alone.`);
  return problem === null;
}

function finish(report: SuiteReport, { say, keep }: SuiteOptions): SuiteReport {
  say(keep ? '' : `\nwritten: ${relative(process.cwd(), writeReport(root, report))}\n`);
  return report;
}

/** Measures a suite that has a counterpart in Python, prints its table, writes results/bench/NAME.json. */
export async function runSuite(name: string, options: SuiteOptions): Promise<SuiteReport> {
  if (name === 'start') return runStartSuite(options);
  const { say } = options;
  const suite = loadSuite(name);
  const environment = suite.environment ?? 'numpy';
  const cases = chosenCases(suite, options.cases);
  const python = options.python && usePython(environment, say) ? new PythonSide(environment) : null;
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
    return finish(report, options);
  } finally {
    python?.close();
  }
}

/** The suite `start`: processes of their own on both sides. */
function runStartSuite(options: SuiteOptions): SuiteReport {
  const { say } = options;
  const { cases, close } = startCases();
  try {
    const chosen = chosenCases({ cases }, options.cases);
    const report: SuiteReport = {
      ...about(
        'start',
        'What starting takes: a process of its own each time, after one that is not counted',
        'as they come',
        null,
      ),
      cases: [],
    };
    introduction(report).forEach(say);
    say(headRow('Python'));
    for (const one of chosen) {
      const python = options.python && one.environment !== null && usePython(one.environment, say);
      report.cases.push(runStart(one, python, options.quick));
      say(caseRow(report.cases.at(-1)!));
    }
    return finish(report, options);
  } finally {
    close();
  }
}
