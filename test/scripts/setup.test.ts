import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const setup = (args: string[] = [], env: NodeJS.ProcessEnv = {}, cwd = ROOT) => spawnSync(process.execPath, [path.join(ROOT, 'scripts/setup.mjs'), ...args], { cwd, encoding: 'utf8', env: { ...process.env, ...env } });

test('a second set-up finds nothing to do and says nothing, from any folder', () => {
  expect(setup().status).toBe(0);
  const second = setup([], {}, os.tmpdir());
  expect([second.status, second.stdout, second.stderr]).toEqual([0, '', '']);
  expect(setup(['--check']).status).toBe(0);
}, 300_000);

test('a build that is missing is made again, and nothing else', () => {
  fs.rmSync(path.join(ROOT, 'dist/.stamp'), { force: true });
  const run = setup(['--for=grade']);
  expect(run.status).toBe(0);
  expect(run.stderr).toMatch(/^set-up 3\/3: the build \.\.\. done \(\d+\.\d s\)\n$/);
}, 300_000);

test('two at once: the second waits for the first', async () => {
  fs.rmSync(path.join(ROOT, 'dist/.stamp'), { force: true });
  const { spawn } = await import('node:child_process');
  const runs = await Promise.all([1, 2].map(() => new Promise<number | null>((resolve) => spawn(process.execPath, [path.join(ROOT, 'scripts/setup.mjs')], { cwd: ROOT, stdio: 'ignore' }).on('close', resolve))));
  expect(runs).toEqual([0, 0]);
  expect(setup(['--check']).status).toBe(0);
}, 300_000);

/** A copy of the scripts beside an empty pack, for failures that must not touch the real one. */
function emptyPack(): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-setup-'));
  fs.cpSync(path.join(ROOT, 'scripts'), path.join(root, 'scripts'), { recursive: true });
  for (const file of ['package.json', 'package-lock.json', 'requirements.txt']) fs.copyFileSync(path.join(ROOT, file), path.join(root, file));
  return root;
}

test('without a registry the npm step fails with what to do', () => {
  const root = emptyPack();
  const run = spawnSync(process.execPath, [path.join(root, 'scripts/setup.mjs')], { cwd: root, encoding: 'utf8', env: { ...process.env, npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0', npm_config_cache: path.join(root, 'cache') } });
  expect(run.status).toBe(1);
  expect(run.stderr).toMatch(/npm could not install the packages[\s\S]*what to do: .*npm ping/);
}, 120_000);

test('without compiler, cache and Python, TensorFlow falls back to JavaScript with one warning', () => {
  const root = emptyPack();
  const tfjs = path.join(root, 'node_modules/@tensorflow/tfjs-node');
  fs.mkdirSync(path.join(tfjs, 'scripts'), { recursive: true });
  fs.writeFileSync(path.join(tfjs, 'package.json'), '{"version":"4.22.0"}');
  fs.writeFileSync(path.join(tfjs, 'scripts/install.js'), "console.error('no route to the storage host'); process.exit(1);");
  const code = "import('./scripts/setup/tensorflow.mjs').then(async (m) => { const step = m.tensorflow(); console.log(await step.run(() => {})); console.log(step.done()); })";
  const run = spawnSync(process.execPath, ['-e', code], { cwd: root, encoding: 'utf8', env: { HOME: root, PATH: '/nonexistent', GRADUS_CACHE: path.join(root, 'cache'), CXX: 'no-such-compiler' } });
  expect(run.stdout.match(/WARNING/g)).toHaveLength(1);
  expect(run.stdout).toMatch(/no C\+\+ compiler \(no-such-compiler\): install g\+\+[\s\S]*no route to the storage host[\s\S]*--retry-tensorflow[\s\S]*true/);
});

test('--help and an old Node are told about in words', () => expect(setup(['--help']).stdout).toContain('--for=grade'));
