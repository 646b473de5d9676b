import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../root';
import { listAssignments } from '../run/assignment';

/** A file to grade, and whose it is. */
export interface Found {
  file: string;
  /** Name of the learner's folder; null for single files and one's own notebooks. */
  learner: string | null;
  /** It lies in the pack's own notebooks/: the grader's user wrote it. */
  own: boolean;
}

/** A path that cannot be graded: the command line was wrong. */
export class UsageError extends Error {}

const isSubmission = (name: string): boolean => /\.(ipynb|ts)$/.test(name) && !name.startsWith('.') && !name.endsWith('.d.ts');

const NOTEBOOKS = path.join(ROOT, 'notebooks');

/** The pack's own notebooks. */
export function ownNotebooks(): Found[] {
  return listAssignments()
    .map((slug) => path.join(NOTEBOOKS, `${slug}.ipynb`))
    .filter((file) => fs.existsSync(file))
    .map((file) => ({ file, learner: null, own: true }));
}

/** What the paths of the command line mean: files, one learner's folder, or a folder of such folders. Links that lead out of a folder are passed over. */
export function discover(paths: readonly string[]): Found[] {
  return paths.flatMap((given) => {
    const target = path.resolve(given);
    const stat = fs.statSync(target, { throwIfNoEntry: false });
    if (!stat) throw new UsageError(`there is no ${given}`);
    if (stat.isFile()) return [{ file: target, learner: null, own: isOwn(target) }];
    const found = inFolder(target);
    if (found.length === 0) throw new UsageError(`${given} holds no notebooks (.ipynb) or .ts files, and no folders with some`);
    return found;
  });
}

/** An autograder's pack has no notebooks/ of its own. */
const isOwn = (file: string): boolean => fs.existsSync(NOTEBOOKS) && path.dirname(fs.realpathSync(file)) === fs.realpathSync(NOTEBOOKS);

function inFolder(folder: string): Found[] {
  const direct = submissionsIn(folder);
  if (direct.length > 0) return direct.map((file) => ({ file, learner: path.basename(folder), own: isOwn(file) }));
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap((entry) => submissionsIn(path.join(folder, entry.name)).map((file) => ({ file, learner: entry.name, own: false })));
}

function submissionsIn(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isSubmission(entry.name)) // links are no files here
    .map((entry) => path.join(folder, entry.name))
    .sort();
}
