import fs from 'node:fs';
import path from 'node:path';
import { listSlugs } from '../paths';
import { NewError } from './error';
import type { NewOptions } from './options';
import { listings, skeleton } from './skeleton';

/** Writes the skeleton and its lines in listings. @returns the paths. Throws `NewError`, and writes nothing, where something is there already. */
export function writeSkeleton(options: NewOptions, root: string): { made: string[]; changed: string[] } {
  const number = options.slug.slice(0, 2);
  const same = listSlugs(root).find((slug) => slug.startsWith(`${number}-`));
  if (same) throw new NewError(`there is an assignment ${number} already, ${same}: the next free number is ${nextNumber(root)}`);
  const files = skeleton(options);
  const there = files.filter((file) => fs.existsSync(path.join(root, file.path))).map((file) => file.path);
  if (there.length > 0) throw new NewError(`nothing is overwritten, and this is there already: ${there.join(', ')}`);
  const changed = listings(options, root);
  for (const { path: name, content } of [...files, ...changed]) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), content);
  }
  return { made: files.map((file) => file.path), changed: changed.map((file) => file.path) };
}

const nextNumber = (root: string): string => String(Math.max(...listSlugs(root).map((slug) => Number(slug.slice(0, 2)))) + 1).padStart(2, '0');
