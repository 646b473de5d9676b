/** Makes the road frames and annotations.json. Run: npx tsx datasets/road/generate.ts */
import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { RandomState } from '../../src/lib/np/random';
import { paintScene } from './paint';
import { HEIGHT, makeScene, WIDTH, type Scene } from './scene';

/** Seeds of the shipped frames. */
export const SEEDS = [3, 5, 8, 12, 17, 21];
const NOISE = 5;
const QUALITY = 74;

export interface Annotation {
  file: string;
  weather: string;
  /** Left, top, right, bottom in pixels. */
  objects: { class: string; box: [number, number, number, number] }[];
}

export function annotate(scene: Scene): Annotation {
  const round = (x: number): number => Math.round(x * 10) / 10;
  return {
    file: `road-${String(scene.seed).padStart(2, '0')}.jpg`,
    weather: scene.weather,
    objects: scene.objects.map(({ kind, box }) => ({ class: kind, box: box.map(round) as [number, number, number, number] })),
  };
}

/** The frame as RGB bytes with the grain of a camera. */
export async function renderFrame(scene: Scene): Promise<Buffer> {
  const { data } = await sharp(Buffer.from(paintScene(scene))).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const grain = new RandomState(scene.seed + 1000);
  for (let i = 0; i < data.length; i += 3) {
    const g = NOISE * (2 * grain.rand() - 1);
    for (let c = 0; c < 3; c++) data[i + c] = Math.max(0, Math.min(255, data[i + c] + g));
  }
  return data;
}

async function main(): Promise<void> {
  const annotations: Annotation[] = [];
  for (const seed of SEEDS) {
    const scene = makeScene(seed);
    const note = annotate(scene);
    const pixels = await renderFrame(scene);
    await sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } }).jpeg({ quality: QUALITY, mozjpeg: true }).toFile(path.join(__dirname, note.file));
    annotations.push(note);
  }
  fs.writeFileSync(path.join(__dirname, 'annotations.json'), `${JSON.stringify(annotations, null, 1)}\n`);
}

if (require.main === module) void main();
