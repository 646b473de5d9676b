/**
 * Learner code as a user of its own, for machines that are thrown away after one submission (containers, Gradescope) and do not allow bubblewrap: the grader
 * runs as root, the learner's processes as nobody. File permissions keep them from tests, answers and results; the network stays as the machine has it.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../root';

/** Debian's and Alpine's nobody and nogroup. */
export const NOBODY = { uid: 65534, gid: 65534 };

/** What no learner's process may read, where a pack or the project has it. */
const SECRET = ['dist/graders/assignments', 'dist/solutions', 'dist/solved', 'src', 'test', 'notebooks/source'];

/** Run as nobody: which of the paths can be read, and which written. */
const PROBE = `
const fs = require('fs');
const can = (mode) => (name) => { try { fs.accessSync(name, mode); return true; } catch { return false; } };
const [secret, kept] = JSON.parse(process.argv[1]);
process.stdout.write(JSON.stringify({ read: secret.filter(can(fs.constants.R_OK)), write: kept.filter(can(fs.constants.W_OK)), lib: can(fs.constants.R_OK)(process.argv[2]) }));`;

/** Whether learner code can be run as nobody here, with nothing to steal and nothing to spoil. `out` is where results go. */
export function userSandboxWorks(out: string, root = ROOT): { works: boolean; why: string } {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return { works: false, why: 'it is for Linux, and the grader must be started as root' };
  const secret = SECRET.map((name) => path.join(root, name)).filter((name) => fs.existsSync(name));
  const lib = path.join(root, 'dist', 'lib');
  const found = spawnSync(process.execPath, ['-e', PROBE, JSON.stringify([secret, [root, existing(path.resolve(out))]]), lib], { ...NOBODY, cwd: '/', encoding: 'utf8', env: {} });
  if (found.status !== 0) return { works: false, why: `no process can be started as nobody: ${found.error?.message ?? found.stderr.trim().split('\n')[0]}` };
  const { read, write, lib: readsLib } = JSON.parse(found.stdout) as { read: string[]; write: string[]; lib: boolean };
  if (read.length > 0) return { works: false, why: `every user can read ${read.join(', ')}: \`chmod -R go= ${read.join(' ')}\`` };
  if (write.length > 0) return { works: false, why: `every user can write to ${write.join(', ')}: \`chmod go-w ${write.join(' ')}\`` };
  return readsLib ? { works: true, why: '' } : { works: false, why: `the user nobody cannot read ${lib}: give it the right to, and to every folder above` };
}

/** The folder itself, or the nearest above it that is there. */
const existing = (folder: string): string => (fs.existsSync(folder) ? folder : existing(path.dirname(folder)));
