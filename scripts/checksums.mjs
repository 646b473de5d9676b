#!/usr/bin/env node
/** Writes datasets/checksums.json, by which `npm run doctor` tells damaged files: run it when data sets have changed. With --check it only says whether it fits. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ROOT } from './setup/steps.mjs';

const files = execFileSync('git', ['ls-files', '-z', 'datasets'], { cwd: ROOT, encoding: 'utf8' }).split('\0')
  .filter((file) => !file.includes('/weights/') && /\.(npz|npy|json|csv|txt|gz|bin|mid|png|jpe?g)$/.test(file) && !file.endsWith('checksums.json')); // prettier-ignore
const sums = Object.fromEntries(files.sort().map((file) => [file.slice('datasets/'.length), createHash('sha256').update(fs.readFileSync(path.join(ROOT, file))).digest('hex')])); // prettier-ignore
const content = `${JSON.stringify(sums, null, 1)}\n`;
const target = path.join(ROOT, 'datasets', 'checksums.json');
const same = fs.existsSync(target) && fs.readFileSync(target, 'utf8') === content;
if (process.argv.includes('--check')) {
  if (!same) console.error('checksums: datasets/checksums.json does not fit the data sets: node scripts/checksums.mjs');
  process.exitCode = same ? 0 : 1;
} else if (!same) fs.writeFileSync(target, content);
