import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { venvProgram } from '../setup/jupyter.mjs';
import { ROOT } from '../setup/steps.mjs';

const JUPYTER = path.join(path.dirname(venvProgram('python')), '..', 'share', 'jupyter');
const EXTENSION = 'gradus';

/** Pages open as pages, not as their source; a learner's own settings override it. */
const OVERRIDES = {
  '@jupyterlab/docmanager-extension:plugin': { defaultViewers: { markdown: 'Markdown Preview' } },
};

/** The plugin that asks whether to fetch news, fetches them, and looks for newer versions. */
const PAGE_CONFIG = { disabledExtensions: { '@jupyterlab/apputils-extension:announcements': true } };

function write(file, content) {
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === content) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** What JupyterLab of this .venv does differently: its defaults, and the pack's own extension. */
export function writeLabFiles() {
  write(path.join(JUPYTER, 'lab', 'settings', 'overrides.json'), json(OVERRIDES));
  write(path.join(JUPYTER, 'lab', 'settings', 'page_config.json'), json(PAGE_CONFIG));
  const code = fs.readFileSync(path.join(ROOT, 'scripts', 'lab', 'extension.js'), 'utf8');
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 12); // browsers keep files by their name
  const load = `static/${hash}.js`;
  write(path.join(JUPYTER, 'labextensions', EXTENSION, load), code);
  write(
    path.join(JUPYTER, 'labextensions', EXTENSION, 'package.json'),
    json({
      name: EXTENSION,
      version: '1.0.0',
      jupyterlab: { extension: true, _build: { load, extension: './extension' } },
    }),
  );
}
