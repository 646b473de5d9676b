import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { NewError } from './error';
import type { NewOptions } from './options';

/** A command that makes what belongs to an assignment and is committed, but not written by hand. */
export interface Step {
  title: string;
  args: string[];
}

const TSX = path.join('node_modules', 'tsx', 'dist', 'cli.mjs');
const SUBMISSIONS = path.join('test', 'fixtures', 'make-submissions');

/** The steps of a new assignment, in order. */
export function steps({ slug, dataset }: NewOptions): Step[] {
  const number = slug.slice(0, 2);
  return [
    ...(dataset ? [{ title: `the data set ${dataset}`, args: [TSX, `datasets/${dataset}/generate.ts`] }] : []),
    { title: 'the build', args: [path.join('scripts', 'build.mjs')] },
    { title: 'what wrong solutions give', args: [TSX, path.join(SUBMISSIONS, 'mistakes.ts'), number] },
    { title: 'the submissions of the tests', args: [TSX, path.join(SUBMISSIONS, 'generate.ts')] },
    { title: 'mutants of the solutions', args: [path.join('dist', 'authoring', 'check', 'main.js'), '--only', 'variants', '--mutants', number, '--write'] },
    { title: 'the build with what was recorded', args: [path.join('scripts', 'build.mjs')] },
  ];
}

/** Runs the steps one after the other. Throws `NewError` with the end of what a step that fails has said. */
export function runSteps(all: readonly Step[], root: string, say: (line: string) => void): void {
  all.forEach(({ title, args }, i) => {
    const started = Date.now();
    if (!fs.existsSync(path.join(root, args[0]))) throw new NewError(`${args[0]} is not there: an assignment is made in a clone of the whole project, after npm run setup`);
    const { status, stdout, stderr, error } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' } });
    if (status !== 0) throw new NewError(`${title} could not be made by \`node ${args.join(' ')}\`:\n${(error?.message ?? `${stdout}${stderr}`).trim().split('\n').slice(-15).join('\n')}`);
    say(`${i + 1}/${all.length}: ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  });
}
