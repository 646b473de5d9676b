import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { checkMutants, type MutantOptions } from '../mutants/check';
import { checkCompiles } from './compile';
import { checkFiles, checkOrphans } from './files';
import { checkMistakes } from './mistakes';
import { checkOpenings } from './openings';
import { checkHints } from './hints';
import { checkGenerated, checkParts, checkSources } from './parts';
import { checkScores } from './scores';
import { checkSolutions } from './solutions';

export interface CheckOutcome {
  name: string;
  /** What is wrong and what to do, a line each. */
  problems: string[];
  /** What was found, for whoever wants to know. */
  notes: string[];
  ms: number;
}

type Found = string[] | { problems: string[]; notes: string[] };
type Check = (root: string, options: CheckOptions) => Found | Promise<Found>;

export interface CheckOptions extends MutantOptions {
  /** Only checks in whose name this stands. */
  only?: string;
}

const CHECKS: [string, Check][] = [
  ['the sources parse, and their ids and tasks are there once', checkSources],
  ['every exercise has its cells, public tests and at least 8 hidden tests', checkParts],
  ['every notebook opens with minutes, goals and links that lead somewhere, and ends with handing in', checkOpenings],
  ['every exercise has 3 to 5 hints, and no hint holds a line of a solution', checkHints],
  ['known mistakes are recorded for the public tests as they are', checkMistakes],
  ['generated notebooks are current and clean', checkGenerated],
  ['solution modules export every given and graded name, and run nothing', checkSolutions],
  ['no file is left over, every data set is documented', checkOrphans],
  ['files are small', checkFiles],
  ['the notebook sources type-check', typeCheck],
  ["learners' notebooks compile with tslab's TypeScript, with gaps and with solutions", checkCompiles],
  ['every starter scores 0 on each graded part, every solution 100 %', checkScores],
  ['wrong variants of every solution are caught by its tests', checkMutants],
];

/** All checks, one after the other; none but the first while a source cannot be read. */
export async function* runChecks(root: string, options: CheckOptions): AsyncGenerator<CheckOutcome> {
  const chosen = CHECKS.filter(([name, check]) => check === checkSources || name.includes(options.only ?? ''));
  for (const [name, check] of chosen) {
    const started = Date.now();
    let found: Found;
    try {
      found = await check(root, options);
    } catch (error) {
      found = [error instanceof Error ? error.message : String(error)];
    }
    const { problems, notes } = Array.isArray(found) ? { problems: found, notes: [] } : found;
    yield { name, problems, notes, ms: Date.now() - started };
    if (check === checkSources && problems.length > 0) return; // the others read the sources
  }
}

function typeCheck(root: string): string[] {
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    execFileSync(process.execPath, [tsc, '-p', path.join('notebooks', 'source', 'tsconfig.json')], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
    return [];
  } catch (error) {
    return String((error as { stdout?: string }).stdout ?? error).trim().split('\n'); // prettier-ignore
  }
}
