#!/usr/bin/env node
/** Builds dist/ with tsc, then what is made from the notebook sources. Options go to the authoring build; see `npm run build -- --help`. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { linkPackage } from './setup/build.mjs';
import { ROOT } from './setup/steps.mjs';

const [SRC, DIST] = [path.join(ROOT, 'src'), path.join(ROOT, 'dist')];
const ASSET = /\.(json|txt|md|py|svg|html|css)$/;

function run(what, ...args) {
  const { status, error, signal } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status === 0) return;
  console.error(`build: ${what} failed${error ? `: ${error.message}` : signal ? ` (${signal})` : ': mend the lines named above'}`);
  process.exit(status ?? 1);
}

const entries = (folder) => (fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : []);

const isAsset = (name) => ASSET.test(name) && name !== 'tsconfig.json';

/** Files of other kinds that belong beside the compiled ones; those that are the same already are left. */
function copyAssets(from, to) {
  for (const entry of entries(from)) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) copyAssets(source, target);
    else if (isAsset(entry.name) && !(fs.existsSync(target) && fs.readFileSync(target).equals(fs.readFileSync(source)))) {
      fs.mkdirSync(to, { recursive: true });
      fs.copyFileSync(source, target);
    }
  }
}

/** What was made from a file that is gone: tests are found by listing folders, so that it would go on being used. */
function removeStale(dist, src) {
  for (const entry of entries(dist)) {
    const made = path.join(dist, entry.name);
    if (entry.isDirectory()) removeStale(made, path.join(src, entry.name));
    else {
      const stem = /^(.*?)(\.d\.ts|\.js)$/.exec(entry.name)?.[1];
      const sources = stem === undefined ? [entry.name] : [`${stem}.ts`];
      if ((stem !== undefined || isAsset(entry.name)) && !sources.some((name) => fs.existsSync(path.join(src, name)))) fs.rmSync(made);
    }
  }
}

if (!process.argv.includes('--help')) {
  run('compiling src/', path.join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json');
  for (const { name } of entries(SRC).filter((entry) => entry.isDirectory())) removeStale(path.join(DIST, name), path.join(SRC, name));
  copyAssets(SRC, DIST);
  linkPackage();
}
run('making the notebooks', path.join('dist', 'authoring', 'build', 'main.js'), ...process.argv.slice(2));
