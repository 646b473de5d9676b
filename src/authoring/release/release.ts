import fs from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../../lib/files/writeWhole';
import { writeFolder, zip } from './archive';
import { makeGradescope } from './gradescope';
import type { ReleaseOptions } from './options';
import { sha256, type PackFile } from './packFile';
import { chooseSlugs, makePack, type PackKind } from './packs';

/** Something that was written: a folder, a zip. */
export interface Written {
  path: string;
  bytes: number;
  files: number;
}

export type Say = (line: string) => void;

/** The zip of a kind of pack among those that were written. */
export const zipName = (name: string, version: string): string => `${name}-${version}.zip`;

export const gradescopeName = (slug: string): string => `gradus-gradescope-${slug}`;

/** Makes the packs that are asked for in `options.out`. Everything is made before anything is written. */
export function release(options: ReleaseOptions, root: string, say: Say): Written[] {
  const made = options.targets.map((target) => {
    say(`making the ${target}${target === 'gradescope' ? ' autograder' : "'s pack"}`);
    return target === 'gradescope' ? gradescopeZip(options.assignment!, root) : folderAndZip(target, options.only, root);
  });
  fs.mkdirSync(options.out, { recursive: true });
  const written = made.flatMap((write) => write(options.out));
  writeSums(options.out);
  return written;
}

type Write = (out: string) => Written[];

function folderAndZip(kind: PackKind, only: readonly string[] | undefined, root: string): Write {
  const { name, version, files } = makePack(kind, chooseSlugs(only, root), root);
  const archive = zip(files, name);
  return (out) => {
    writeFolder(files, path.join(out, name));
    return [{ path: `${path.join(out, name)}/`, bytes: files.reduce((sum, { content }) => sum + content.length, 0), files: files.length }, writeZip(path.join(out, zipName(name, version)), archive, files)];
  };
}

function gradescopeZip(assignment: string, root: string): Write {
  const { slug, version, files } = makeGradescope(assignment, root);
  const archive = zip(files);
  return (out) => [writeZip(path.join(out, zipName(gradescopeName(slug), version)), archive, files)];
}

function writeZip(file: string, archive: Buffer, files: readonly PackFile[]): Written {
  writeWhole(file, archive);
  return { path: file, bytes: archive.length, files: files.length };
}

/** SHA256SUMS, as `sha256sum --check` reads it, over all zips of the folder. */
function writeSums(out: string): void {
  const zips = fs.readdirSync(out).filter((name) => /^gradus-.*\.zip$/.test(name)).sort(); // prettier-ignore
  fs.writeFileSync(path.join(out, 'SHA256SUMS'), zips.map((name) => `${sha256(fs.readFileSync(path.join(out, name)))}  ${name}\n`).join(''));
}
