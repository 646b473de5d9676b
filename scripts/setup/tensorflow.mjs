import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findPython } from './python.mjs';
import { ROOT, execute, tail } from './steps.mjs';

/**
 * TensorFlow's native binding. tfjs-node's own install script downloads from a host that many firewalls block. The TensorFlow wheel on PyPI holds the same
 * C API, so the two C++ files of the binding, and ours in binding/, are compiled against it. What was made is kept in the user's cache for the next clone.
 */
const WHEEL = {
  version: '2.18.1',
  tag: 'cp311',
  platforms: ['manylinux_2_17_x86_64', 'manylinux2014_x86_64'],
  sha256: '810c75d7149d2da0cb2092187817b0dcabb80728ca9f9cf3a61f3f42fadd1298',
};
const LIBRARIES = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
const HEADERS = ['tensorflow/c/', 'tensorflow/core/platform/', 'tsl/', 'xla/'];
const BINDING = 'tfjs_binding.node';
const OWN_SOURCES = path.join(ROOT, 'scripts', 'setup', 'binding');
/** Changes with our own sources, so that a binding made from others is made anew. */
const REVISION = createHash('sha256').update(ownSources().map((file) => fs.readFileSync(file)).join('')).digest('hex').slice(0, 8); // prettier-ignore

const PACKAGE = path.join(ROOT, 'node_modules', '@tensorflow', 'tfjs-node');
const STAMP = path.join(ROOT, 'node_modules', '.gradus-tensorflow');
const NATIVE = `native ${REVISION}`;
const target = { libraries: path.join(PACKAGE, 'deps', 'lib'), binding: path.join(PACKAGE, 'lib', 'napi-v8', BINDING) };

function ownSources() {
  return fs.readdirSync(OWN_SOURCES).filter((file) => file.endsWith('.cc')).sort().map((file) => path.join(OWN_SOURCES, file)); // prettier-ignore
}

function cacheFolder() {
  const base = process.env.GRADUS_CACHE ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'gradus');
  const { version } = JSON.parse(fs.readFileSync(path.join(PACKAGE, 'package.json'), 'utf8'));
  return path.join(base, `tensorflow-${WHEEL.version}-tfjs-${version}-${process.platform}-${process.arch}-${REVISION}`);
}

const stamp = () => (fs.existsSync(STAMP) ? fs.readFileSync(STAMP, 'utf8') : null);

export function tensorflow({ retry = false } = {}) {
  return {
    title: 'TensorFlow',
    done: () => !retry && ['javascript', fs.existsSync(target.binding) && NATIVE].includes(stamp()),
    async run(say) {
      const outcome = await provide(say);
      fs.writeFileSync(STAMP, outcome.native ? NATIVE : 'javascript');
      if (outcome.native) return outcome.how;
      return `\n    WARNING: native TensorFlow could not be set up; the pure-JavaScript backend is used instead. All assignments work, training is much slower.\n    why: ${outcome.how}\n    to try again: npm run setup -- --retry-tensorflow\n   `;
    },
  };
}

async function provide(say) {
  if (process.env.GRADUS_TF_BACKEND === 'cpu') return { native: false, how: 'GRADUS_TF_BACKEND=cpu asks for it' };
  if (stamp() === NATIVE && (await loads())) return { native: true, how: 'the native binding is there' };
  const reasons = [];
  for (const route of [fromCache, fromWheel, fromOwnScript]) {
    try {
      const how = await route(say);
      if (await loads()) return { native: true, how };
      reasons.push(`${route.name}: the binding does not load`);
    } catch (error) {
      reasons.push(error.message);
    }
  }
  return { native: false, how: reasons.join('\n    - ') };
}

/** Loads the binding in a process of its own: a broken one may end the process. */
async function loads() {
  if (!fs.existsSync(target.binding)) return false;
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' };
  return execute(process.execPath, ['-e', `require(${JSON.stringify(target.binding)})`], { env }).then(
    () => true,
    () => false,
  );
}

async function fromCache() {
  const folder = cacheFolder();
  if (!fs.existsSync(path.join(folder, 'manifest.json'))) throw new Error('nothing in the cache');
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  for (const [file, sha256] of Object.entries(manifest)) {
    if ((await hashFile(path.join(folder, file)).catch(() => null)) !== sha256) {
      fs.rmSync(folder, { recursive: true, force: true });
      throw new Error(`${file} in the cache was damaged and has been removed`);
    }
  }
  install(folder);
  return 'from the cache';
}

function install(folder) {
  fs.mkdirSync(target.libraries, { recursive: true });
  fs.mkdirSync(path.dirname(target.binding), { recursive: true });
  for (const library of LIBRARIES) place(path.join(folder, library), path.join(target.libraries, library));
  place(path.join(folder, BINDING), target.binding);
}

/** A hard link costs no disk and, unlike a symbolic one, stays inside the folder that a sandbox sees. */
function place(from, to) {
  fs.rmSync(to, { force: true });
  try {
    fs.linkSync(from, to);
  } catch {
    fs.copyFileSync(from, to);
  }
}

async function fromWheel(say) {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error(`no prepared TensorFlow wheel for ${process.platform}-${process.arch}`);
  const compiler = process.env.CXX ?? 'g++';
  await execute(compiler, ['--version']).catch(() => {
    throw new Error(`no C++ compiler (${compiler}): install g++, for example with \`apt-get install g++\``);
  });
  const python = await findPython();
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-tensorflow-'));
  try {
    say(`downloading the TensorFlow ${WHEEL.version} wheel (230 MB)`);
    const wheel = await download(python, work);
    say('unpacking and compiling the binding');
    await unpack(python, wheel, work);
    await compile(compiler, work);
    await keep(work);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
  install(cacheFolder());
  return 'built from the TensorFlow wheel';
}

async function download(python, work) {
  const platforms = WHEEL.platforms.flatMap((p) => ['--platform', p]);
  const args = ['-m', 'pip', 'download', '-q', '--no-deps', '--only-binary=:all:', '--implementation', 'cp', '--python-version', WHEEL.tag.slice(2), '--abi', WHEEL.tag];
  await execute(python, [...args, ...platforms, '-d', work, `tensorflow-cpu==${WHEEL.version}`]).catch((error) => {
    throw new Error(`pip could not download tensorflow-cpu ${WHEEL.version}\n${tail(error.message, 3)}`);
  });
  const wheel = path.join(work, fs.readdirSync(work).find((file) => file.endsWith('.whl')));
  const found = await hashFile(wheel);
  if (found !== WHEEL.sha256) throw new Error(`the downloaded wheel has sha256 ${found}, expected ${WHEEL.sha256}`);
  return wheel;
}

const UNPACK = `
import json, sys, zipfile
wheel, out, libraries, headers = sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), json.loads(sys.argv[4])
prefixes = tuple('tensorflow/include/' + h for h in headers)
with zipfile.ZipFile(wheel) as z:
    for name in z.namelist():
        if name in ['tensorflow/' + l for l in libraries] or name.startswith(prefixes): z.extract(name, out)
`;

async function unpack(python, wheel, work) {
  await execute(python, ['-c', UNPACK, wheel, work, JSON.stringify(LIBRARIES), JSON.stringify(HEADERS)]);
}

async function compile(compiler, work) {
  const libraries = path.join(work, 'tensorflow');
  for (const [link, to] of [['libtensorflow.so', LIBRARIES[0]], ['libtensorflow_framework.so', LIBRARIES[1]]]) fs.symlinkSync(to, path.join(libraries, link)); // prettier-ignore
  const binding = path.join(PACKAGE, 'binding');
  const sources = fs.readdirSync(binding).filter((file) => file.endsWith('.cc')).map((file) => path.join(binding, file)); // prettier-ignore
  const nodeHeaders = path.join(ROOT, 'node_modules', 'node-api-headers', 'include');
  const includes = [path.join(libraries, 'include'), nodeHeaders, binding].map((folder) => `-I${folder}`);
  const flags = ['-std=c++17', '-O2', '-shared', '-fPIC', '-DNAPI_VERSION=8', ...includes, `-L${libraries}`, '-Wl,-rpath,$ORIGIN/../../deps/lib'];
  await execute(compiler, [...flags, ...sources, ...ownSources(), '-ltensorflow', '-ltensorflow_framework', '-o', path.join(work, BINDING)]).catch((error) => {
    throw new Error(`the binding does not compile\n${tail(error.message, 5)}`);
  });
}

/** Moves what was made into the cache, its manifest last, so that a half-filled folder is never taken for a whole one. */
async function keep(work) {
  const folder = cacheFolder();
  fs.mkdirSync(folder, { recursive: true });
  const manifest = {};
  for (const file of [...LIBRARIES, BINDING]) {
    const from = file === BINDING ? path.join(work, file) : path.join(work, 'tensorflow', file);
    fs.rmSync(path.join(folder, file), { force: true });
    fs.copyFileSync(from, path.join(folder, file));
    manifest[file] = await hashFile(path.join(folder, file));
  }
  fs.writeFileSync(path.join(folder, 'manifest.json.part'), JSON.stringify(manifest, null, 2));
  fs.renameSync(path.join(folder, 'manifest.json.part'), path.join(folder, 'manifest.json'));
}

async function fromOwnScript(say) {
  say("trying tfjs-node's own install script");
  const install = path.join(PACKAGE, 'scripts', 'install.js');
  await execute(process.execPath, [install], { cwd: PACKAGE, timeout: 300_000 }).catch((error) => {
    throw new Error(`tfjs-node's own install script failed\n${tail(error.message, 3)}`);
  });
  return "by tfjs-node's own install script";
}

function hashFile(file) {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256');
    fs.createReadStream(file, { highWaterMark: 4 << 20 })
      .on('data', (chunk) => hash.update(chunk))
      .on('error', reject)
      .on('end', () => resolve(hash.digest('hex')));
  });
}
