#!/usr/bin/env node
/**
 * Does the part of the set-up that is missing, and nothing else: npm packages, TensorFlow's native binding, JupyterLab in .venv with the tslab
 * kernelspec, the build. Plain Node, no dependencies. Safe to run at any time, from anywhere, and twice at once.
 */
import process from 'node:process';
import { build } from './setup/build.mjs';
import { withLock } from './setup/lock.mjs';
import { kernelspec, venv } from './setup/jupyter.mjs';
import { npmPackages } from './setup/packages.mjs';
import { SetupError, runSteps } from './setup/steps.mjs';
import { tensorflow } from './setup/tensorflow.mjs';

const HELP = `Usage: node scripts/setup.mjs [--for=grade] [--retry-tensorflow] [--check]

  --for=grade          leaves out JupyterLab: grading needs no Python
  --retry-tensorflow   tries the native TensorFlow again after it could not be set up
  --check              only says what is missing; exit status 1 if anything is
`;

const MINIMUM_NODE = [20, 19];

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1])) return;
  throw new SetupError(`Node.js ${MINIMUM_NODE.join('.')} or newer is needed, this is ${process.versions.node}`, 'install a newer one from nodejs.org or with nvm: `nvm install 22`');
}

async function main() {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) return process.stdout.write(HELP);
  checkNode();
  const forGrade = args.includes('--for=grade');
  const steps = [npmPackages(), tensorflow({ retry: args.includes('--retry-tensorflow') }), ...(forGrade ? [] : [venv(), kernelspec()]), build()];
  if (args.includes('--check')) {
    const missing = steps.filter((step) => !step.done());
    for (const step of missing) console.log(`missing: ${step.title}`);
    process.exitCode = missing.length > 0 ? 1 : 0;
    return;
  }
  if (steps.every((step) => step.done())) return;
  await withLock(() => runSteps(steps));
}

main().catch((error) => {
  if (!(error instanceof SetupError)) throw error;
  console.error(`\nset-up: ${error.message}\n  what to do: ${error.advice}`);
  process.exitCode = 1;
});
