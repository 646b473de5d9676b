import { progress, type ProgressOptions } from '../lib/progress';

/** Told how far some work is, in bytes; the total is null where it is not known. */
export type OnBytes = (done: number, total: number | null) => void;

/** Shows how far some work on bytes is, with its speed, and takes the line away after it. What was there before the first report does not count as speed. */
export async function withProgress<T>(title: string, work: (onBytes: OnBytes) => Promise<T>, options: ProgressOptions = {}): Promise<T> {
  const bar = progress(null, { ...options, title, unit: 'byte' });
  let started = false;
  try {
    return await work((done, total) => {
      if (!started) bar.resume(done);
      started = true;
      bar.total = total;
      bar.update({}, done);
    });
  } finally {
    bar.clear();
  }
}
