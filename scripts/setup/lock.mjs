import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT, SetupError } from './steps.mjs';

const LOCK = path.join(os.tmpdir(), `gradus-setup-${createHash('sha256').update(ROOT).digest('hex').slice(0, 16)}.lock`);
const PATIENCE_MS = 20 * 60_000;

/** Runs the work while no other set-up of this folder does; waits for one that is under way, and takes over from one that died. */
export async function withLock(work) {
  const until = Date.now() + PATIENCE_MS;
  for (let waited = false; !acquire(); waited = true) {
    if (!waited) console.error(`set-up: waiting for another set-up of this folder to finish (process ${owner()})`);
    if (Date.now() > until) throw new SetupError('another set-up of this folder does not finish', `end process ${owner()}, or delete ${LOCK}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const release = () => fs.rmSync(LOCK, { force: true });
  const onSignal = () => {
    release();
    process.exit(130);
  };
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    return await work();
  } finally {
    release();
  }
}

function acquire() {
  try {
    fs.writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const pid = owner();
    if (pid !== null && !alive(pid)) fs.rmSync(LOCK, { force: true });
    return false;
  }
}

function owner() {
  try {
    return Number(fs.readFileSync(LOCK, 'utf8')) || null;
  } catch {
    return null;
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
