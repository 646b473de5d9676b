#!/usr/bin/env node
/** Starts JupyterLab of .venv on the start page in notebooks/. Arguments go on to it: npm run lab -- --port 9999 --no-browser */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { writeLabFiles } from './lab/venv.mjs';
import { venvProgram } from './setup/jupyter.mjs';
import { ROOT } from './setup/steps.mjs';

/** Writes the start page anew; its path from the pack's folder, or null: JupyterLab then opens as it always does. */
function startPage() {
  try {
    const { writeStartPage } = createRequire(import.meta.url)('../dist/lib/learner/index.js');
    return path
      .relative(ROOT, writeStartPage(path.join(ROOT, 'notebooks')))
      .split(path.sep)
      .join('/');
  } catch (error) {
    console.error(`lab: the start page could not be written (${error.message})`);
    return null;
  }
}

const given = process.argv.slice(2);
const args = ['lab'];
if (!given.some((arg) => /root_dir|notebook-dir/.test(arg))) {
  // the pack is the root, so that notebooks can link to docs/; notebooks/ is what is shown
  args.push(`--ServerApp.root_dir=${ROOT}`, `--ServerApp.preferred_dir=${path.join(ROOT, 'notebooks')}`);
  const page = startPage();
  if (page && !given.some((arg) => /default_url/.test(arg))) args.push(`--LabApp.default_url=/lab/tree/${page}`);
}
writeLabFiles();
if (process.getuid?.() === 0) args.push('--allow-root'); // containers
const lab = spawn(venvProgram('jupyter'), [...args, ...given], {
  cwd: ROOT,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: `${path.dirname(venvProgram('python'))}${path.delimiter}${process.env.PATH}`,
    JUPYTER_PREFER_ENV_PATH: '1',
  },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => lab.kill(signal));
lab.on('error', (error) => {
  console.error(
    `lab: JupyterLab did not start (${error.message}).\n  what to do: delete .venv and run \`npm run lab\` again`,
  );
  process.exitCode = 1;
});
lab.on('exit', (code) => (process.exitCode = code ?? 0));
