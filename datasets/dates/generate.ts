/** Writes the first 1,000 pairs of assignment 9 as CSV, for people to look at. Run: npx tsx datasets/dates/generate.ts */
import fs from 'node:fs';
import path from 'node:path';
import { loadDataset } from '../../src/lib/dates/dataset';

/** Lines of human,machine; the same that loadDataset(m) begins with, for any m. */
export function csv(rows = 1000): string {
  return ['human,machine', ...loadDataset(rows).dataset.map((pair) => pair.join(','))].join('\n');
}

if (require.main === module) fs.writeFileSync(path.join(__dirname, 'pairs.csv'), `${csv()}\n`);
