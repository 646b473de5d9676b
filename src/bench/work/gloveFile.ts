import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { RandomState } from '../../lib/np/random';

export const WORDS = 400_000;
export const DIM = 50;
const BLOCK = 4000;

/** The Python side, a child of this process, finds the file by this process's number. */
const file = path.join(os.tmpdir(), `gradus-bench-glove-${process.pid}.txt`);
let made = false;

/** A GloVe file of 400,000 words with 50 numbers each (173 MB), seeded, made once and removed when the process ends. */
export function gloveFile(): string {
  if (made) return file;
  const remove = (): void => fs.rmSync(file, { force: true });
  process.once('exit', remove);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      remove();
      process.exit(130);
    });
  const rs = new RandomState(1);
  const fd = fs.openSync(file, 'w');
  try {
    for (let from = 0; from < WORDS; from += BLOCK) {
      const { data } = rs.uniform(-3, 3, [BLOCK, DIM]);
      let text = '';
      for (let row = 0; row < BLOCK; row++) {
        text += `word${from + row}`;
        for (let k = row * DIM; k < (row + 1) * DIM; k++) text += ` ${data[k].toFixed(5)}`;
        text += '\n';
      }
      fs.writeSync(fd, text);
    }
  } finally {
    fs.closeSync(fd);
  }
  made = true;
  return file;
}
