import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** The pack's folder. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A step that failed, and what the reader can do about it. */
export class SetupError extends Error {
  constructor(message, advice) {
    super(message);
    this.advice = advice;
  }
}

/**
 * Runs the steps that are not done, one line each with the seconds it took.
 * A step: { title, done(): boolean, run(say): Promise<string | void> } where `run` may return a remark.
 */
export async function runSteps(steps) {
  for (const [i, step] of steps.entries()) {
    if (step.done()) continue;
    const from = Date.now();
    process.stderr.write(`set-up ${i + 1}/${steps.length}: ${step.title} ...`);
    const say = (text) => process.stderr.write(`\n    ${text}`);
    const remark = await step.run(say);
    process.stderr.write(`${remark ? ` ${remark}` : ' done'} (${((Date.now() - from) / 1000).toFixed(1)} s)\n`);
  }
}

/** Runs a command without a shell; resolves to its output, rejects with the end of it. */
export function execute(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    const keep = (chunk) => (output = (output + chunk).slice(-20_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`${path.basename(command)} ${args[0] ?? ''} ended with ${code}\n${tail(output)}`))));
  });
}

/** The last lines of a command's output. */
export function tail(output, lines = 12) {
  return output.trimEnd().split('\n').slice(-lines).map((line) => `    | ${line}`).join('\n'); // prettier-ignore
}
