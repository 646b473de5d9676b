import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { build } from '../setup/build.mjs';
import { ROOT, execute } from '../setup/steps.mjs';
import { fail, lastLine, ok, warn } from './outcome.mjs';

const SETUP = 'run `npm run setup`';

/** Runs a line of JavaScript in a process of its own, from the pack's folder: what breaks there breaks nothing here. */
const evaluate = (code) =>
  execute(process.execPath, ['-e', code], { env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' }, timeout: 60_000 });

/** What is installed beside what the lock file says. */
export function packages() {
  const read = (file) => JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8')).packages;
  const wanted = Object.entries(read('package-lock.json')).filter(([name, { link }]) => name && !link);
  const wrong = wanted.filter(([name, { version, optional, os, cpu }]) => {
    const file = path.join(ROOT, name, 'package.json');
    if (!fs.existsSync(file)) return !optional && !os && !cpu;
    return JSON.parse(fs.readFileSync(file, 'utf8')).version !== version;
  });
  if (wrong.length === 0) return ok(`${wanted.length} of the lock file, all as they should be`);
  const some = wrong.slice(0, 4).map(([name]) => name.replace(/^.*node_modules\//, '')).join(', '); // prettier-ignore
  return fail(
    `${wrong.length} of ${wanted.length} are missing or have another version: ${some}${wrong.length > 4 ? ', ...' : ''}`,
    'run `npm ci --ignore-scripts`, then `npm run setup`',
  );
}

export function built() {
  if (!fs.existsSync(path.join(ROOT, 'dist', 'lib'))) return fail('dist/ is missing', SETUP);
  return build().done()
    ? ok('dist/ is up to date')
    : warn('dist/ is older than its sources', `${SETUP}, or start any command: each builds what is old`);
}

const COMPUTE =
  "const tf = require('./dist/lib/tf'); const x = tf.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]])).dataSync()[0]; process.stdout.write('\\nRESULT ' + tf.backendName + ' ' + x)";

export async function tensorflow() {
  const retry =
    'run `npm run setup -- --retry-tensorflow` and read what it says; a C++ compiler helps (`apt-get install g++`)';
  try {
    const [, backend, result] = /RESULT (\S+) (\S+)/.exec(await evaluate(COMPUTE)) ?? [];
    if (result !== '11') return fail(`[1 2] times [3 4] gave ${result ?? 'nothing'}, expected 11`, retry);
    return /cpu|javascript/.test(backend)
      ? warn(`computes in plain JavaScript (${backend}): everything works, training is much slower`, retry)
      : ok(`computes on the ${backend} backend`);
  } catch (error) {
    return fail(`does not load: ${lastLine(error.message)}`, retry);
  }
}

/** Text drawn on a picture leaves pixels only if sharp loads and there is a font. */
const DRAW =
  'require(\'sharp\')(Buffer.from(\'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="30"><text x="2" y="22" font-size="20">Text</text></svg>\')).raw().toBuffer().then((b) => process.stdout.write(\'PIXELS \' + b.filter((x) => x > 0).length))';

export async function graphics() {
  try {
    const pixels = Number(/PIXELS (\d+)/.exec(await evaluate(DRAW))?.[1]);
    return pixels > 50
      ? ok('sharp draws, and has a font')
      : warn(
          'sharp draws no text: no font was found',
          'install one (`apt-get install fonts-dejavu-core`); labels on pictures stay empty without',
        );
  } catch (error) {
    return fail(
      `sharp does not load: ${lastLine(error.message)}`,
      'run `npm ci --ignore-scripts`; sharp brings a binary for your system as an optional package',
    );
  }
}
