import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { readSource } from '../build/build';
import { solutionText } from '../source/module';
import { generateMutants } from './generate';

const filesIn = (folder: string): string[] => (fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => /\.(ts|json)$/.test(name)).sort().map((name) => path.join(folder, name)) : []); // prettier-ignore

/**
 * What verdicts on an assignment's mutants depend on: the solutions, the mutants, the tests with their probes and comparisons. The libraries that solutions
 * call are left out: they are tested on their own, and a mutant is wrong whichever way a library computes.
 */
export function fingerprint(slug: string, root: string): string {
  const src = (...names: string[]): string => path.join(root, 'src', ...names);
  const check = (name: string): string => src('lib', 'check', name);
  const files = [
    ...[src('graders', 'assignments', `${slug}.ts`), ...filesIn(src('graders', 'assignments', slug))],
    ...['public', 'probes'].flatMap((folder) => filesIn(check(folder)).filter((file) => path.basename(file).startsWith(`${slug}.`))),
    ...['compare.ts', 'models.ts', 'values.ts'].map(check),
    ...['runTest.ts', 'expect.ts'].map((name) => src('graders', 'run', name)),
  ];
  const source = readSource(slug, root);
  const hash = createHash('sha256').update(solutionText(source));
  for (const { key, cell } of generateMutants(source)) hash.update(`\0${key}\0${cell}`);
  for (const file of files) hash.update(`\0${path.basename(file)}\0`).update(fs.readFileSync(file, 'utf8').replace(/\r\n/g, '\n'));
  return hash.digest('hex');
}
