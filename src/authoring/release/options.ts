import { parseArgs } from 'node:util';
import { ReleaseError } from './packFile';

export const HELP = `Usage: npm run release -- [--out DIR] [options]

Makes what a course hands out, each as a folder and as a zip that is the same, byte for byte, for the same state of the project:
  gradus-learner      notebooks, library, data sets and public tests: no solutions, no hidden tests
  gradus-autograder   the grader with hidden tests and solutions: for the teacher and for CI, never for learners
and SHA256SUMS over the zips. A learners' pack that would give anything away is not written.

Options:
  --out DIR            where to (release/)
  --only 01,02         these assignments only
  --target WHAT        learner, autograder or gradescope; learner and autograder if left out
  --assignment NN      the assignment of a Gradescope autograder: gradus-gradescope-NN-slug.zip
  --check              proves the packs: installs them in a temporary folder, grades starters (0) and solutions (100 %)
  --help

Exit status: 0 when all was made (and proved), 1 when not, 2 when the command cannot be understood.
`;

export const TARGETS = ['learner', 'autograder', 'gradescope'] as const;
export type Target = (typeof TARGETS)[number];

export interface ReleaseOptions {
  out: string;
  only?: string[];
  targets: Target[];
  assignment?: string;
  check: boolean;
  help: boolean;
}

/** A command line that cannot be understood. */
export class UsageError extends ReleaseError {}

export function parseOptions(argv: string[]): ReleaseOptions {
  const { out = 'release', only, target, assignment, check = false, help = false } = parse(argv);
  if (target !== undefined && !TARGETS.includes(target as Target)) throw new UsageError(`--target: expected ${TARGETS.join(', ')}, got '${target}'`);
  if (target === 'gradescope' && assignment === undefined) throw new UsageError('--target gradescope: expected --assignment NN as well: a Gradescope assignment has one autograder');
  if (target !== 'gradescope' && assignment !== undefined) throw new UsageError('--assignment is for --target gradescope; for the packs say --only NN');
  if (target === 'gradescope' && only !== undefined) throw new UsageError('--only does not go with --target gradescope: its --assignment says which');
  const targets: Target[] = target === undefined ? ['learner', 'autograder'] : [target as Target];
  return { out, only: only?.split(',').map((name) => name.trim()).filter(Boolean), targets, assignment, check, help }; // prettier-ignore
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({ args, options: { out: text, only: text, target: text, assignment: text, check: flag, help: { ...flag, short: 'h' } } }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
