import fs from 'node:fs';
import path from 'node:path';

/**
 * What a learner's pack knows of an assignment instead of its hidden tests, from dist/graders/outlines/NN-slug.json: which functions are graded, for how many
 * points, and how many of them come from the public tests. Written by `npm run release`.
 */
export interface Outline {
  slug: string;
  title: string;
  tasks: { id: string; fn: string; title: string; points: number; publicPoints: number }[];
}

const FOLDER = path.join(__dirname, '..', 'outlines');

export function listOutlines(): string[] {
  if (!fs.existsSync(FOLDER)) throw new Error(`the pack is not whole: it has neither hidden tests nor ${FOLDER}. Unpack it again`);
  return fs.readdirSync(FOLDER).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5)).sort(); // prettier-ignore
}

export function loadOutline(slug: string): Outline {
  return JSON.parse(fs.readFileSync(path.join(FOLDER, `${slug}.json`), 'utf8')) as Outline;
}
