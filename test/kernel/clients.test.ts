import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PYTHON, ROOT, withoutColours } from './talk';

/** Programs that run whole notebooks stop at the first error and say where it was. */
test('jupyter nbconvert --execute stops on an error; cells tagged raises-exception may fail', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-nbconvert-'));
  const cell = (source: string, tags: string[] = []): object => ({ cell_type: 'code', id: Math.random().toString(36).slice(2, 10), metadata: { tags }, execution_count: null, outputs: [], source });
  const notebook = { cells: [cell("throw new Error('allowed')", ['raises-exception']), cell('2 + 2'), cell("throw new RangeError('not allowed')"), cell("require('fs').writeFileSync('reached', '')")], metadata: { kernelspec: { name: 'tslab', display_name: 'tslab', language: 'typescript' } }, nbformat: 4, nbformat_minor: 5 };
  fs.writeFileSync(path.join(folder, 'a.ipynb'), JSON.stringify(notebook));
  const { status, stderr } = spawnSync(PYTHON, ['-m', 'jupyter', 'nbconvert', '--execute', '--to', 'notebook', '--output', 'out.ipynb', 'a.ipynb'], { cwd: folder, encoding: 'utf8', env: { ...process.env, JUPYTER_PATH: path.join(ROOT, '.venv/share/jupyter') } });
  expect(status).not.toBe(0);
  const said = withoutColours(stderr);
  expect(said).toContain('RangeError: not allowed');
  expect(said).not.toContain('Error: allowed');
  expect(fs.existsSync(path.join(folder, 'reached'))).toBe(false);
}, 120_000);
