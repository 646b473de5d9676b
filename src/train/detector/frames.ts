/** Road scenes as training data, rendered by several threads. */
import os from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
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
 * @param done is told how many there are
 */
export async function renderFrames(size: { width: number; height: number }, first: number, count: number, done: (n: number) => void): Promise<FrameSet> {
  const set: FrameSet = { ...size, images: new Array<Uint8Array>(count), boxes: new Array<RoadBox[]>(count) };
  const threads = Math.min(4, os.availableParallelism());
  let finished = 0;
  await Promise.all(
    Array.from({ length: threads }, (_, thread) => {
      const seeds = Array.from({ length: count }, (__, i) => first + i).filter((__, i) => i % threads === thread);
      return new Promise<void>((resolve, reject) => {
        const worker = new Worker(__filename, { workerData: { roadFrames: true, ...size, seeds } satisfies Job });
        worker.on('message', ({ seed, image, boxes }: Rendered) => {
          set.images[seed - first] = image;
          set.boxes[seed - first] = boxes;
          done(++finished);
        });
        worker.on('error', reject);
        worker.on('exit', () => resolve());
      });
    }),
  );
  return set;
}

if (!isMainThread && (workerData as Job | null)?.roadFrames) {
  const { width, height, seeds } = workerData as Job;
  for (const seed of seeds) {
    const { image, boxes } = renderScene(seed, { width, height });
    parentPort!.postMessage({ seed, image, boxes } satisfies Rendered, [image.buffer as ArrayBuffer]);
  }
}
