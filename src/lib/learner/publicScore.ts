import { execFile } from 'node:child_process';
import path from 'node:path';
import { PACK } from './pack';

/** What the public tests say of a saved notebook. */
export interface PublicScore {
  assignment: string | null;
  status: 'graded' | 'unreadable';
  message: string;
  notes: string[];
  tasks: { id: string; title: string; status: string; passed: number; tests: number; message: string }[];
  score: number;
  maxScore: number;
}

/** Runs the public tests on a notebook file, in the grader's processes: what counts is what is in the file, not what this kernel remembers. */
export function publicScore(file: string, pack = PACK): Promise<PublicScore> {
  const { JPY_SESSION_NAME: _, ...env } = process.env; // the learner's code in there is in no notebook
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [path.join(pack, 'dist', 'graders', 'public', 'main.js'), file], { cwd: pack, env, maxBuffer: 16 << 20 }, (error, stdout, stderr) => {
      if (error) return reject(new Error(`the public tests could not be run: ${stderr.trim().split('\n').pop() || error.message}`));
      resolve(JSON.parse(stdout) as PublicScore);
    });
  });
}
