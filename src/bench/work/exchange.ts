import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as np from '../../lib/np';
import * as tf from '../../lib/tf';

/** The Python side, a child of this process, finds the folder by this process's number. */
const folder = path.join(os.tmpdir(), `gradus-bench-${process.pid}`);

/** Writes the data of a case as NAME.npz where suites in Python find it (exchange.py); removed when the process ends. */
export function handOver(name: string, arrays: Record<string, np.NDArray | tf.Tensor | number>): void {
  if (!fs.existsSync(folder)) {
    fs.mkdirSync(folder, { recursive: true });
    process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  }
  const plain = Object.entries(arrays).map(([key, value]) => [key, typeof value === 'number' ? np.array([value]) : value instanceof tf.Tensor ? tf.toNDArray(value) : value]);
  np.savez(path.join(folder, name), Object.fromEntries(plain) as Record<string, np.NDArray>);
}

/** Weights by the names w0, w1, ... as Python's `weights` reads them. */
export const numbered = (weights: readonly tf.Tensor[]): Record<string, tf.Tensor> => Object.fromEntries(weights.map((w, i) => [`w${i}`, w]));
