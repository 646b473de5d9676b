import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildAll, readSource } from '../build/build';
import { listSlugs, paths } from '../paths';
import type { CodeCell } from '../source/cell';
import { exportedNames } from '../source/module';

/** Importing a module that trains takes longer than this. */
const TIMEOUT_MS = 30_000;

/** Imports a module in a process of its own and prints what it exports; anything else that is printed comes from the module. */
const PROBE = `
  const names = Object.entries(require(process.argv[1])).filter(([, value]) => value !== undefined).map(([name]) => name);
  process.stderr.write('\\u0000' + JSON.stringify(names) + '\\u0000');
  process.exit(0);`;

/** Each solution module exports the graded functions and given helpers by name, and does nothing else when it is imported. */
export function checkSolutions(root: string): string[] {
  buildAll({ root, distOnly: true });
  return listSlugs(root).flatMap((slug) => {
    const file = path.join(paths(root).solutions, `${slug}.js`);
    const found = spawnSync(process.execPath, ['-e', PROBE, file], { cwd: root, encoding: 'utf8', timeout: TIMEOUT_MS, env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' } });
    const names = /\u0000(.*)\u0000/s.exec(found.stderr ?? '')?.[1];
    if (found.error && (found.error as NodeJS.ErrnoException).code === 'ETIMEDOUT') return [`${slug}: importing dist/solutions/${slug}.js takes longer than ${TIMEOUT_MS / 1000} s: move what trains or draws to a cell with role="run"`];
    if (!names) return [`${slug}: dist/solutions/${slug}.js cannot be imported: ${lastLine(found.stderr)}`];
    const printed = found.stdout.trim();
    const missing = expectedNames(slug, root).filter((name) => !(JSON.parse(names) as string[]).includes(name));
    return [
      ...(printed ? [`${slug}: importing dist/solutions/${slug}.js prints ${JSON.stringify(printed.slice(0, 80))}: given and task cells must only declare`] : []),
      ...missing.map((name) => `${slug}: dist/solutions/${slug}.js does not export ${name}`),
    ];
  });
}

function expectedNames(slug: string, root: string): string[] {
  const source = readSource(slug, root);
  const cells = source.cells.filter((cell): cell is CodeCell => cell.kind === 'code' && (cell.role === 'given' || cell.role === 'task'));
  return cells.flatMap((cell) => exportedNames(source.file, cell));
}

const lastLine = (text: string): string => /^\w*Error: .*$/m.exec(text)?.[0] ?? text.trim().split('\n').pop() ?? 'no message';
