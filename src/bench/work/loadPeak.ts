/** A process of its own that loads the vectors of a file and says the most memory it has had, in MB; `null` where the system does not tell. */
import fs from 'node:fs';
import { loadVectors } from '../../lib/embeddings';

void loadVectors(process.argv[2]).then(({ size }) => {
  const status = '/proc/self/status';
  const peak = size > 0 && fs.existsSync(status) ? /VmHWM:\s+(\d+)/.exec(fs.readFileSync(status, 'utf8')) : null;
  process.stdout.write(peak ? String(Number(peak[1]) / 1024) : 'null');
});
