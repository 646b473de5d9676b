import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describeIf } from '../support/requires';
import { BENCH_PYTHON, PYTHON, jupyter, withoutColours } from './talk';

const cell = (source: string, tags: string[] = []): object => ({ cell_type: 'code', id: Math.random().toString(36).slice(2, 10), metadata: { tags }, execution_count: null, outputs: [], source });

/** A folder with a notebook a.ipynb of these cells. */
function folderWith(cells: object[]): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-clients-'));
  const notebook = { cells, metadata: { kernelspec: { name: 'tslab', display_name: 'tslab', language: 'typescript' } }, nbformat: 4, nbformat_minor: 5 };
  fs.writeFileSync(path.join(folder, 'a.ipynb'), JSON.stringify(notebook));
  return folder;
}

const run = (python: string, folder: string, ...args: string[]) => spawnSync(python, ['-m', ...args], { cwd: folder, encoding: 'utf8', env: jupyter() });

/** Programs that run whole notebooks stop at the first error and say where it was. */
test('jupyter nbconvert --execute stops on an error; cells tagged raises-exception may fail', () => {
  const folder = folderWith([cell("throw new Error('allowed')", ['raises-exception']), cell('2 + 2'), cell("throw new RangeError('not allowed')"), cell("require('fs').writeFileSync('reached', '')")]);
  const { status, stderr } = run(PYTHON, folder, 'jupyter', 'nbconvert', '--execute', '--to', 'notebook', '--output', 'out.ipynb', 'a.ipynb');
  expect(status).not.toBe(0);
  const said = withoutColours(stderr);
  expect(said).toContain('RangeError: not allowed');
  expect(said).not.toContain('Error: allowed');
  expect(fs.existsSync(path.join(folder, 'reached'))).toBe(false);
}, 120_000);

describeIf(fs.existsSync(BENCH_PYTHON), 'papermill in .venv-bench')('papermill', () => {
  test('keeps what cells show, also of modules in the folder of the notebook, and stops on an error', () => {
    const folder = folderWith([cell("import { twice } from './helper';\nconst eight = twice(4);"), cell('twice(eight)'), cell("throw new RangeError('no')"), cell("require('fs').writeFileSync('reached', '')")]);
    fs.writeFileSync(path.join(folder, 'more.ts'), 'export const TWO = 2;\n');
    fs.writeFileSync(path.join(folder, 'helper.ts'), "import { TWO } from './more';\nexport const twice = (x: number): number => TWO * x;\n");
    const { status, stderr } = run(BENCH_PYTHON, folder, 'papermill', '--no-progress-bar', 'a.ipynb', 'out.ipynb');
    expect([status, withoutColours(stderr)]).toEqual([1, expect.stringContaining('RangeError: no')]);
    expect(fs.existsSync(path.join(folder, 'reached'))).toBe(false);
    const out = JSON.parse(fs.readFileSync(path.join(folder, 'out.ipynb'), 'utf8')) as { cells: { source: string | string[]; outputs?: { data?: Record<string, string | string[]> }[] }[] };
    const shown = out.cells.flatMap(({ outputs = [] }) => outputs.flatMap(({ data }) => (data ? [[data['text/plain']].flat().join('')] : [])));
    expect(shown[0]).toBe('16');
  });
});
