import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { findPython } from './python.mjs';
import { ROOT, SetupError, execute, tail } from './steps.mjs';

const VENV = path.join(ROOT, '.venv');
const REQUIREMENTS = path.join(ROOT, 'requirements.txt');
const STAMP = path.join(VENV, '.gradus-requirements');
const KERNELSPEC = path.join(VENV, 'share', 'jupyter', 'kernels', 'tslab', 'kernel.json');

/** A program of the virtual environment. */
export const venvProgram = (name) => (process.platform === 'win32' ? path.join(VENV, 'Scripts', `${name}.exe`) : path.join(VENV, 'bin', name));

const wanted = () => createHash('sha256').update(fs.readFileSync(REQUIREMENTS)).digest('hex');

/** JupyterLab and nbclient, pinned, in .venv. */
export function venv() {
  return {
    title: 'JupyterLab in .venv (about 250 MB)',
    done: () => fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === wanted() && fs.existsSync(venvProgram('python')),
    async run() {
      const python = await findPython().catch((error) => {
        throw new SetupError(error.message, 'install Python 3.10 or newer with pip and venv (`apt-get install python3-venv python3-pip`), or set PYTHON to one');
      });
      if (!(await works())) {
        fs.rmSync(VENV, { recursive: true, force: true });
        await execute(python, ['-m', 'venv', VENV]).catch((error) => {
          throw new SetupError(`python could not make .venv\n${tail(error.message)}`, 'install the venv module (`apt-get install python3-venv`)');
        });
      }
      await execute(venvProgram('python'), ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', '-r', REQUIREMENTS]).catch((error) => {
        throw new SetupError(`pip could not install JupyterLab\n${tail(error.message)}`, 'check that this machine reaches PyPI, then run the command again');
      });
      fs.writeFileSync(STAMP, wanted());
    },
  };
}

const works = () => execute(venvProgram('python'), ['-m', 'pip', '--version']).then(() => true, () => false); // prettier-ignore

/** What the kernelspec says: this Node starts the pack's kernel. */
function spec() {
  return `${JSON.stringify({ argv: [process.execPath, path.join(ROOT, 'dist', 'kernel', 'main.js'), '{connection_file}'], display_name: 'TypeScript (Gradus)', language: 'typescript', interrupt_mode: 'message', metadata: { debugger: false } }, null, 2)}\n`;
}

export function kernelspec() {
  return {
    title: 'the tslab kernel for JupyterLab',
    done: () => fs.existsSync(KERNELSPEC) && fs.readFileSync(KERNELSPEC, 'utf8') === spec(),
    async run() {
      fs.mkdirSync(path.dirname(KERNELSPEC), { recursive: true });
      fs.writeFileSync(KERNELSPEC, spec());
    },
  };
}
