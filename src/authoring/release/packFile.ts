import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** A file of a pack: its place in the pack, always with /, and its bytes. */
export interface PackFile {
  path: string;
  content: Buffer;
  /** A program or shell script. */
  executable?: boolean;
}

/** A release that cannot be made, in words for the teacher. */
export class ReleaseError extends Error {}

export const textFile = (name: string, text: string, executable = false): PackFile => ({ path: name, content: Buffer.from(text), ...(executable ? { executable } : {}) });

export const jsonFile = (name: string, value: unknown): PackFile => textFile(name, `${JSON.stringify(value, null, 2)}\n`);

export const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');

/** One file of the project, at the same place in the pack or at another. */
export function projectFile(root: string, from: string, to = from): PackFile {
  const file = path.join(root, from);
  if (!fs.existsSync(file)) throw new ReleaseError(`${from} is missing: run \`npm run build\`, then release again`);
  return { path: to, content: fs.readFileSync(file) };
}

/** The files below a folder of the project that a filter takes, sorted. Names that begin with a dot, and links, are no part of a pack. */
export function projectFolder(root: string, folder: string, take: (name: string) => boolean = () => true): PackFile[] {
  const full = path.join(root, folder);
  if (!fs.existsSync(full)) throw new ReleaseError(`${folder}/ is missing: run \`npm run build\`, then release again`);
  return fs
    .readdirSync(full, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return projectFolder(root, name, take);
      return entry.isFile() && take(name) ? [projectFile(root, name)] : [];
    });
}
