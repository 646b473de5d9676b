import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isArchive, isSubmission, type Found } from '../cli/discover';
import { UnreadableSubmission } from '../notebook/read';
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

/** One learner's archive: one refused entry spoils it, as nobody can tell what was meant. */
function ofOne(item: Found, { files, refused }: Unpacked, learner: string): Found[] {
  if (refused.length > 0) throw new UnreadableSubmission(`the archive was not unpacked: ${refused[0].name.slice(0, 200)}: ${refused[0].message}`);
  return files.map(({ name, file }) => ({ file, learner, own: false, shownAs: shown(item.file, name) }));
}

/** A class's archive, one folder a learner: a refused entry spoils its learner's submission only. Files outside of folders are those of a learner named as the archive. */
function byFolder(item: Found, { files, refused }: Unpacked): Found[] {
  const outer = commonFolder([...files, ...refused].map(({ name }) => name));
  const learnerOf = (name: string): string => {
    const parts = name.slice(outer.length).split('/');
    return parts.length > 1 ? parts[0] : archiveName(item.file);
  };
  const spoilt = new Map(refused.map(({ name, message }) => [learnerOf(name), `the archive was not unpacked: ${name.slice(0, 200)}: ${message}`]));
  const good = files.filter(({ name }) => !spoilt.has(learnerOf(name))).map(({ name, file }) => ({ file, learner: learnerOf(name), own: false, shownAs: shown(item.file, name) }));
  return [...good, ...[...spoilt].map(([learner, problem]) => ({ ...item, learner, problem }))];
}

/** 'class/' where all lies in folders of one folder; else ''. */
function commonFolder(names: readonly string[]): string {
  const first = `${names[0]?.split('/')[0]}/`;
  return names.length > 0 && names.every((name) => name.startsWith(first) && name.slice(first.length).includes('/')) ? first : '';
}
