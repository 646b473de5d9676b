/** Road scenes as training data, rendered by several threads. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { progress } from '../../lib/progress';
import { renderScene, type RoadBox } from '../../lib/road';

export interface FrameSet {
  width: number;
  height: number;
  images: Uint8Array[];
  boxes: RoadBox[][];
}

interface Job {
  roadFrames: true;
  width: number;
  height: number;
  seeds: number[];
}

interface Rendered {
  seed: number;
  image: Uint8Array;
  boxes: RoadBox[];
}

/**
 * Frames of the seeds first .. first + count - 1.
 * @param title of the bar that shows how far it is
 */
export async function renderFrames(size: { width: number; height: number }, first: number, count: number, title: string): Promise<FrameSet> {
  const set: FrameSet = { ...size, images: new Array<Uint8Array>(count), boxes: new Array<RoadBox[]>(count) };
  const threads = Math.min(4, os.availableParallelism());
  const bar = progress(count, { title, unit: 'scene' });
  await Promise.all(
    Array.from({ length: threads }, (_, thread) => {
      const seeds = Array.from({ length: count }, (__, i) => first + i).filter((__, i) => i % threads === thread);
      return new Promise<void>((resolve, reject) => {
        const worker = new Worker(__filename, { workerData: { roadFrames: true, ...size, seeds } satisfies Job });
        worker.on('message', ({ seed, image, boxes }: Rendered) => {
          set.images[seed - first] = image;
          set.boxes[seed - first] = boxes;
          bar.update();
        });
        worker.on('error', reject);
        worker.on('exit', () => resolve());
      });
    }),
  );
  bar.done();
  return set;
}

/** Frames that an earlier run kept in a folder, or new ones, which are kept there; without a folder nothing is kept. */
export async function keptFrames(folder: string | undefined, size: { width: number; height: number }, first: number, count: number, title: string): Promise<FrameSet> {
  if (!folder) return renderFrames(size, first, count, title);
  const stem = path.join(folder, `frames-${size.width}x${size.height}-${first}-${count}`);
  const bytes = size.width * size.height * 3;
  if (fs.existsSync(`${stem}.json`)) {
    const all = fs.readFileSync(`${stem}.bin`);
    const boxes = JSON.parse(fs.readFileSync(`${stem}.json`, 'utf8')) as RoadBox[][];
    return { ...size, boxes, images: boxes.map((_, i) => new Uint8Array(all.subarray(i * bytes, (i + 1) * bytes))) };
  }
  const set = await renderFrames(size, first, count, title);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(`${stem}.bin`, Buffer.concat(set.images));
  fs.writeFileSync(`${stem}.json`, JSON.stringify(set.boxes));
  return set;
}

if (!isMainThread && (workerData as Job | null)?.roadFrames) {
  const { width, height, seeds } = workerData as Job;
  for (const seed of seeds) {
    const { image, boxes } = renderScene(seed, { width, height });
    parentPort!.postMessage({ seed, image, boxes } satisfies Rendered, [image.buffer as ArrayBuffer]);
  }
}
