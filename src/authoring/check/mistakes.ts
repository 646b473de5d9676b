import { loadPublicAssignment } from '../../lib/check/load';
import { loadMistakes } from '../../lib/check/mistakes';
import { listSlugs } from '../paths';

const RUN = 'npx tsx test/fixtures/make-submissions/mistakes.ts';

/** Each assignment's mistakes are recorded, have a hint, and belong to its public tests of today. */
export function checkMistakes(root: string): string[] {
  return listSlugs(root).flatMap((slug) => {
    const recorded = loadMistakes(slug);
    if (Object.keys(recorded).length === 0) return [`${slug}: no mistakes are recorded: ${RUN} ${slug.slice(0, 2)}`];
    return Object.entries(recorded).flatMap(([task, { tests, mistakes }]) => {
      const today = loadPublicAssignment(slug)?.tasks.find((t) => t.task === task)?.tests.map((t) => t.name) ?? [];
      return [
        ...(today.join('\n') === tests.join('\n') ? [] : [`${slug}: the mistakes of ${task} were recorded for other public tests: ${RUN} ${slug.slice(0, 2)}`]),
        ...mistakes.filter((m) => m.hint.trim() === '').map((m) => `${slug}: the mistake ${m.name} of ${task} has no hint`),
      ];
    });
  });
}
