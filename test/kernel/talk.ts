import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../..');
export const PYTHON = path.join(ROOT, '.venv/bin/python');
/** The Python with packages that only tests and benchmarks need. */
export const BENCH_PYTHON = path.join(ROOT, '.venv-bench/bin/python');

/** An environment in which any Python's Jupyter finds the kernel. */
export const jupyter = (): NodeJS.ProcessEnv => ({ ...process.env, JUPYTER_PATH: path.join(ROOT, '.venv/share/jupyter') });

export type Step = { code: string; interrupt?: boolean } | { complete: string; cursor?: number } | { inspect: string; cursor?: number } | { is_complete: string } | { request: string; content: object } | { together: string[] } | { restart: true };

export interface Failure {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** What came of a step: see talk.py. */
export interface Reply {
  status: string;
  reply: Partial<Failure> & { execution_count: number };
  text: string;
  errors: Failure[];
  results: ({ type: string } & Record<string, string>)[];
  types: string[];
  seconds: number;
  stopped: number;
  [more: string]: unknown;
}

/** Runs the steps in one kernel; the last reply says whether the process is still there after the shutdown. */
export function talk(steps: Step[]): { start: number; replies: Reply[]; alive: boolean } {
  if (!fs.existsSync(PYTHON)) throw new Error('these tests need JupyterLab in .venv: run npm run setup');
  const { stdout, stderr, status } = spawnSync(PYTHON, [path.join(__dirname, 'talk.py'), path.join(ROOT, 'notebooks')], { encoding: 'utf8', input: JSON.stringify(steps), maxBuffer: 64 << 20 });
  if (status !== 0) throw new Error(`talk.py failed:\n${stderr}`);
  const all = JSON.parse(stdout.trim().split('\n').pop()!) as unknown[];
  return { start: (all[0] as { start: number }).start, replies: all.slice(1, -1) as Reply[], alive: (all.at(-1) as { alive: boolean }).alive };
}

export const withoutColours = (text: string): string => text.replace(/\x1b\[[\d;]*m/g, '');

/** A traceback as plain text. */
export const plain = (failure: Partial<Failure>): string => withoutColours(failure.traceback!.join('\n'));
