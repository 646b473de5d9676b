/** Searches a folder for what no learner may find, with the built release: node leaks.cjs FOLDER prints { secrets: { TASK: number }, leaks: [...] } as JSON. */
const path = require('node:path');
const { findLeaks } = require('../../dist/authoring/release/leaks');
const { projectFolder, projectFile } = require('../../dist/authoring/release/packFile');
const { allSecrets } = require('../../dist/authoring/release/secrets');

const folder = process.argv[2];
const all = allSecrets(path.resolve(__dirname, '../..'));
const secrets = {};
for (const { what } of all) {
  const kind = `${/hidden/.test(what) ? 'hidden' : 'solution'} ${/\d+\.\d+$/.exec(what)[0]}`;
  secrets[kind] = (secrets[kind] ?? 0) + 1;
}
const files = require('node:fs').readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.name !== 'node_modules').flatMap((entry) => (entry.isDirectory() ? projectFolder(folder, entry.name) : [projectFile(folder, entry.name)]));
process.stdout.write(JSON.stringify({ secrets, files: files.length, leaks: findLeaks(files, all) }));
