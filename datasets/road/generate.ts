/** Makes the road frames and annotations.json. Run: npx tsx datasets/road/generate.ts */
import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { renderScene, type RoadScene } from '../../src/lib/road';

/** Seeds of the shipped frames; the detector was trained on others (10000 and up). */
export const SEEDS = [900016, 900008, 900063, 900043, 900065, 900048];
const SIZE = { width: 1280, height: 720 };
const QUALITY = 76;

export interface Annotation {
  file: string;
  seed: number;
  weather: string;
  /** Left, top, right, bottom in pixels, of what is neither mostly hidden nor very small. */
  objects: { class: string; box: [number, number, number, number] }[];
  /** The rest: neither finding nor missing it should count. */
  difficult: { class: string; box: [number, number, number, number] }[];
}

export function annotate({ seed, weather, boxes }: RoadScene): Annotation {
  const listed = (difficult: boolean): Annotation['objects'] => boxes.filter((b) => b.difficult === difficult).map(({ class: name, box }) => ({ class: name, box }));
  return {
    file: `road-${String(SEEDS.indexOf(seed) + 1).padStart(2, '0')}.jpg`,
    seed,
    weather,
    objects: listed(false),
    difficult: listed(true),
  };
}

async function main(): Promise<void> {
  const annotations: Annotation[] = [];
  for (const [i, seed] of SEEDS.entries()) {
    const frame = renderScene(seed, SIZE);
    annotations.push(annotate(frame));
    await sharp(frame.image, { raw: { ...SIZE, channels: 3 } }).jpeg({ quality: QUALITY, mozjpeg: true }).toFile(path.join(__dirname, annotations[i].file));
    process.stderr.write(`${i + 1} of ${SEEDS.length}: ${annotations[i].file}, ${frame.weather}\n`);
  }
  fs.writeFileSync(path.join(__dirname, 'annotations.json'), `[\n${annotations.map((a) => JSON.stringify(a)).join(',\n')}\n]\n`);
}

if (require.main === module) void main();
