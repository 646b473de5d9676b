import { ReleaseError } from './packFile';

/** The parts of package-lock.json (version 3) that pruning looks at; the others of an entry are kept as they are. */
export interface LockEntry {
  version?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  peer?: boolean;
  [other: string]: unknown;
}

export interface Lock {
  lockfileVersion: number;
  packages: Record<string, LockEntry>;
  [other: string]: unknown;
}

/** Where Node finds `name` from a package's folder: there, or further up. */
function resolve(packages: Lock['packages'], from: string, name: string): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const place = `${folder && `${folder}/`}node_modules/${name}`;
    if (place in packages) return place;
    if (folder === '') return null;
  }
}

/** What an entry needs; optional ones are not needed for sure. */
function edges(entry: LockEntry): { name: string; optional: boolean }[] {
  const meta = entry.peerDependenciesMeta ?? {};
  const optional = Object.keys(entry.optionalDependencies ?? {});
  const needed = Object.keys(entry.dependencies ?? {}).filter((name) => !optional.includes(name));
  const peers = Object.keys(entry.peerDependencies ?? {}).filter((name) => !meta[name]?.optional);
  return [...[...needed, ...peers].map((name) => ({ name, optional: false })), ...optional.map((name) => ({ name, optional: true }))];
}

/** The places reachable from the root, with whether every way there is optional. */
function reach(packages: Lock['packages'], root: LockEntry): Map<string, boolean> {
  const found = new Map<string, boolean>();
  const waiting = edges(root).map((edge) => ({ from: '', ...edge }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const place = resolve(packages, next.from, next.name);
    if (place === null) {
      if (next.optional) continue;
      throw new ReleaseError(`package-lock.json has no ${next.name}, which ${next.from || 'the pack'} needs: run \`npm install --package-lock-only\` and release again`);
    }
    if (found.has(place) && (found.get(place) === false || next.optional)) continue;
    found.set(place, next.optional);
    for (const edge of edges(packages[place])) waiting.push({ from: place, name: edge.name, optional: edge.optional || next.optional });
  }
  return found;
}

/** The lock file of a pack: from the project's, what `dependencies` need, with the same versions and checksums, so that a pack installs what was tested. */
export function pruneLock(lock: Lock, root: { name: string; version: string; license?: string; dependencies: Record<string, string>; engines?: Record<string, string> }): Lock {
  if (lock.lockfileVersion !== 3) throw new ReleaseError(`package-lock.json has version ${lock.lockfileVersion}, expected 3: write it with npm 7 or newer`);
  const reached = reach(lock.packages, root as LockEntry);
  const places = Object.keys(lock.packages).filter((place) => reached.has(place));
  const kept = places.map((place): [string, LockEntry] => {
    const { dev, devOptional, optional, ...entry } = lock.packages[place];
    return [place, reached.get(place) ? { ...entry, optional: true } : entry];
  });
  return { name: root.name, version: root.version, lockfileVersion: 3, requires: true, packages: { '': root as LockEntry, ...Object.fromEntries(kept) } };
}
