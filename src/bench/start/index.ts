import fs from 'node:fs';
import { join } from 'node:path';
import { pythonOf, root, type EnvironmentName } from '../environment';
import { measureNbgrader } from '../grade/nbgrader';
import { Submissions, slugOf } from '../grade/submissions';
import { median } from '../measure';
import type { CaseReport } from '../run';
import { runCommand } from './children';

/** One start of either side. */
interface Start {
  wall: number;
  cpu: number | null;
  /** Shown to be the same on both sides. */
  result: number;
}

interface StartCase {
  name: string;
  title: string;
  rounds: number;
  /** Milliseconds of the processor that our side may take: on a busy machine the clock tells about the others. */
  limitMs?: number;
  environment: EnvironmentName | null;
  ours(): Start;
  theirs?(): Start;
}

const IMPORT_NP = `
const busy = process.cpuUsage(), started = performance.now();
const np = require(${JSON.stringify(join(root, 'dist', 'lib', 'np'))});
const wall = performance.now() - started, { user, system } = process.cpuUsage(busy);
const tensorflow = Object.keys(require.cache).filter((file) => /[\\\\/]@tensorflow[\\\\/]/.test(file));
if (tensorflow.length > 0) throw new Error('importing gradus/np loaded TensorFlow: ' + tensorflow[0]);
console.log(JSON.stringify({ wall, cpu: (user + system) / 1e3, result: np.arange(5).sum() }));
`;
const IMPORT_NUMPY = `
import json, time
busy, started = time.process_time(), time.perf_counter()
import numpy as np
wall, cpu = time.perf_counter() - started, time.process_time() - busy
print(json.dumps({"wall": wall * 1e3, "cpu": cpu * 1e3, "result": float(np.arange(5).sum())}))
`;

const printed = (command: string, args: readonly string[]): Start =>
  JSON.parse(runCommand(command, args).stdout) as Start;

function tensor(...args: string[]): Start {
  const JUPYTER_PATH = join(root, '.venv', 'share', 'jupyter');
  const python = join(root, '.venv', process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (!fs.existsSync(python)) throw new Error('bench start: expected JupyterLab in .venv: run npm run setup');
  const env = { ...process.env, JUPYTER_PATH, TF_CPP_MIN_LOG_LEVEL: '3' };
  const { stdout } = runCommand(
    python,
    [join(root, 'src', 'bench', 'start', 'tensor.py'), ...args, join(root, 'notebooks')],
    { env },
  );
  const { wall, cpu, text } = JSON.parse(stdout.trim().split('\n').at(-1)!) as {
    wall: number;
    cpu: number | null;
    text: string;
  };
  return { wall: wall * 1e3, cpu: cpu === null ? null : cpu * 1e3, result: /\b1\b/.test(text) ? 1 : NaN };
}

/** `npm run grade` on one file: the command as a teacher gives it, with npm and the look at the set-up. Results are full marks. */
function gradeOne(made: Submissions): Start {
  const out = fs.mkdtempSync(join(made.folder, 'out-'));
  const file = made.make(slugOf('01'));
  const { wall, cpu } = runCommand(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    ['run', '--silent', 'grade', '--', file, '--out', out],
    { cwd: root, shell: process.platform === 'win32' },
  );
  const results = fs.readdirSync(out).filter((name) => name.endsWith('.json')).map((name) => JSON.parse(fs.readFileSync(join(out, name), 'utf8')) as { score?: number; maxScore?: number }).filter((r) => r.maxScore); // prettier-ignore
  return { wall, cpu, result: results.length === 1 ? results[0].score! / results[0].maxScore! : NaN };
}

function autogradeOne(): Start {
  const { python } = measureNbgrader(0, false);
  return {
    wall: python.startWall,
    cpu: python.startCpu,
    result: python.scores.every(([score, points]) => score === points) ? 1 : NaN,
  };
}

/** What is measured; `close` removes what was made for it. */
export function startCases(): { cases: StartCase[]; close(): void } {
  const made = new Submissions();
  const cases: StartCase[] = [
    {
      name: 'import-np',
      title: "import 'gradus/np', beside import numpy",
      rounds: 9,
      limitMs: 60,
      environment: 'numpy',
      ours: () => printed(process.execPath, ['-e', IMPORT_NP]),
      theirs: () => printed(pythonOf('numpy'), ['-c', IMPORT_NUMPY]),
    },
    {
      name: 'first-tensor',
      title: 'kernel to first tensor, beside ipykernel',
      rounds: 5,
      environment: 'keras',
      ours: () => tensor('ours', ''),
      theirs: () => tensor('theirs', pythonOf('keras')),
    },
    {
      name: 'grade-one',
      title: 'npm run grade, one file, beside nbgrader',
      rounds: 3,
      environment: 'numpy',
      ours: () => gradeOne(made),
      theirs: autogradeOne,
    },
  ];
  return { cases, close: () => made.close() };
}

/** Measures one in turns, after one start of each that is not counted: it fills the system's cache of files. */
export function runStart(one: StartCase, python: boolean, quick: boolean): CaseReport {
  const [ours, theirs]: [Start[], Start[]] = [[], []];
  for (let round = -1; round < (quick ? Math.min(one.rounds, 3) : one.rounds); round++) {
    const pair = [one.ours(), python && one.theirs ? one.theirs() : null] as const;
    if (round < 0) continue;
    ours.push(pair[0]);
    if (pair[1]) theirs.push(pair[1]);
  }
  const middle = (starts: Start[], pick: (s: Start) => number | null): number | null => {
    const values = starts.map(pick);
    return values.length === 0 || values.includes(null) ? null : median(values as number[]);
  };
  const over = (a: number | null, b: number | null): number | null => (a !== null && b ? a / b : null);
  const [gradusMs, numpyMs] = [middle(ours, (s) => s.wall)!, middle(theirs, (s) => s.wall)];
  const [gradus, numpy] = [middle(ours, (s) => s.cpu), middle(theirs, (s) => s.cpu)];
  const results = [...ours, ...theirs].map((s) => s.result);
  return {
    name: one.name, title: one.title, gradusMs, numpyMs, ratio: over(gradusMs, numpyMs),
    gradusBestMs: Math.min(...ours.map((s) => s.wall)), numpyBestMs: theirs.length > 0 ? Math.min(...theirs.map((s) => s.wall)) : null,
    cpuMs: { gradus: gradus ?? NaN, numpy, ratio: over(gradus, numpy) },
    target: null, ...(one.limitMs ? { limitMs: one.limitMs } : {}), met: one.limitMs ? (gradus ?? gradusMs) < one.limitMs : null,
    sameResult: theirs.length > 0 ? results.every((r) => r === results[0]) : null,
  }; // prettier-ignore
}
