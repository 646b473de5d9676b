import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isArchive, isSubmission, type Found } from '../cli/discover';
import { UnreadableSubmission } from '../notebook/read';
import { listAssignments } from '../run/assignment';
import { readFlatName, slugIn } from '../submissions/flat';
import { readLmsName } from '../submissions/lmsNames';
import { unpackZip, type Unpacked } from './zip';

/** Submissions with their archives unpacked. `close` removes what was unpacked; it happens by itself when the process ends or is interrupted. */
export interface Intake {
  found: Found[];
  close(): void;
}

/** Puts the notebooks of archives in their place. An archive that cannot be unpacked stays, with its `problem`: it becomes an unreadable submission. */
export async function takeIn(found: readonly Found[]): Promise<Intake> {
  if (!found.some(({ file }) => isArchive(file))) return { found: [...found], close: () => {} };
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-intake-'));
  const close = removeAtEnd(folder);
  try {
    const out: Found[] = [];
    for (const [i, item] of found.entries()) out.push(...(isArchive(item.file) ? await fromArchive(item, path.join(folder, String(i))) : [item]));
    return { found: out, close };
  } catch (error) {
    close();
    throw error;
  }
}

function removeAtEnd(folder: string): () => void {
  const remove = (): void => fs.rmSync(folder, { recursive: true, force: true });
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const interrupted = (signal: NodeJS.Signals): void => {
    close();
    process.kill(process.pid, signal); // now without this handler
  };
  const close = (): void => {
    process.off('exit', remove);
    for (const signal of signals) process.off(signal, interrupted);
    remove();
  };
  process.on('exit', remove);
  for (const signal of signals) process.on(signal, interrupted);
  return close;
}

async function fromArchive(item: Found, folder: string): Promise<Found[]> {
  if (!/\.zip$/i.test(item.file)) return [{ ...item, problem: 'archives of this kind are not unpacked: hand in the notebooks, or a .zip file of them' }];
  try {
    const unpacked = await unpackZip(item.file, folder, isWanted);
    const found = item.learner === null ? byFolder(item, unpacked) : ofOne(item, unpacked, item.learner);
    if (found.length === 0) throw new UnreadableSubmission('the archive holds no notebooks (.ipynb) or .ts files');
    return found;
  } catch (error) {
    if (!(error instanceof UnreadableSubmission)) throw error;
    return [{ ...item, learner: item.learner ?? archiveName(item.file), problem: error.message }];
  }
}

const archiveName = (file: string): string => path.basename(file).replace(/\.zip$/i, '');

/** Notebooks and modules, but not the copies that editors and systems keep. */
function isWanted(name: string): boolean {
  const parts = name.split('/');
  return isSubmission(parts[parts.length - 1]) && !parts.some((part) => part === '__MACOSX' || part.startsWith('.'));
}

const shown = (zip: string, name: string): string => path.join(zip, name);

const stem = (name: string): string => path.posix.basename(name).replace(/\.(ipynb|ts)$/, '');

/** One learner's archive: one refused entry spoils it, as nobody can tell what was meant. It was handed in when the archive was. */
function ofOne(item: Found, { files, refused }: Unpacked, learner: string): Found[] {
  if (refused.length > 0) throw new UnreadableSubmission(`the archive was not unpacked: ${refused[0].name.slice(0, 200)}: ${refused[0].message}`);
  const { mtime } = fs.statSync(item.file);
  return files.map(({ name, file }) => {
    fs.utimesSync(file, mtime, mtime);
    return { ...item, file, learner, own: false, assignment: slugIn(stem(name)) ?? item.assignment, shownAs: shown(item.file, name) };
  });
}

/**
 * A class's archive, with one folder a learner or names that tell whose each file is, as a folder of the class has them. A refused entry spoils its learner's submission only.
 * Files that tell nobody are those of a learner named as the archive.
 */
function byFolder(item: Found, { files, refused }: Unpacked): Found[] {
  const outer = commonFolder([...files, ...refused].map(({ name }) => name));
  const whose = (name: string): Pick<Found, 'assignment' | 'time'> & { learner: string } => {
    const parts = name.slice(outer.length).split('/');
    const folder = parts.length > 1 ? listAssignments().find((slug) => slug === parts[0]) : undefined;
    if (folder) parts.shift();
    const assignment = slugIn(stem(name)) ?? folder;
    if (parts.length > 1) return { ...(readLmsName(parts[0]) ?? { learner: parts[0] }), assignment };
    return { assignment, ...(readFlatName(stem(name)) ?? { learner: archiveName(item.file) }) };
  };
  const spoilt = new Map(refused.map(({ name, message }) => [whose(name).learner, `the archive was not unpacked: ${name.slice(0, 200)}: ${message}`]));
  const good = files.flatMap(({ name, file, modified }) => {
    const { learner, assignment, time } = whose(name);
    if (spoilt.has(learner)) return [];
    fs.utimesSync(file, modified, modified);
    return [{ file, learner, assignment, time, own: false, ofClass: true, shownAs: shown(item.file, name) }];
  });
  return [...good, ...[...spoilt].map(([learner, problem]) => ({ ...item, learner, problem }))];
}

/** 'class/' where all lies in folders of one folder; else ''. */
function commonFolder(names: readonly string[]): string {
  const first = `${names[0]?.split('/')[0]}/`;
  return names.length > 0 && names.every((name) => name.startsWith(first) && name.slice(first.length).includes('/')) ? first : '';
}
