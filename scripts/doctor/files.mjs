import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../setup/steps.mjs';
import { fail, ok, warn } from './outcome.mjs';

const sha256 = (file) => createHash('sha256').update(fs.readFileSync(file)).digest('hex');
const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

/** Weights beside their manifest, which has their length and sha256. */
function brokenWeights(folder) {
  const weights = path.join(folder, 'weights');
  const names = fs.existsSync(weights) ? fs.readdirSync(weights).filter((name) => name.endsWith('.json')) : [];
  return names.flatMap((name) => {
    const file = path.join(weights, name.replace(/\.json$/, '.bin'));
    const wanted = readJson(path.join(weights, name)).sha256;
    if (!fs.existsSync(file)) return [`${path.relative(ROOT, file)} is missing`];
    return !wanted || sha256(file) === wanted ? [] : [`${path.relative(ROOT, file)} is damaged`];
  });
}

/** Every other file beside the checksums that the pack keeps of them. */
function brokenFiles(folder) {
  return Object.entries(readJson(path.join(folder, 'checksums.json'))).flatMap(([name, wanted]) => {
    const file = path.join(folder, name);
    if (!fs.existsSync(file)) return [`datasets/${name} is missing`];
    return sha256(file) === wanted ? [] : [`datasets/${name} is damaged`];
  });
}

export function datasets() {
  const folder = path.join(ROOT, 'datasets');
  if (!fs.existsSync(path.join(folder, 'checksums.json')))
    return fail('datasets/ is missing, or without checksums.json', 'restore it: `git checkout -- datasets`');
  const names = fs
    .readdirSync(folder)
    .filter((name) => name !== 'downloads' && fs.statSync(path.join(folder, name)).isDirectory());
  const broken = [...brokenFiles(folder), ...names.flatMap((name) => brokenWeights(path.join(folder, name)))];
  if (broken.length === 0) return ok(`${names.length} data sets, all files as they were made`);
  return fail(
    `${broken.slice(0, 4).join(', ')}${broken.length > 4 ? `, and ${broken.length - 4} more` : ''}`,
    'restore them: `git checkout -- datasets`',
  );
}

/** As notebooks are hashed in src/authoring/notebook/format.ts. */
function contentHash(cells) {
  const text = (cell) => (Array.isArray(cell.source) ? cell.source.join('') : cell.source);
  return createHash('sha256').update(JSON.stringify(cells.map((cell) => [cell.cell_type, cell.metadata?.gradus?.id ?? null, text(cell)]))).digest('hex'); // prettier-ignore
}

/** 'new', 'worked in', 'older pack', 'missing' or 'unreadable'. */
function stateOf(file, pack) {
  if (!fs.existsSync(file)) return 'missing';
  try {
    const { metadata, cells } = readJson(file);
    const made = metadata?.gradus?.sha256;
    if (!made) return 'unreadable';
    if (made !== readJson(pack).metadata.gradus.sha256) return 'older pack';
    return contentHash(cells) === made ? 'new' : 'worked in';
  } catch {
    return 'unreadable';
  }
}

export function notebooks() {
  const folder = path.join(ROOT, 'dist', 'pack');
  if (!fs.existsSync(folder)) return warn('cannot be compared before the build', 'run `npm run setup`');
  const states = fs.readdirSync(folder).filter((name) => name.endsWith('.ipynb')).map((name) => [name, stateOf(path.join(ROOT, 'notebooks', name), path.join(folder, name))]); // prettier-ignore
  const of = (state) => states.filter(([, s]) => s === state).map(([name]) => name);
  const found = [...new Set(states.map(([, s]) => s))].map((state) => `${of(state).length} ${state}`).join(', '); // prettier-ignore
  if (of('unreadable').length > 0)
    return fail(
      `${found}: ${of('unreadable').join(', ')}`,
      'in JupyterLab, File, Revert Notebook to Checkpoint; or move the file away and run `npm run build`',
    );
  if (of('missing').length > 0)
    return fail(`${found}: ${of('missing').join(', ')}`, 'run `npm run build`: it makes those that are missing');
  if (of('older pack').length > 0)
    return warn(
      `${found}: ${of('older pack').join(', ')}`,
      '`npm run build` renews those that nobody has worked in; your own are kept, and are still graded',
    );
  return ok(found);
}
