#!/usr/bin/env node
/** Builds dist/ with tsc, then what is made from the notebook sources. Options go to the authoring build; see `npm run build -- --help`. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { linkPackage } from './setup/build.mjs';
import { ROOT } from './setup/steps.mjs';

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Files of other kinds that belong beside the compiled ones. */
function copyAssets(from, to) {
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) copyAssets(source, target);
    else if (/\.(json|txt|py|svg|html|css)$/.test(entry.name) && entry.name !== 'tsconfig.json') {
      fs.mkdirSync(to, { recursive: true });
      fs.copyFileSync(source, target);
    }
  }
}

if (!process.argv.includes('--help')) {
  run(path.join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json');
  copyAssets(path.join(ROOT, 'src'), path.join(ROOT, 'dist'));
  linkPackage();
}
run(path.join('dist', 'authoring', 'build', 'main.js'), ...process.argv.slice(2));
