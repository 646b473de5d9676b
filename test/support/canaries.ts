import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Places } from '../fixtures/attacks/attack';

export const ROOT = path.resolve(__dirname, '../..');

/** Secrets that no learner may come to know. The attacks' own text holds none of them. */
export const SECRETS = { environment: 'CANARY-ENVIRONMENT-5d1c', home: 'CANARY-HOME-5d1c', types: 'CANARY-TYPES-5d1c', submission: 'CANARY-SUBMISSION-5d1c', result: 'CANARY-RESULT-5d1c' };

/** Texts of hidden tests and solutions that would tell that one was read. */
export const ANSWERS = ['numericGradients', 'calledTwice', 'sumOfSquares', 'BEGIN SOLUTION'];

/** Number in the names of everything that attacks leave behind, if they can. */
export const LEFT = '98765';

/** A home, a temporary folder and folders of submissions and results of their own, and a server that nobody should reach. */
export async function makePlaces(): Promise<{ base: string; places: Places; hits: () => number; close: () => void }> {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-attacks-'));
  for (const name of ['home', 'tmp', 'out', 'submissions']) fs.mkdirSync(path.join(base, name));
  fs.writeFileSync(path.join(base, 'home', '.secret'), SECRETS.home);
  fs.writeFileSync(path.join(base, 'home', 'secret.ts'), `export const SECRET = '${SECRETS.types}';\n`);
  let hits = 0;
  const server = net.createServer((socket) => {
    hits++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  const close = (): void => {
    server.close();
    fs.rmSync(base, { recursive: true, force: true });
  };
  const at = (name: string): string => path.join(base, name);
  return { base, places: { root: ROOT, home: at('home'), out: at('out'), submissions: at('submissions'), port }, hits: () => hits, close };
}

/** Every file below the folders with its size and time of change, and names directly in some others. */
export function snapshot(base: string): string[] {
  const found: string[] = [];
  const walk = (folder: string, deep: boolean): void => {
    for (const entry of fs.existsSync(folder) ? fs.readdirSync(folder, { withFileTypes: true }) : []) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory() && deep) walk(file, true);
      const stat = fs.lstatSync(file, { throwIfNoEntry: false });
      found.push(entry.isDirectory() || !stat ? file : `${file} ${stat.size} ${stat.mtimeMs}`);
    }
  };
  for (const name of ['home', 'tmp', 'submissions']) walk(path.join(base, name), true);
  for (const name of ['dist', 'notebooks', 'src', 'datasets', 'results']) walk(path.join(ROOT, name), true);
  walk(ROOT, false);
  found.push(...fs.readdirSync(path.join(ROOT, 'node_modules')), ...fs.readdirSync('/proc/sys/kernel').map(kernelSetting));
  for (const folder of ['/', '/usr', '/tmp', '/dev/shm', '/root', '/run']) found.push(...strays(folder));
  return found.sort();
}

/** Settings that programs do not change by themselves. */
const kernelSetting = (name: string): string => (/^(core_pattern|modprobe|hostname|poweroff_cmd)$/.test(name) ? `${name} ${fs.readFileSync(`/proc/sys/kernel/${name}`, 'utf8')}` : name);

const strays = (folder: string): string[] => {
  try {
    return fs.readdirSync(folder).filter((name) => name.includes(LEFT) || name.startsWith('flood')).map((name) => path.join(folder, name)); // prettier-ignore
  } catch {
    return [];
  }
};

/** Processes of this pack's sandbox, or left by an attack. Those that were killed a moment ago get two seconds to go. */
export async function leftProcesses(): Promise<string[]> {
  for (let i = 0; ; i++) {
    const left = processes();
    if (left.length === 0 || i === 40) return left;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function processes(): string[] {
  const found = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid).map(commandOf); // prettier-ignore
  return found.filter((command) => command.includes(path.join(ROOT, 'dist/graders/sandbox/child.js')) || new RegExp(`sleep (60.)?${LEFT}|late-${LEFT}`).test(command));
}

function commandOf(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
