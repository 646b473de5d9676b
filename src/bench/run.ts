import { fastKernels, runFunctionsEagerly } from '../lib/tf';
import { agree, median, sample } from './measure';
import type { PythonInfo, PythonSide } from './python';
import type { BenchCase, Size, Work } from './suite';

/** How much is measured. */
export interface Effort {
  /** Turns: first one side's samples, then the other's. */
  rounds: number;
  samplesPerRound: number;
  /** Milliseconds of unmeasured work before; one run at least. */
  warmUp: number;
  size?: Size;
}

/** One line of the table. Times are medians in milliseconds for one run. */
export interface CaseReport {
  name: string;
  title: string;
  gradusMs: number;
  gradusBestMs: number;
  numpyMs: number | null;
  numpyBestMs: number | null;
  ratio: number | null;
  /** The processor's time, all threads added up, and its ratio: what counts on a busy machine. */
  cpuMs: {
    gradus: number;
    numpy: number | null;
    ratio: number | null;
    /** That of the least of each side: other work only adds. */ bestRatio?: number | null;
  };
  /** TensorFlow.js as it comes, and its ratio to Python; absent where it is not measured. */
  tfjs?: { ms: number | null; ratio: number | null; sameResult: boolean | null; fails?: string };
  target: number | null;
  /** Milliseconds of the processor that our side may take, where that is the target. */
  limitMs?: number;
  met: boolean | null;
  /** Whether both sides' results are the same; null without Python. */
  sameResult: boolean | null;
  /** The most memory in MB, for cases that measure it. */
  peakMb?: { gradus: number | null; numpy: number | null };
}

const SLOW: Effort = { rounds: 3, samplesPerRound: 1, warmUp: 0 };

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

/** Measures one case on both sides, in turns, so that a busy machine disturbs both alike. */
export async function runCase(bench: BenchCase, python: PythonSide | null, asked: Effort): Promise<CaseReport> {
  const effort = bench.slow ? { ...SLOW, rounds: Math.min(bench.rounds ?? SLOW.rounds, asked.rounds) } : asked;
  const work = bench.setup(asked.size);
  let runs = 0;
  const ours: number[] = [],
    theirs: number[] = [];
  const cpu = { ours: [] as number[], theirs: [] as number[] };
  for (const start = performance.now(); runs === 0 || performance.now() - start < effort.warmUp; runs += bench.repeat)
    await sample(work, bench.repeat);
  // Results may depend on how often the work was done, so Python warms up by as many runs.
  let answer = python ? await python.measure(bench.name, runs, 1) : null;
  const first = answer?.result ?? null;
  const sameResult = answer && agree(work.result(), answer.result, work.tolerance ?? 1e-9);
  for (let round = 0; round < effort.rounds; round++) {
    await settle();
    for (let i = 0; i < effort.samplesPerRound; i++) ours.push(await sample(work, bench.repeat, cpu.ours));
    if (!python) continue;
    answer = await python.measure(bench.name, bench.repeat, effort.samplesPerRound);
    theirs.push(...answer.times);
    cpu.theirs.push(...(answer.cpu ?? []));
  }
  const plain = bench.tfjs ? await measurePlain(() => bench.tfjs!(asked.size), first, theirs) : undefined;
  const peakMb = work.peakMb ? { gradus: work.peakMb(), numpy: answer?.peakMb ?? null } : undefined;
  return {
    ...report(bench, ours, theirs, sameResult),
    cpuMs: ofProcessor(cpu),
    ...(plain ? { tfjs: plain } : {}),
    ...(peakMb ? { peakMb } : {}),
  };
}

/** TensorFlow.js as it comes: one run to warm up, whose results are compared, then twice. */
async function runPlain(work: Work, expected: number[] | null, theirs: number[]): Promise<CaseReport['tfjs']> {
  await sample(work, 1);
  const sameResult = expected && agree(work.result(), expected, work.tolerance ?? 1e-9);
  const ms = median([await sample(work, 1), await sample(work, 1)]);
  return { ms, ratio: theirs.length ? ms / median(theirs) : null, sameResult };
}

/** The same without what gradus/tf makes quicker. What does not run at all says why. */
async function measurePlain(
  make: () => Work,
  expected: number[] | null,
  theirs: number[],
): Promise<CaseReport['tfjs']> {
  fastKernels(false);
  runFunctionsEagerly(true);
  try {
    return await runPlain(make(), expected, theirs);
  } catch (error) {
    return { ms: null, ratio: null, sameResult: null, fails: (error as Error).message };
  } finally {
    fastKernels(true);
    runFunctionsEagerly(false);
  }
}

function ofProcessor({ ours, theirs }: { ours: number[]; theirs: number[] }): CaseReport['cpuMs'] {
  const [gradus, numpy] = [median(ours), theirs.length ? median(theirs) : null];
  const least = theirs.length ? Math.min(...theirs) : 0;
  return {
    gradus,
    numpy,
    ratio: numpy ? gradus / numpy : null,
    bestRatio: least > 0 ? Math.min(...ours) / least : null,
  };
}

function report(
  bench: BenchCase,
  ours: number[],
  theirs: number[],
  sameResult: boolean | null,
): Omit<CaseReport, 'cpuMs'> {
  const gradusMs = median(ours),
    numpyMs = theirs.length ? median(theirs) : null;
  const ratio = numpyMs === null ? null : gradusMs / numpyMs;
  return {
    name: bench.name,
    title: bench.title,
    gradusMs,
    gradusBestMs: Math.min(...ours),
    numpyMs,
    numpyBestMs: theirs.length ? Math.min(...theirs) : null,
    ratio,
    target: bench.target ?? null,
    met: bench.target === undefined || ratio === null ? null : ratio <= bench.target,
    sameResult,
  };
}

/** Everything that is written to results/bench/NAME.json. */
export interface SuiteReport {
  suite: string;
  title: string;
  date: string;
  machine: { cpu: string; cores: number; platform: string; node: string };
  threads: { gradus: string; numpy: string | null };
  numpy: PythonInfo | null;
  cases: CaseReport[];
}

/** The cases of a suite that were asked for (all without names). Throws for a name the suite does not have. */
export function chosenCases<C extends { name: string }>(suite: { cases: readonly C[] }, names: readonly string[]): C[] {
  const unknown = names.filter((name) => !suite.cases.some((c) => c.name === name));
  if (unknown.length > 0)
    throw new Error(
      `bench: expected cases among ${suite.cases.map((c) => c.name).join(', ')}, got ${unknown.join(', ')}`,
    );
  return suite.cases.filter((c) => names.length === 0 || names.includes(c.name));
}
