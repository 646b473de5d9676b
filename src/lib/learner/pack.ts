import fs from 'node:fs';
import path from 'node:path';

/** The pack's folder, from dist/lib/learner or src/lib/learner. */
export const PACK = path.resolve(__dirname, '../../..');

/** An assignment as its notebook describes it. */
export interface PackNotebook {
  slug: string;
  /** '1 Regularization' */
  title: string;
  minutes: number;
  /** Exercises with the ids of their cells, in order. */
  tasks: { task: string; id: string; points: number }[];
}

interface PackCell {
  source: string[] | string;
  metadata: { gradus?: { id: string; task?: string; points?: number } };
}

/** One assignment, from the pack's own copy. */
export function packNotebook(slug: string, pack = PACK): PackNotebook {
  const { cells } = JSON.parse(fs.readFileSync(path.join(pack, 'dist', 'pack', `${slug}.ipynb`), 'utf8')) as { cells: PackCell[] };
  const opening = ([] as string[]).concat(cells[0].source).join('');
  const tasks = cells.flatMap(({ metadata: { gradus } }) => (gradus?.task ? [{ task: gradus.task, id: gradus.id, points: gradus.points ?? 0 }] : []));
  return { slug, title: /^# (.*)$/m.exec(opening)?.[1] ?? slug, minutes: Number(/\*\*Minutes\*\*: about (\d+)/.exec(opening)?.[1] ?? 0), tasks };
}

/** All assignments, in order. */
export function packNotebooks(pack = PACK): PackNotebook[] {
  const folder = path.join(pack, 'dist', 'pack');
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).filter((name) => name.endsWith('.ipynb')).sort().map((name) => packNotebook(name.slice(0, -6), pack)); // prettier-ignore
}
