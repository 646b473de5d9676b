import fs from 'node:fs';
import path from 'node:path';

/** Writes a file all or nothing, and makes its folder: whoever reads it finds the old or the new one whole. */
export function writeWhole(file: string, content: string | Buffer): void {
  const part = `${file}.${process.pid}.part`;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(part, content);
  fs.renameSync(part, file);
}
