import { execute } from './steps.mjs';

const MINIMUM = [3, 10];

/** A Python that is new enough and has pip; $PYTHON first. Rejects with what is missing. */
export async function findPython() {
  const tried = [];
  for (const name of [process.env.PYTHON, 'python3', 'python'].filter(Boolean)) {
    try {
      const version = (await execute(name, ['-c', 'import sys, pip; print("%d.%d" % sys.version_info[:2])'])).trim().split('\n').pop();
      const [major, minor] = version.split('.').map(Number);
      if (major === MINIMUM[0] && minor >= MINIMUM[1]) return name;
      tried.push(`${name} is ${version}`);
    } catch (error) {
      tried.push(error.code === 'ENOENT' ? `no ${name}` : `${name} has no pip`);
    }
  }
  throw new Error(`no Python ${MINIMUM.join('.')} or newer with pip (${tried.join(', ')})`);
}
