/** Draws the people of assignment 5 and their photos at the door. Run: npx tsx datasets/faces/generate.ts */
import fs from 'node:fs';
import path from 'node:path';
import { face } from '../../src/lib/faces/face';
import { encodeJpeg, type RgbImage } from '../../src/lib/image';

const SIZE = 160;
const QUALITY = 88;

/** The database: names and the seeds of their faces. No network is trained on these seeds. */
export const PEOPLE: readonly (readonly [string, number])[] = [['ada', 370], ['arjun', 356], ['fergus', 369], ['ingrid', 341], ['joris', 353], ['kofi', 379], ['leila', 355], ['milo', 366], ['nia', 352], ['rafael', 351], ['saskia', 357], ['wilma', 374]]; // prettier-ignore

/** Who came to the door, in this order; a number is the seed of a stranger's face. */
export const VISITS: readonly (string | number)[] = ['ingrid', 'kofi', 344, 'milo', 'ingrid', 'wilma', 'nia', 376, 'joris', 'ada', 'rafael', 'saskia', 'leila', 347, 'arjun', 'fergus', 'kofi', 'wilma', 358, 'milo', 'ada', 'joris', 'nia', 'leila']; // prettier-ignore

const seedOf = (who: string): number => PEOPLE.find(([name]) => name === who)![1];

export interface Drawn {
  file: string;
  image: RgbImage;
  who: string | null;
}

/** One passport photo of each person. */
export const drawPeople = (): Drawn[] => PEOPLE.map(([name, seed]) => ({ file: `people/${name}.jpg`, image: face(seed, 1, SIZE, { variety: 0.2 }), who: name }));

/** One snapshot of each visit. */
export const drawVisits = (): Drawn[] =>
  VISITS.map((who, i) => ({
    file: `door/door-${String(i + 1).padStart(2, '0')}.jpg`,
    image: face(typeof who === 'number' ? who : seedOf(who), 500 + i, SIZE),
    who: typeof who === 'number' ? null : who,
  }));

async function main(): Promise<void> {
  const [people, door] = [drawPeople(), drawVisits()];
  for (const folder of ['people', 'door']) fs.mkdirSync(path.join(__dirname, folder), { recursive: true });
  for (const { file, image } of [...people, ...door]) fs.writeFileSync(path.join(__dirname, file), await encodeJpeg(image, QUALITY));
  const annotations = { people: people.map(({ file, who }) => ({ name: who, file })), door: door.map(({ file, who }) => ({ file, who })) };
  fs.writeFileSync(path.join(__dirname, 'faces.json'), `${JSON.stringify(annotations, null, 1)}\n`);
}

if (require.main === module) void main();
