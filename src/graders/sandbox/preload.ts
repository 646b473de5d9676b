import path from 'node:path';
import type { PackCell } from '../notebook/pack';

const MODULE = /\bfrom 'gradus\/([a-z]+)'/g;

/** The modules of the library that an assignment's given cells import: learners' processes can load them before there is a submission. */
export function modulesOf(pack: readonly PackCell[]): string[] {
  const given = pack.filter((cell) => cell.role === 'given');
  return [...new Set(given.flatMap((cell) => [...cell.text.matchAll(MODULE)].map((match) => match[1])))];
}

/** Loads modules of the library by name. One that does not load is left: the learner's module will say so when it imports it. */
export function preload(modules: readonly string[]): void {
  for (const name of modules) {
    try {
      require(path.join(__dirname, '..', '..', 'lib', path.basename(name)));
    } catch {
      // see above
    }
  }
}
