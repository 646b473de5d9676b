import fs from 'node:fs';
import path from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { jsonFile, ReleaseError, sha256, type PackFile } from './packFile';

/** The same files make the same zip: no time but this one, which every zip program can show. */
const TIME = new Date(1980, 0, 1);
const UNIX = 3;
const MODE = (executable?: boolean): number => ((executable ? 0o100755 : 0o100644) << 16) >>> 0;

const sorted = (files: readonly PackFile[]): PackFile[] => [...files].sort((a, b) => (a.path < b.path ? -1 : 1));

/** manifest.json: what pack this is, and the sha256 of each of its files. */
export function withManifest(files: readonly PackFile[], about: { name: string; version: string; assignments: string[] }): PackFile[] {
  const list = sorted(files);
  const twice = list.find(({ path: name }, i) => list[i + 1]?.path === name);
  if (twice) throw new ReleaseError(`two files of the pack ${about.name} are named ${twice.path}`);
  const hashes = Object.fromEntries(list.map((file) => [file.path, sha256(file.content)]));
  const manifest = { schema: 'gradus/pack/v1', ...about, sha256: sha256(JSON.stringify(hashes)), files: hashes };
  return sorted([...list, jsonFile('manifest.json', manifest)]);
}

/** A zip of the files, below a folder if one is named: sorted, with fixed times and modes. */
export function zip(files: readonly PackFile[], folder = ''): Buffer {
  const entries: Zippable = {};
  for (const { path: name, content, executable } of sorted(files)) entries[folder ? `${folder}/${name}` : name] = [content, { os: UNIX, attrs: MODE(executable), mtime: TIME, level: 9 }];
  return Buffer.from(zipSync(entries));
}

/** Writes the files into a folder that is made anew; only one that an earlier release wrote is replaced. */
export function writeFolder(files: readonly PackFile[], folder: string): void {
  if (fs.existsSync(folder)) {
    if (!fs.existsSync(path.join(folder, 'manifest.json')) && fs.readdirSync(folder).length > 0) throw new ReleaseError(`${folder} is there and was not made by a release: name another folder with --out, or move it away`);
    fs.rmSync(folder, { recursive: true });
  }
  for (const { path: name, content, executable } of files) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content, { mode: executable ? 0o755 : 0o644 });
  }
}
