import fs from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import { ROOT } from '../setup/steps.mjs';
import { fail, ok, warn } from './outcome.mjs';

const GB = 1e9;
/** First and last version that the pack is tested with. */
const [OLDEST, NEWEST] = [[20, 19], 26];

export function node() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const found = `${process.versions.node} on ${process.platform}-${process.arch}`;
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]))
    return fail(found, `install Node.js ${OLDEST.join('.')} or newer, from nodejs.org or with \`nvm install 22\``);
  return major > NEWEST
    ? warn(found, `the pack is tested up to Node.js ${NEWEST}: if something is odd, try that`)
    : ok(found);
}

/** The set-up takes 1 GB, results and submissions a little. */
export function disk() {
  const { bavail, bsize } = fs.statfsSync(ROOT);
  const free = (bavail * bsize) / GB;
  const found = `${free.toFixed(1)} GB free`;
  if (free < 0.2) return fail(found, 'make room: notebooks cannot be saved safely with less than 0.2 GB');
  return free < 1.5 ? warn(found, 'the set-up needs about 1.5 GB, and 0.9 GB more for real word vectors') : ok(found);
}

/** What programs can still get, which on Linux is more than what is free. */
function available() {
  try {
    return Number(/MemAvailable:\s+(\d+)/.exec(fs.readFileSync('/proc/meminfo', 'utf8'))[1]) * 1024;
  } catch {
    return os.freemem();
  }
}

export function memory() {
  const found = `${(available() / GB).toFixed(1)} of ${(os.totalmem() / GB).toFixed(1)} GB available`;
  if (available() < 0.5 * GB) return fail(found, 'close other programs: a notebook with TensorFlow needs about 1 GB');
  return available() < 2 * GB
    ? warn(found, "assignment 4 takes up to 2 GB while it trains: close other programs and other notebooks' kernels")
    : ok(found);
}
