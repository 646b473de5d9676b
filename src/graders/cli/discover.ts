import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../root';
import { listAssignments } from '../run/assignment';
import { readFlatName, slugIn } from '../submissions/flat';
import { readLmsName } from '../submissions/lmsNames';
import { UsageError } from './usage';

/** A file to grade, and whose it is. */
export interface Found {
  file: string;
  /** The learner's name as a folder or file name gives it; null for single files and one's own notebooks. */
  learner: string | null;
  /** It lies in the pack's own notebooks/: the grader's user wrote it. */
  own: boolean;
  /** NN-slug that a folder or the file's name tells; what the notebook says itself goes before. */
  assignment?: string;
  /** When it was handed in, where an LMS wrote that into a name. */
  time?: Date;
  /** It comes from the folder of a whole class: who is not there handed in nothing. */
  ofClass?: boolean;
  /** Where it comes from, if it was unpacked: the archive's path and the path in it. */
  shownAs?: string;
  /** Why it cannot be graded, where that is known already. */
  problem?: string;
}

/** How a folder is laid out: one folder a learner, all files in one folder, one learner's own folder; or see what it looks like. */
export type Layout = 'auto' | 'folders' | 'flat' | 'learner';

export const isSubmission = (name: string): boolean => /\.(ipynb|ts)$/.test(name) && !name.startsWith('.') && !name.endsWith('.d.ts');
export const isArchive = (name: string): boolean => /\.(zip|tar|tgz|tar\.gz|7z|rar)$/i.test(name) && !path.basename(name).startsWith('.');
const isFolder = (name: string): boolean => !name.startsWith('.') && name !== 'node_modules' && name !== '__MACOSX';
/** As deep as a learner's folder is searched. */
const MAX_DEPTH = 5;

const NOTEBOOKS = path.join(ROOT, 'notebooks');

/** The pack's own notebooks. */
export function ownNotebooks(): Found[] {
  return listAssignments()
    .map((slug) => path.join(NOTEBOOKS, `${slug}.ipynb`))
    .filter((file) => fs.existsSync(file))
    .map((file) => ({ file, learner: null, own: true }));
}

/** What the paths of the command line mean: files, one learner's folder, or a class. Links that lead out of a folder are passed over. */
export function discover(paths: readonly string[], layout: Layout = 'auto'): Found[] {
  return paths.flatMap((given) => {
    const target = path.resolve(given);
    const stat = fs.statSync(target, { throwIfNoEntry: false });
    if (!stat) throw new UsageError(`there is no ${given}`);
    if (stat.isFile()) return [{ file: target, learner: null, own: isOwn(target) }];
    if (isOwn(path.join(target, 'any.ipynb'))) return ownNotebooks();
    const found = inFolder(target, layout);
    if (found.length === 0) throw new UsageError(`${given} holds no notebooks (.ipynb), .ts files or .zip files, and no folders with some`);
    return found;
  });
}

/** An autograder's pack has no notebooks/ of its own. */
const isOwn = (file: string): boolean => fs.existsSync(NOTEBOOKS) && fs.realpathSync(path.dirname(file)) === fs.realpathSync(NOTEBOOKS);

/** What lies in a folder, by its layout. */
export function inFolder(folder: string, layout: Layout): Found[] {
  const files = submissionsIn(folder);
  switch (layout === 'auto' ? layoutOf(folder, files) : layout) {
    case 'flat':
      return flatFiles(files);
    case 'learner':
      return below(folder, path.basename(folder)).map((found) => ({ ...found, own: isOwn(found.file), ofClass: undefined }));
    default:
      return foldersIn(folder).flatMap((name) => classFolder(path.join(folder, name), name));
  }
}

function layoutOf(folder: string, files: readonly string[]): Layout {
  if (files.length === 0) return 'folders';
  if (files.some((file) => readFlatName(stem(file)))) return 'flat';
  const mixed = foldersIn(folder).find((name) => below(path.join(folder, name), name).length > 0);
  if (mixed === undefined) return 'learner';
  throw new UsageError(`${folder} holds submissions and folders with submissions (${mixed}/): say --layout folders (each folder is a learner's), flat (only the files), or learner (all is one learner's)`);
}

/** A folder of the class's: a learner's, or an assignment's with the class below it. */
function classFolder(folder: string, name: string): Found[] {
  const assignment = listAssignments().find((slug) => slug === name);
  if (!assignment) return below(folder, name);
  const files = submissionsIn(folder);
  const inner = files.length > 0 ? flatFiles(files) : foldersIn(folder).flatMap((learner) => below(path.join(folder, learner), learner));
  return inner.map((found) => ({ ...found, assignment: found.assignment ?? assignment }));
}

function flatFiles(files: readonly string[]): Found[] {
  return files.map((file) => ({ file, own: false, ofClass: true, ...(readFlatName(stem(file)) ?? { learner: stem(file) }) }));
}

/** All submissions in a learner's folder and the folders in it. */
function below(folder: string, name: string, depth = 0): Found[] {
  if (depth > MAX_DEPTH) return [];
  const { learner, time } = readLmsName(name) ?? { learner: name };
  const inherited = slugIn(path.basename(folder));
  const files = submissionsIn(folder).map((file) => ({ file, learner, time, own: false, ofClass: true, assignment: slugIn(stem(file)) ?? inherited }));
  const deeper = foldersIn(folder).flatMap((inner) => below(path.join(folder, inner), name, depth + 1));
  return [...files, ...deeper.map((found) => ({ ...found, assignment: found.assignment ?? inherited }))];
}

const stem = (file: string): string => path.basename(file).replace(/\.(ipynb|ts|zip|tar|tgz|tar\.gz|7z|rar)$/i, '');

function foldersIn(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isFolder(entry.name)) // links are no folders here
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b));
}

function submissionsIn(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && (isSubmission(entry.name) || isArchive(entry.name))) // links are no files here
    .map((entry) => path.join(folder, entry.name))
    .sort();
}
