import fs from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../lib/files/writeWhole';

/** The pack's folder, from dist/authoring or src/authoring. */
export const ROOT = path.resolve(__dirname, '../..');

export const paths = (root: string) => ({
  sources: path.join(root, 'notebooks', 'source'),
  notebooks: path.join(root, 'notebooks'),
  pack: path.join(root, 'dist', 'pack'),
  solved: path.join(root, 'dist', 'solved'),
  solutions: path.join(root, 'dist', 'solutions'),
});

/** Slugs of the assignments, sorted: the sources named NN-slug.ts. */
export function listSlugs(root = ROOT): string[] {
  const { sources } = paths(root);
  if (!fs.existsSync(sources)) return [];
  return fs.readdirSync(sources).filter((name) => /^\d\d-[a-z0-9-]+\.ts$/.test(name)).map((name) => name.slice(0, -3)).sort(); // prettier-ignore
}

/** Writes a file only if it changes, all or nothing. */
export function writeIfChanged(file: string, content: string): boolean {
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === content) return false;
  writeWhole(file, content);
  return true;
}
