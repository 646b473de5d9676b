import fs from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import path from 'node:path';
import { bwrapWorks, type SandboxKind } from '../../graders';
import { ensurePython, root } from '../environment';
import { measureCost, type Cost } from './cost';
import { costHead, costLine, memoryLines, nbgraderLines, throughputLines } from './lines';
import { measureMemory } from './memory';
import { measureNbgrader, type Nbgrader } from './nbgrader';
import { Submissions } from './submissions';
import { measureThroughput } from './throughput';
import { cannotMeasure } from './usage';

/** How much is measured. */
export interface GradeEffort {
  /** Submissions of each assignment whose cost is measured. */
  cost: number;
  throughput: number;
  rounds: number;
  /** Submissions over which memory is watched. */
  memory: number;
  nbgrader: number;
}

export const GRADE_EFFORT: Record<'quick' | 'normal' | 'full', GradeEffort> = {
  quick: { cost: 5, throughput: 16, rounds: 1, memory: 60, nbgrader: 2 },
  normal: { cost: 15, throughput: 40, rounds: 3, memory: 200, nbgrader: 5 },
  full: { cost: 40, throughput: 100, rounds: 5, memory: 1000, nbgrader: 10 },
};

/** The parts of the bench, for --case. */
export const GRADE_PARTS = ['cost', 'throughput', 'memory', 'nbgrader'] as const;

/** Without and with TensorFlow. */
const MEASURED: [number: string, tensorflow: boolean][] = [['01', false], ['02', false], ['07', false], ['03', true], ['09', true], ['10', true]]; // prettier-ignore
const MIX = ['01', '02', '07', '03'];
const WARM_UP = 8;

interface Run {
  effort: GradeEffort;
  parts: readonly string[];
  python: boolean;
  say: (line: string) => void;
}

/** The suite `grade`: prints its tables, writes results/bench/grade.json. */
export async function runGradeBench(run: Run): Promise<void> {
  const unknown = run.parts.filter((part) => !(GRADE_PARTS as readonly string[]).includes(part));
  if (unknown.length > 0) throw new Error(`bench grade: expected cases among ${GRADE_PARTS.join(', ')}, got ${unknown.join(', ')}`);
  const problem = cannotMeasure();
  if (problem) throw new Error(problem);
  const sandbox: SandboxKind = bwrapWorks().works ? 'bwrap' : 'process';
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism(), node: process.versions.node };
  run.say(`What grading costs: medians, ${sandbox === 'bwrap' ? 'under bubblewrap' : `without bubblewrap (${bwrapWorks().why})`}\n${machine.cpu}, ${machine.cores} cores; Node ${machine.node}\n`);
  const made = new Submissions();
  try {
    const report = await measure(run, sandbox, made);
    const file = path.join(root, 'results', 'bench', 'grade.json');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `${JSON.stringify({ suite: 'grade', date: new Date().toISOString(), machine, sandbox, ...report }, null, 2)}\n`);
    run.say(`\nwritten: ${path.relative(process.cwd(), file)}`);
  } finally {
    made.close();
  }
}

async function measure({ effort, parts, python, say }: Run, sandbox: SandboxKind, made: Submissions): Promise<object> {
  const wants = (part: (typeof GRADE_PARTS)[number]): boolean => parts.length === 0 || parts.includes(part);
  const cost: Cost[] = [];
  if (wants('cost')) {
    say(costHead());
    for (const [number, tensorflow] of MEASURED) {
      cost.push(await measureCost(number, tensorflow, effort.cost, sandbox, made));
      say(costLine(cost[cost.length - 1]));
    }
    say('own work: CPU time of the reference solution on the same tests, in a fresh process; beside: all CPU time but that\n');
  }
  const throughput = wants('throughput') ? await measureThroughput(MIX, effort.throughput, effort.rounds, WARM_UP, sandbox, made) : null;
  if (throughput) throughputLines(throughput).forEach(say);
  const memory = wants('memory') ? await measureMemory(MIX, effort.memory, sandbox, made, progress(effort.memory)) : null;
  if (memory) memoryLines(memory).forEach(say);
  const nbgrader = wants('nbgrader') ? compare(effort, python, say) : null;
  if (nbgrader) nbgraderLines(nbgrader, cost[0]).forEach(say);
  return { cost, throughput, memory, nbgrader };
}

/** nbgrader, or null and why not. */
function compare(effort: GradeEffort, wanted: boolean, say: (line: string) => void): Nbgrader | null {
  const problem = wanted ? ensurePython('numpy', say) : 'left out with --no-python';
  if (problem === null) return measureNbgrader(effort.nbgrader);
  say(`nbgrader: not compared: ${problem}`);
  return null;
}

/** A line that is replaced on a terminal, with the time that is left. */
function progress(all: number): (done: number) => void {
  const started = Date.now();
  return (done) => {
    if (!process.stderr.isTTY) return;
    const left = Math.ceil((((Date.now() - started) / done) * (all - done)) / 1000);
    process.stderr.write(done === all ? '\r\u001b[K' : `\r\u001b[Kmemory: ${done} of ${all} submissions, about ${left} s left`);
  };
}
