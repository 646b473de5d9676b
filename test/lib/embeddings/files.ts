import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const FIXTURES = join(__dirname, '../../fixtures/embeddings');
export const fixture = (name: string): string => join(FIXTURES, name);
export const expected = require('../../fixtures/embeddings/expected.json') as {
  words: string[];
  dim: number;
  float32: number[][];
  float64: number[][];
  sorted: string[];
  nearestToThe: [string, number][];
};

/** A folder for one test file, removed behind it. */
export function temporaryFolder(): { folder: () => string; write: (name: string, content: string | Buffer) => string } {
  let folder = '';
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'gradus-embeddings-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  return { folder: () => folder, write };
}

/** word2vec's binary form. */
export function binary(header: string, rows: [string, number[]][], end = '\n'): Buffer {
  return Buffer.concat([Buffer.from(`${header}\n`), ...rows.map(([word, v]) => Buffer.concat([Buffer.from(`${word} `), Buffer.from(Float32Array.from(v).buffer), Buffer.from(end)]))]);
}
