import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { DatasetError } from './error';
import type { OnBytes } from './progress';

/** The sha256 of a file, as 64 hexadecimal digits. */
export async function sha256Of(file: string, options: { signal?: AbortSignal; onBytes?: OnBytes } = {}): Promise<string> {
  const hash = createHash('sha256');
  const total = fs.statSync(file).size;
  let done = 0;
  for await (const piece of fs.createReadStream(file, { highWaterMark: 1 << 20, signal: options.signal })) {
    hash.update(piece as Buffer);
    options.onBytes?.((done += (piece as Buffer).length), total);
  }
  return hash.digest('hex');
}

/** Throws when a file is not the one that was expected. */
export function checkSha256(file: string, expected: string, got: string): void {
  if (expected === got) return;
  throw new DatasetError(
    `${path.basename(file)} is not the file that was expected: expected sha256 ${expected}, got ${got}`,
    'it was damaged on the way or is another version: fetch it again; if you know the other version and trust it, pass its checksum with --sha256',
  );
}

const recordOf = (file: string): string => `${file}.sha256`;

/** Writes FILE.sha256 in the form that sha256sum -c reads. */
export const recordSha256 = (file: string, sha256: string): void => fs.writeFileSync(recordOf(file), `${sha256}  ${path.basename(file)}\n`);

/** What FILE.sha256 says, or null. */
export function recordedSha256(file: string): string | null {
  if (!fs.existsSync(recordOf(file))) return null;
  return /^[0-9a-f]{64}/.exec(fs.readFileSync(recordOf(file), 'utf8'))?.[0] ?? null;
}
