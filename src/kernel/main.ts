/** The kernel that JupyterLab starts: tslab, with fast cell variables, the shims that TensorFlow.js needs, and a quiet TensorFlow log. */
import '../lib/tf/shims';
import { fastCellVariables } from './cellVariables';

const [connectionFile] = process.argv.slice(2);
if (!connectionFile) {
  console.error('kernel: expected the path of a connection file: JupyterLab starts this program, see docs/kernel.md');
  process.exit(2);
}

fastCellVariables(require('tslab/dist/executor'));
const { startKernel } = require('tslab/dist/main') as { startKernel: (options: { configPath: string; enableFindLocal: boolean }) => void };
startKernel({ configPath: connectionFile, enableFindLocal: false });
