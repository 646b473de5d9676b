import fs from 'node:fs';
import path from 'node:path';
import { DOWNLOADS } from '../lib/embeddings/findGlove';
import { recordedSha256, sha256Of } from './checksum';
import { datasetOf } from './fetchDataset';
import { DATASETS } from './registry';
import { size } from '../lib/progress';

export interface Verdict {
  file: string;
  status: 'right' | 'wrong' | 'unknown';
  text: string;
}

/** The files of a data set in a folder: its archive and what looks like a GloVe file. */
export function filesOf(folder: string, archive: string): string[] {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  return names.filter((name) => name === archive || /^glove.*\.(txt|txt\.gz|zip)$/i.test(name)).map((name) => path.join(folder, name)).sort(); // prettier-ignore
}

/** Compares the files of a data set with the checksums that are known, or that were recorded when they were fetched. */
export async function verify(name: string, folder = DOWNLOADS): Promise<Verdict[]> {
  const { archive } = datasetOf(name);
  const verdicts: Verdict[] = [];
  for (const file of filesOf(folder, archive.name)) {
    const known = path.basename(file) === archive.name ? archive.sha256 : null;
    const expected = known ?? recordedSha256(file);
    const got = await sha256Of(file);
    if (!expected) verdicts.push({ file, status: 'unknown', text: `sha256 ${got}, no checksum to compare it with` });
    else if (expected === got) verdicts.push({ file, status: 'right', text: known ? 'is the published file' : 'is as it was fetched' });
    else verdicts.push({ file, status: 'wrong', text: `expected sha256 ${expected}, got ${got}: delete it and fetch it again` });
  }
  return verdicts;
}

/** What can be fetched and what is there, for `list`. */
export function listing(folder = DOWNLOADS): string {
  return Object.entries(DATASETS)
    .map(([name, { title, archive, files, licence }]) => {
      const there = filesOf(folder, archive.name).map((file) => `${path.basename(file)} (${size(fs.statSync(file).size)})`);
      return [
        `${name}: ${title}`,
        `  ${archive.url} (${size(archive.size)}), sha256 ${archive.sha256}`,
        `  files: ${files.join(', ')}`,
        `  licence: ${licence}`,
        `  here: ${there.join(', ') || 'nothing'} in ${folder}`,
      ].join('\n');
    })
    .join('\n\n');
}
