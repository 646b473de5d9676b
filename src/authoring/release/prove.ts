import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { Result } from '../../graders';
import { paths } from '../paths';
import { writeFolder } from './archive';
import type { ReleaseOptions } from './options';
import { ReleaseError, type PackFile } from './packFile';
import { chooseSlugs, type PackKind } from './packs';
import { gradescopeName, zipName, type Say } from './release';

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
function grade(folder: string, kind: 'pack' | 'solved', slugs: readonly string[], root: string, work: string): Result[] {
  const submission = path.join(work, kind);
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

/** What is to be proved: the zip, and where the pack lies in it. */
interface Proof {
  kind: PackKind;
  file: string;
  /** Folder of the pack in the zip. */
  folder: string;
  slugs: string[];
}

/** Unpacks a zip in an empty folder, installs its pack, and grades with it. Throws `ReleaseError` with what is wrong. */
function provePack({ kind, file, folder: inside, slugs }: Proof, root: string, say: Say): void {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-release-'));
  const many = (what: string): string => `${slugs.length} ${what}${slugs.length > 1 ? 's' : ''}`;
  try {
    unpack(file, path.join(work, 'unpacked'));
    const folder = path.join(work, 'unpacked', inside);
    say(`${kind}: installing with npm ci and the set-up`);
    install(folder);
    say(`${kind}: grading ${many('starter')}`);
    const starters = grade(folder, 'pack', slugs, root, work);
    say(`${kind}: grading ${many('solution')}`);
    const problems = scoreProblems(kind, starters, grade(folder, 'solved', slugs, root, work));
    if (starters.length !== slugs.length) problems.push(`${starters.length} of ${slugs.length} assignments were graded`);
    if (problems.length > 0) throw new ReleaseError(`the ${kind}'s pack does not grade as it should:\n  ${problems.join('\n  ')}`);
    say(`${kind}: starters score 0, solutions ${kind === 'learner' ? 'all points of the public tests' : '100 %'}`);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** Proves the zips that a release with these options has just written. */
export function prove({ targets, out, only, assignment }: ReleaseOptions, root: string, say: Say): void {
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  for (const target of targets) {
    const slugs = chooseSlugs(target === 'gradescope' ? [assignment!] : only, root);
    const name = target === 'gradescope' ? gradescopeName(slugs[0]) : `gradus-${target}`;
    const kind = target === 'gradescope' ? 'autograder' : target;
    provePack({ kind, file: path.join(out, zipName(name, version)), folder: target === 'gradescope' ? 'pack' : name, slugs }, root, say);
  }
}
