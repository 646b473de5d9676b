import type { PackFile } from './packFile';
import { ReleaseError } from './packFile';

/** What is looked for from another package's folder ({ paths: ... }) is that package's own affair. */
const IMPORT = /(?:\brequire(?:\.resolve)?\(|\bimport\(|\bfrom )(?:"([^"\n]+)"|'([^'\n]+)')(?!, \{ paths)/g;
/** Packages that no compiled file imports by name, and why a pack has them all the same. */
const ALSO: Record<string, string> = {
  '@types/node': 'types of Node, for compiling what learners write',
  'node-api-headers': 'the set-up compiles the binding of TensorFlow with them',
};

/** '@tonejs/midi/x' -> '@tonejs/midi'. */
const packageOf = (specifier: string): string => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/'); // prettier-ignore

const isOwn = (specifier: string): boolean => /^([./]|node:|gradus(\/|$))/.test(specifier);

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

/**
 * What the files of a pack need of the project's packages, with the project's versions. Throws `ReleaseError` for an import of a package that the project only
 * has by chance.
 */
export function neededPackages(files: readonly PackFile[], project: Manifest): Record<string, string> {
  const names = new Map(Object.keys(ALSO).map((name) => [name, 'every pack']));
  for (const { path, content } of files) {
    if (!/\.(js|mjs|cjs)$/.test(path)) continue;
    for (const [, a, b] of content.toString('utf8').matchAll(IMPORT)) if (!isOwn(a ?? b)) names.set(packageOf(a ?? b), path);
  }
  const known = { ...project.devDependencies, ...project.dependencies };
  const found = [...names].filter(([name]) => !isBuiltin(name)).sort(([a], [b]) => (a < b ? -1 : 1)); // prettier-ignore
  const missing = found.find(([name]) => !(name in known));
  if (missing) throw new ReleaseError(`${missing[1]} imports ${missing[0]}, which package.json does not name: add it to the dependencies`);
  return Object.fromEntries(found.map(([name]) => [name, known[name]]));
}

const BUILTIN = new Set(require('node:module').builtinModules as string[]);
const isBuiltin = (name: string): boolean => BUILTIN.has(name);
