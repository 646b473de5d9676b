import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../..');

export interface Lab {
  url: string;
  folder: string;
  stop: () => Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Starts JupyterLab as `npm run lab` does, on a folder of its own inside the pack, or just as that command does. Cells out of sight stay in the page. */
export async function startLab({ ownFolder = true } = {}): Promise<Lab> {
  const port = await freePort();
  fs.mkdirSync(path.join(ROOT, 'tmp'), { recursive: true });
  const folder = fs.mkdtempSync(path.join(ROOT, 'tmp', 'lab-'));
  const settings = path.join(folder, '.settings', '@jupyterlab', 'notebook-extension');
  fs.mkdirSync(settings, { recursive: true });
  fs.writeFileSync(path.join(settings, 'tracker.jupyterlab-settings'), JSON.stringify({ windowingMode: 'none' }));
  const token = 'gradus-e2e';
  const args = ['scripts/lab.mjs', '--no-browser', `--port=${port}`, `--IdentityProvider.token=${token}`, ...(ownFolder ? [`--ServerApp.root_dir=${folder}`] : []), `--LabApp.user_settings_dir=${path.join(folder, '.settings')}`, '--LabApp.expose_app_in_browser=True'];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: folder } });
  const url = `http://127.0.0.1:${port}/lab?token=${token}`;
  await ready(child, `http://127.0.0.1:${port}/api?token=${token}`);
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 8000).unref())]);
    child.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true, force: true });
  };
  return { url: url.replace('/lab?', '/lab/tree/NOTEBOOK?'), folder, stop };
}

async function ready(child: ChildProcess, url: string): Promise<void> {
  let log = '';
  child.stderr!.on('data', (chunk) => (log = (log + String(chunk)).slice(-4000)));
  for (let i = 0; i < 240; i++) {
    if (child.exitCode !== null) throw new Error(`JupyterLab ended:\n${log}`);
    const up = await fetch(url, { headers: { connection: 'close' } }).then((r) => r.ok, () => false); // prettier-ignore
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`JupyterLab did not come up:\n${log}`);
}
