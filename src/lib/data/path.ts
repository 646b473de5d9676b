import fs from 'node:fs';
import path from 'node:path';

/** The pack's datasets/ folder, from dist/lib/data or src/lib/data. */
const DATASETS = path.resolve(__dirname, '../../../datasets');

export const datasetFolder = (): string => DATASETS;

/** Path of a shipped data file: datasetPath('football', 'football.npz'). */
export function datasetPath(name: string, file: string): string {
  const found = path.join(DATASETS, name, file);
  if (fs.existsSync(found)) return found;
  const names = fs.existsSync(DATASETS) ? fs.readdirSync(DATASETS).filter((n) => !n.includes('.')) : [];
  throw new Error(`datasetPath: there is no ${name}/${file} in ${DATASETS}: data sets are ${names.join(', ') || 'missing'}. Restore the folder with: git checkout -- datasets`);
}
