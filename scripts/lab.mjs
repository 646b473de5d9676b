#!/usr/bin/env node
/** Starts JupyterLab of .venv in notebooks/. Arguments go on to it: npm run lab -- --port 9999 --no-browser */
import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { venvProgram } from './setup/jupyter.mjs';
import { ROOT } from './setup/steps.mjs';

const given = process.argv.slice(2);
const args = ['lab'];
if (!given.some((arg) => /root_dir|notebook-dir/.test(arg))) args.push(`--ServerApp.root_dir=${path.join(ROOT, 'notebooks')}`);
if (process.getuid?.() === 0) args.push('--allow-root'); // containers
const lab = spawn(venvProgram('jupyter'), [...args, ...given], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${path.dirname(venvProgram('python'))}${path.delimiter}${process.env.PATH}`, JUPYTER_PREFER_ENV_PATH: '1' },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => lab.kill(signal));
lab.on('error', (error) => {
  console.error(`lab: JupyterLab did not start (${error.message}).\n  what to do: delete .venv and run \`npm run lab\` again`);
  process.exitCode = 1;
});
lab.on('exit', (code) => (process.exitCode = code ?? 0));
