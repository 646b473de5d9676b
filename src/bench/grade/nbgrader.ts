import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pythonOf, root } from '../environment';
import { pythonNotebook, tslabNotebook } from './course';

/** What nbgrader took for a notebook; times in milliseconds. */
export interface NbgraderRun {
  submissions: number;
  /** One submission, the start of the command left out; null where there was no more than one. */
  wall: number | null;
  cpu: number | null;
  /** One submission with the start of the command. */
  startWall: number;
  startCpu: number;
  /** The words with which it gave up on the submission. */
  error: string | null;
  /** [score, points] of each submission. */
  scores: [number, number][];
}

export interface Nbgrader {
  /** Assignment 1 in Python: how many tests it has, and what they took. */
  tests: number;
  python: NbgraderRun;
  /** A small tslab notebook with a right and with a wrong function; null without the kernel. */
  tslab: { right: NbgraderRun; wrong: NbgraderRun } | null;
}

interface Answer {
  submissions: number;
  startWall: number;
  startCpu: number;
  wall?: number;
  cpu?: number;
  error: string | null;
  scores: [number, number][];
}

const ms = (seconds: number | undefined): number | null => (seconds === undefined ? null : seconds * 1000);

/** Grades copies of a notebook in a course of its own. Throws when nbgrader itself does not run. */
function grade(notebook: string, copies: number): NbgraderRun {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-nbgrader-'));
  try {
    const file = path.join(folder, 'notebook.ipynb');
    fs.writeFileSync(file, notebook);
    const JUPYTER_PATH = path.join(root, '.venv', 'share', 'jupyter'); // where the tslab kernel is
    const own = { JUPYTER_DATA_DIR: folder, JUPYTER_CONFIG_DIR: folder, JUPYTER_RUNTIME_DIR: folder, IPYTHONDIR: folder }; // nothing of the user's
    const run = spawnSync(pythonOf('numpy'), [path.join(root, 'src', 'bench', 'grade', 'autograde.py'), path.join(folder, 'course'), file, String(copies)], { encoding: 'utf8', env: { ...process.env, JUPYTER_PATH, ...own } });
    if (run.status !== 0) throw new Error(`bench grade: nbgrader does not run: ${run.stderr.trim().split('\n').pop() ?? run.error?.message ?? 'no message'}`);
    const answer = JSON.parse(run.stdout.trim().split('\n').pop()!) as Answer;
    return { ...answer, wall: ms(answer.wall), cpu: ms(answer.cpu), startWall: answer.startWall * 1000, startCpu: answer.startCpu * 1000 };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** nbgrader on assignment 1 in Python (`copies` submissions) and, unless left out, on a tslab notebook. */
export function measureNbgrader(copies: number, withTslab = true): Nbgrader {
  const { text, tests } = pythonNotebook();
  const python = grade(text, copies);
  if (python.error !== null || python.scores.some(([score, points]) => score !== points)) throw new Error(`bench grade: expected all points from nbgrader for the Python notebook, got ${python.error ?? JSON.stringify(python.scores)}`);
  const hasKernel = withTslab && fs.existsSync(path.join(root, '.venv', 'share', 'jupyter', 'kernels', 'tslab'));
  const tslab = hasKernel ? { right: grade(tslabNotebook(true), Math.min(copies, 2)), wrong: grade(tslabNotebook(false), 0) } : null;
  return { tests, python, tslab };
}
