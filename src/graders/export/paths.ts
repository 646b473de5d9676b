import { safeName } from '../report/write';
import type { Result } from '../schemas/result';

const MAX_NAME = 100;

const part = (name: string): string => safeName(name).slice(0, MAX_NAME);

/** A folder for each result, in order: LEARNER/NN-slug, or NN-slug for one's own. No two are alike, on file systems that fold case either. */
export function foldersOf(results: readonly Result[]): string[] {
  const taken = new Set<string>();
  return results.map(({ learner, assignment, file }) => {
    const name = [...(learner === null ? [] : [part(learner)]), part(assignment ?? file.split('/').at(-1)!)].join('/');
    let folder = name;
    for (let n = 2; taken.has(folder.normalize('NFC').toLowerCase()); n++) folder = `${name}-${n}`;
    taken.add(folder.normalize('NFC').toLowerCase());
    return folder;
  });
}
