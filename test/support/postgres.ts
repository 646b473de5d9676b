import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Folders where Debian, Fedora and Homebrew put PostgreSQL's programs, newest version first. */
function programs(): string | null {
  const versions = (folder: string): string[] => (fs.existsSync(folder) ? fs.readdirSync(folder).sort((a, b) => Number(b) - Number(a)).map((v) => path.join(folder, v, 'bin')) : []); // prettier-ignore
  const folders = [...versions('/usr/lib/postgresql'), '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];
  return folders.find((folder) => ['initdb', 'pg_ctl'].every((name) => fs.existsSync(path.join(folder, name)))) ?? null;
}

export const hasPostgres = (): boolean => programs() !== null;

export interface TestServer {
  /** Address of a database, which is made empty for it. */
  fresh(name: string): string;
  stop(): void;
}

/** A PostgreSQL server of its own in a temporary folder, on a socket only. It refuses to run as root, so that root's tests start it as the system's `postgres`. */
export function startPostgres(): TestServer {
  const bin = programs();
  if (!bin) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-pg-'));
  const asRoot = process.getuid?.() === 0;
  if (asRoot) execFileSync('chown', ['postgres', folder]);
  const run = (name: string, args: string[]): void => {
    const [command, ...rest] = asRoot ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', path.join(bin, name), ...args] : [path.join(bin, name), ...args];
    const { status, stdout, stderr, error } = spawnSync(command, rest, { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'pipe'] });
    if (status !== 0) throw new Error(`${name} failed: ${error?.message ?? ''}${stdout}${stderr}`);
  };
  const data = path.join(folder, 'data');
  run('initdb', ['-D', data, '-U', 'grader', '-A', 'trust', '-E', 'UTF8', '--no-sync']);
  run('pg_ctl', ['-D', data, '-w', '-s', '-l', path.join(folder, 'log'), '-o', `-k ${folder} -c listen_addresses= -c fsync=off`, 'start']);
  return {
    fresh(name) {
      run('createdb', ['-h', folder, '-U', 'grader', name]);
      return `postgres://grader@${encodeURIComponent(folder)}/${name}`;
    },
    stop() {
      run('pg_ctl', ['-D', data, '-w', '-s', '-m', 'immediate', 'stop']);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
