import { gzipSync, zipSync } from 'fflate';
import { findLeaks } from '../../../src/authoring/release/leaks';
import { neededPackages } from '../../../src/authoring/release/dependencies';
import { jsonFile, textFile, type PackFile } from '../../../src/authoring/release/packFile';
import { squeeze } from '../../../src/authoring/release/secrets';
import { withManifest, zip } from '../../../src/authoring/release/archive';

const LINE = "const cost = np.sum(W1.power(2)) + penalty['l2'];";
const secrets = [{ text: squeeze(LINE), what: 'a line of the solution of 1.1' }];
const bytes = Buffer.from(`first\n${LINE}\nlast`);

describe('a line of a solution is found', () => {
  test.each<[string, PackFile]>([
    ['as it was written', textFile('lib/a.ts', `function f() {\n    ${LINE}\n}`)],
    ['formatted differently', textFile('lib/a.js', 'const cost =\n  np.sum( W1.power(2) )\n  + penalty["l2"];')],
    ['in a notebook, in lines', jsonFile('a.ipynb', { cells: [{ source: ['const cost = np.sum(W1.power(2))\n', "  + penalty['l2'];"] }] })],
    ['in JSON, escaped', jsonFile('a.json', { deep: [{ text: LINE.replace(/'/g, '"') }] })],
    ['in a .gz', { path: 'words.txt.gz', content: Buffer.from(gzipSync(bytes)) }],
    ['in an .npz', { path: 'data.npz', content: Buffer.from(zipSync({ 'a.npy': bytes })) }],
    ['among binary data', { path: 'weights.bin', content: Buffer.concat([Buffer.from([0, 255, 254]), bytes]) }],
  ])('%s', (_, file) => expect(findLeaks([file], secrets)).toEqual([expect.stringContaining(`${file.path} holds a line of the solution of 1.1`)]));

  test('and nothing else is', () => expect(findLeaks([textFile('a.js', 'const cost = np.sum(W1);')], secrets)).toEqual([]));
});

test.each(['dist/solutions/01-a.js', 'dist/graders/assignments/01-a.js', 'dist/authoring/paths.js', 'notebooks/source/01-a.ts', 'src/lib/x.ts', 'test/a.test.ts', 'dist/solved/01-a.ipynb', 'dist/lib/np.js.map'])('%s is no file for learners', (name) => {
  expect(findLeaks([textFile(name, '{}')], [])).toEqual([`${name} is no file for learners`]);
});

test('packages are those that compiled files import; one that the project does not name is refused', () => {
  const file = textFile('dist/lib/a.js', 'const x = require("@tonejs/midi/dist"), y = require("node:fs"), z = require("./own"); import("ajv"); require("gradus/np"); require.resolve(\'plot\'); require.resolve(\'d3\', { paths: [plot] });');
  const project = { dependencies: { '@tonejs/midi': '2', ajv: '8', plot: '3', unused: '1', 'node-api-headers': '1' }, devDependencies: { '@types/node': '20' } };
  expect(neededPackages([file], project)).toEqual({ '@tonejs/midi': '2', '@types/node': '20', ajv: '8', 'node-api-headers': '1', plot: '3' });
  expect(() => neededPackages([textFile('dist/lib/b.js', 'require("left-pad")')], project)).toThrow('dist/lib/b.js imports left-pad, which package.json does not name');
});

test('the same files make the same zip, in whatever order they come', () => {
  const files = [textFile('b.sh', 'b', true), textFile('a.txt', 'a')];
  expect(zip([...files].reverse(), 'pack').equals(zip(files, 'pack'))).toBe(true);
});

test('the manifest has the sha256 of each file; a name that is there twice is refused', () => {
  const [a, manifest] = withManifest([textFile('a.txt', 'a')], { name: 'pack', version: '1', assignments: [] });
  expect(a.path).toBe('a.txt');
  expect(JSON.parse(manifest.content.toString())).toMatchObject({ schema: 'gradus/pack/v1', name: 'pack', files: { 'a.txt': 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb' } });
  expect(() => withManifest([textFile('a', ''), textFile('a', '')], { name: 'pack', version: '1', assignments: [] })).toThrow('two files of the pack pack are named a');
});
