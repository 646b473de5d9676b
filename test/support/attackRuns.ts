import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { sourceText, type Notebook, type NotebookCell } from '../../src/authoring/notebook/format';
import type { Result } from '../../src/graders/schemas/result';
import type { Attack } from '../fixtures/attacks';
import { ROOT, SECRETS } from './canaries';

const CLI = path.join(ROOT, 'dist/graders/cli/main.js');

export interface CliRun {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** The built grader, with a home, a temporary folder and a secret of its own. */
export async function gradeIn(base: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<CliRun> {
  const own = { HOME: path.join(base, 'home'), TMPDIR: path.join(base, 'tmp'), SECRET_TOKEN: SECRETS.environment };
  const child = spawn(process.execPath, [CLI, ...args], { cwd: ROOT, env: { ...process.env, ...own, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => text(stream));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, stdout: await stdout, stderr: await stderr };
}

const SLUGS: Record<string, string> = { '1.1': '01-regularization', '8.4': '08-emojify' };

function taskCells(slug: string, kind: 'pack' | 'solved'): [Notebook, NotebookCell[]] {
  const notebook = JSON.parse(fs.readFileSync(path.join(ROOT, 'dist', kind, `${slug}.ipynb`), 'utf8')) as Notebook;
  return [notebook, notebook.cells.filter((cell) => cell.metadata.gradus?.task)];
}

/** A notebook of one assignment in which one task's cell has the attack's text. */
export function attackNotebook({ task, cell }: Pick<Attack, 'task' | 'cell'>): string {
  const [notebook, cells] = taskCells(SLUGS[task], 'pack');
  return JSON.stringify({ ...notebook, cells: cells.map((c) => ({ ...c, source: c.metadata.gradus!.task === task ? cell : c.source })) });
}

/** The reference solution, with secrets in its text and in what it prints. */
export function honestNotebook(): string {
  const [notebook, cells] = taskCells('01-regularization', 'solved');
  const said = `\nconst said = console.log('${SECRETS.result}');`; // once, while it loads: what is printed in a call may reach the grader after the answer
  const withSecrets = (text: string): string => (text.includes('const m = Y.shape[1];') ? `${text.replace('const m = Y.shape[1];', `const m = Y.shape[1]; // ${SECRETS.submission}`)}${text.includes('computeCostWith') ? said : ''}` : text);
  return JSON.stringify({ ...notebook, cells: cells.map((c) => ({ ...c, source: withSecrets(sourceText(c)) })) });
}

export function writeSubmission(folder: string, content: string | Buffer, name = '01-regularization.ipynb'): string {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, name), content);
  return folder;
}

export function writeAttack(folder: string, attack: Attack): string {
  return writeSubmission(path.join(folder, attack.name), attackNotebook(attack), `${SLUGS[attack.task]}.ipynb`);
}

/** A result's file without what differs from run to run. */
export const withoutTimes = (json: string): string => json.replace(/"ms": \d+/g, '"ms": 0').replace(/"(gradedAt|submittedAt)": "[^"]+"/g, '"$1": ""');

/** The only result in a learner's folder, as text and value. */
export function readResult(folder: string): { text: string; result: Result } {
  const [name] = fs.readdirSync(folder);
  const content = fs.readFileSync(path.join(folder, name), 'utf8');
  return { text: content, result: JSON.parse(content) as Result };
}
