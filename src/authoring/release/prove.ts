import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { Result } from '../../graders';
import { paths } from '../paths';
import { ReleaseError, type PackFile } from './packFile';
import { chooseSlugs, type PackKind } from './packs';
import { zipName, type Say } from './release';
import { writeFolder } from './archive';

const MINUTES = 60_000;

/** Unpacks a zip of a release below `to`. */
export function unpack(file: string, to: string): void {
  const files = Object.entries(unzipSync(fs.readFileSync(file))).map(([name, bytes]): PackFile => ({ path: name, content: Buffer.from(bytes) }));
  writeFolder(files, to);
}

function run(command: string, args: string[], cwd: string, minutes: number): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: minutes * MINUTES, maxBuffer: 1 << 28 });
  if (status === 0) return stdout;
  const said = `${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(-12).join('\n    '); // prettier-ignore
  throw new ReleaseError(`in the unpacked pack, \`${path.basename(command)} ${args.join(' ')}\` ${error ? `failed: ${error.message}` : `ended with ${status}`}:\n    ${said}`);
}

/** Installs an unpacked pack as its README says. */
export function install(folder: string): void {
  run('npm', ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], folder, 15);
  run(process.execPath, ['scripts/setup.mjs', '--for=grade'], folder, 15);
}

/** What an installed pack says of the authors' own notebooks: the starters, or those with solutions. */
function grade(folder: string, kind: 'pack' | 'solved', slugs: readonly string[], root: string): Result[] {
  const submission = path.join(folder, '..', kind);
  fs.mkdirSync(submission, { recursive: true });
  for (const slug of slugs) fs.copyFileSync(path.join(paths(root)[kind], `${slug}.ipynb`), path.join(submission, `${slug}.ipynb`));
  const out = path.join(submission, 'results');
  return JSON.parse(run(process.execPath, ['dist/graders/cli/main.js', submission, '--sandbox=process', '--json', '--out', out], folder, 20)) as Result[];
}

/** What is wrong with the scores of an installed pack, a line each. */
export function scoreProblems(kind: PackKind, starters: readonly Result[], solutions: readonly Result[]): string[] {
  const isPublic = kind === 'learner';
  const wrongMode = [...starters, ...solutions].filter((r) => (r.publicOnly ?? false) !== isPublic || r.hidden.tests > 0 === isPublic);
  return [
    ...wrongMode.map((r) => `${r.assignment}: ${r.hidden.tests} hidden tests ran, and the result ${r.publicOnly ? 'says' : 'does not say'} that only the public ones count`),
    ...starters.filter((r) => r.status !== 'graded' || r.score !== 0).map((r) => `${r.assignment}: the starter scores ${r.score}, expected 0 (${r.status})`),
    ...solutions.filter((r) => r.status !== 'graded' || r.score !== r.maxScore || r.maxScore === 0).map((r) => `${r.assignment}: the solution scores ${r.score} of ${r.maxScore}, expected all (${r.status})`),
  ];
}

/** Unpacks a pack's zip in an empty folder, installs it, and grades with it. Throws `ReleaseError` with what is wrong. */
function provePack(kind: PackKind, file: string, slugs: readonly string[], root: string, say: Say): void {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-release-'));
  try {
    const folder = path.join(work, `gradus-${kind}`);
    unpack(file, work);
    say(`${kind}: installing with npm ci and the set-up`);
    install(folder);
    say(`${kind}: grading ${slugs.length} starter${slugs.length > 1 ? 's' : ''}`);
    const starters = grade(folder, 'pack', slugs, root);
    say(`${kind}: grading ${slugs.length} solution${slugs.length > 1 ? 's' : ''}`);
    const problems = scoreProblems(kind, starters, grade(folder, 'solved', slugs, root));
    if (starters.length !== slugs.length) problems.push(`${starters.length} of ${slugs.length} assignments were graded`);
    if (problems.length > 0) throw new ReleaseError(`the ${kind}'s pack does not grade as it should:\n  ${problems.join('\n  ')}`);
    say(`${kind}: starters score 0, solutions ${kind === 'learner' ? 'all points of the public tests' : '100 %'}`);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** Proves the packs that were just written to `out`. */
export function prove(kinds: readonly PackKind[], out: string, only: readonly string[] | undefined, root: string, say: Say): void {
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  for (const kind of kinds) provePack(kind, path.join(out, zipName(`gradus-${kind}`, version)), chooseSlugs(only, root), root, say);
}
