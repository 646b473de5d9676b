import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** A folder for packs, on the disk of node_modules and readable by every user; removed when the tests end. */
export function packFolder(): string {
  fs.mkdirSync(path.join(ROOT, 'tmp'), { recursive: true });
  const folder = fs.mkdtempSync(path.join(ROOT, 'tmp', 'packs-'));
  fs.chmodSync(folder, 0o755);
  return folder;
}

/** `npm run release` as it was built. */
export const runRelease = (args: string[]) => spawnSync(process.execPath, [path.join(ROOT, 'dist/authoring/release/main.js'), ...args], { cwd: ROOT, encoding: 'utf8' });

/** What `npm ci` would install in a pack, from our own node_modules by hard links: no download, and no link that leads out of the pack. */
export function installPack(pack: string): void {
  const { packages } = JSON.parse(fs.readFileSync(path.join(pack, 'package-lock.json'), 'utf8')) as { packages: Record<string, unknown> };
  for (const place of Object.keys(packages).filter((name) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(name) && fs.existsSync(path.join(ROOT, name)))) {
    fs.mkdirSync(path.dirname(path.join(pack, place)), { recursive: true });
    execFileSync('cp', ['-al', path.join(ROOT, place), path.join(pack, place)]);
  }
  const lock = createHash('sha256').update(fs.readFileSync(path.join(pack, 'package-lock.json'))).digest('hex');
  fs.writeFileSync(path.join(pack, 'node_modules/.gradus-lock'), lock); // as the set-up leaves it: it would run `npm ci` again
  fs.symlinkSync('../dist/lib', path.join(pack, 'node_modules/gradus'));
}
