/** All checks in the order in which things depend on each other: { name, run(): outcome }. */
import { disk, memory, node } from './machine.mjs';
import { jupyter, kernel } from './jupyter.mjs';
import { built, graphics, packages, tensorflow } from './packages.mjs';
import { datasets, notebooks } from './files.mjs';
import { bubblewrap } from './sandbox.mjs';

export const checks = [
  { name: 'Node.js', run: node },
  { name: 'npm packages', run: packages },
  { name: 'the build', run: built },
  { name: 'TensorFlow', run: tensorflow },
  { name: 'pictures and fonts', run: graphics },
  { name: 'JupyterLab', run: jupyter },
  { name: 'the kernel', run: kernel },
  { name: 'bubblewrap', run: bubblewrap },
  { name: 'data sets', run: datasets },
  { name: 'your notebooks', run: notebooks },
  { name: 'disk', run: disk },
  { name: 'memory', run: memory },
];
