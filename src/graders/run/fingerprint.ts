import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../root';

const HERE = path.join(__dirname, '..');
const FOLDERS = [path.join(HERE, 'assignments'), path.join(HERE, '..', 'lib', 'check'), path.join(ROOT, 'dist', 'pack'), path.join(ROOT, 'dist', 'solutions')].filter((folder) => fs.existsSync(folder)); // a learner's pack has no tests and solutions

const known = new Map<string, string>();

/**
 * sha256 over all that decides what a submission of an assignment scores, but the submission: hidden and public tests, probes and comparisons, given cells, the
 * reference solution. Files that carry another assignment's number are left out.
 */
export function testsSha256(slug: string): string {
  let sha256 = known.get(slug);
  if (sha256 === undefined) {
    const hash = createHash('sha256');
    for (const folder of FOLDERS) for (const file of filesBelow(folder)) if (concerns(path.relative(folder, file), slug)) hash.update(`${path.relative(ROOT, file)}\0`).update(fs.readFileSync(file));
    known.set(slug, (sha256 = hash.digest('hex')));
  }
  return sha256;
}

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.(js|ts|ipynb|json)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** Hidden tests of an assignment may have a folder beside their file: 10-transformer.ts and 10-transformer/. */
function concerns(relative: string, slug: string): boolean {
  const part = relative.split(path.sep).find((name) => /^\d\d-/.test(name));
  return part === undefined || part.replace(/\.[a-z]+$/, '') === slug;
}
