import fs from 'node:fs';
import { venvProgram, kernelspec } from '../setup/jupyter.mjs';
import { execute } from '../setup/steps.mjs';
import { fail, lastLine, ok } from './outcome.mjs';

const SETUP = 'run `npm run setup`; if it fails, delete .venv and run it again';

export async function jupyter() {
  if (!fs.existsSync(venvProgram('jupyter')))
    return fail('is not installed in .venv', `${SETUP}. Grading works without it`);
  try {
    return ok(
      `version ${lastLine(await execute(venvProgram('jupyter'), ['lab', '--version'], { timeout: 60_000 }))} in .venv`,
    );
  } catch (error) {
    return fail(`does not start: ${lastLine(error.message)}`, SETUP);
  }
}

/** Starts the kernel as JupyterLab does, and asks it something over the protocol. */
const ASK = `
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name='tslab', startup_timeout=60)
try:
    told = []
    client.execute_interactive('1 + 1', timeout=60, output_hook=lambda m: told.append(m['content'].get('data', {}).get('text/plain', '') or m['content'].get('text', '')))
    print('ANSWER', ''.join(told).strip())
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
`;

export async function kernel() {
  if (!fs.existsSync(venvProgram('python'))) return fail('there is no .venv to start it from', SETUP);
  if (!kernelspec().done()) return fail('JupyterLab has no kernel of this folder, or one for another Node.js', SETUP);
  try {
    const answer = /ANSWER (.*)/.exec(
      await execute(venvProgram('python'), ['-c', ASK], {
        timeout: 150_000,
        env: { ...process.env, JUPYTER_PREFER_ENV_PATH: '1' },
      }),
    )?.[1];
    return answer === '2'
      ? ok('starts, and answers 1 + 1 with 2')
      : fail(`answered 1 + 1 with ${answer || 'nothing'}`, SETUP);
  } catch (error) {
    return fail(`does not answer: ${lastLine(error.message)}`, SETUP);
  }
}
