import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, SetupError, execute, tail } from './steps.mjs';

const LOCKFILE = path.join(ROOT, 'package-lock.json');
const STAMP = path.join(ROOT, 'node_modules', '.gradus-lock');

const hashOf = (file) => createHash('sha256').update(fs.readFileSync(file)).digest('hex');

/** npm packages, exactly those of the lock file; no package's install script runs (.npmrc). */
export function npmPackages() {
  return {
    title: 'npm packages from the lock file (about 700 MB)',
    done: () => fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === hashOf(LOCKFILE),
    async run() {
      if (await matchesLock()) {
        fs.writeFileSync(STAMP, hashOf(LOCKFILE));
        return 'already there';
      }
      const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
      await execute(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { shell: process.platform === 'win32' }).catch((error) => {
        throw new SetupError(`npm could not install the packages\n${tail(complaints(error.message))}`, 'check that this machine reaches an npm registry (`npm ping`), then run the command again');
      });
      fs.writeFileSync(STAMP, hashOf(LOCKFILE));
    },
  };
}

/** npm's own lines of what went wrong, without its help text. */
const complaints = (message) => message.split('\n').filter((line) => !/nodedir|^\s*npm error\s*$|--|aliases|Options|Usage|npm help/.test(line)).slice(0, 10).join('\n'); // prettier-ignore

/** npm keeps what it installed in node_modules/.package-lock.json: the same packages as in the lock file means nothing is to do. */
async function matchesLock() {
  try {
    const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages;
    const installed = read(path.join(ROOT, 'node_modules', '.package-lock.json'));
    const wanted = read(LOCKFILE);
    return Object.entries(wanted).every(([name, entry]) => {
      if (name === '') return true;
      const found = installed[name];
      return found ? found.version === entry.version : entry.optional === true;
    });
  } catch {
    return false;
  }
}
