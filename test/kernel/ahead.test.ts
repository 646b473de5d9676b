import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { modulesOf } from '../../src/kernel/ahead';
import { ROOT } from './talk';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-ahead-'));
const write = (name: string, text: string): string => {
  fs.writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};

test('the modules that a notebook imports, and none where there is no notebook', () => {
  const cells = [
    { cell_type: 'markdown', source: "from 'gradus/yolo'" },
    { cell_type: 'code', source: ["import * as np from 'gradus/np';\n", "import {\n  figure,\n} from \"gradus/plot\";"] },
    { cell_type: 'code', source: "import * as np from 'gradus/np'; import fs from 'node:fs';" },
  ];
  expect(modulesOf(write('a.ipynb', JSON.stringify({ cells })))).toEqual(['gradus/np', 'gradus/plot']);
  for (const notebook of [undefined, folder, '/nowhere.ipynb', write('b.ipynb', '{'), write('c.ipynb', '{}'), write('d.ipynb', '{"cells":[{"cell_type":"code"}]}')]) expect(modulesOf(notebook)).toEqual([]);
});

/** Makes a session, does all ahead that can be done for a notebook, and says what is there before the first cell. */
const SCRIPT = `
  const { Session } = require('./dist/kernel/session');
  const session = new Session({ entered() {}, left() {} });
  for (const _ of session.warmUp(process.argv[1]));
  const files = session.compiler.program.getSourceFiles().map(({ fileName }) => fileName);
  const native = Object.keys(require.cache).some((file) => file.endsWith('tfjs_binding.node'));
  const types = (name) => files.some((file) => file.includes(name));
  session.execute('const nothing = 1; nothing', 'In[1]').then((ended) => {
    console.log(JSON.stringify({ native, np: types('/lib/np/'), tf: types('/tfjs-core/'), tests: types('/@types/jest/'), ended }));
    process.exit();
  });`;

test.each([
  ['no notebook', '', { native: false, np: false, tf: false }],
  ['a notebook with np and tf', "import * as np from 'gradus/np'; import * as tf from 'gradus/tf';", { native: true, np: true, tf: true }],
])('%s: what is loaded before the first cell', (_, source, there) => {
  const notebook = write('e.ipynb', JSON.stringify({ cells: [{ cell_type: 'code', source }] }));
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', SCRIPT, notebook], { cwd: ROOT, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({ ...there, tests: false, ended: { bundle: { 'text/plain': '1' } } });
});
