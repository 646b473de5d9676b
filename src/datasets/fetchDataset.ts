import fs from 'node:fs';
import path from 'node:path';
import { loadVectors } from '../lib/embeddings';
import { DOWNLOADS } from '../lib/embeddings/findGlove';
import { checkSha256, recordSha256, sha256Of } from './checksum';
import { download, type DownloadOptions } from './download';
import { DatasetError, UsageError } from './error';
import { Part } from './part';
import { withProgress } from './progress';
import { DATASETS, type Dataset } from './registry';
import { extract } from './zip';

export interface FetchOptions extends Omit<DownloadOptions, 'onBytes'> {
  /** A file or an http(s) address; the data set's own address unless given. */
  from?: string;
  /** Folder; datasets/downloads unless given. */
  to?: string;
  /** Checksum of the file that `from` names (of the archive, if it is one). */
  sha256?: string;
  /** Which file of an archive, and the name that the file gets. */
  file?: string;
  say: (line: string) => void;
}

/** The data set of that name. */
export function datasetOf(name: string): Dataset {
  const dataset = Object.hasOwn(DATASETS, name) ? DATASETS[name] : undefined;
  if (!dataset) throw new UsageError(`expected a data set among ${Object.keys(DATASETS).join(', ')}, got '${name}'`);
  return dataset;
}

const isUrl = (from: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(from);

/** Fetches a data set; returns the path of its file, which was not there before unless it is whole. */
export async function fetchDataset(name: string, options: FetchOptions): Promise<string> {
  const dataset = datasetOf(name);
  const from = options.from ?? dataset.archive.url;
  if (isUrl(from) && !/^https?:/i.test(from)) throw new UsageError(`--from: expected a file or an http(s) address, got '${from}'`);
  if (isUrl(from) && !URL.canParse(from)) throw new UsageError(`--from: expected an address, got '${from}'`);
  if (!isUrl(from) && !fs.statSync(from, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`--from: there is no file ${from}`);
  const sourceName = isUrl(from) ? path.posix.basename(new URL(from).pathname) : path.basename(from);
  const folder = path.resolve(options.to ?? DOWNLOADS);
  const archived = /\.zip$/i.test(sourceName);
  const target = path.join(folder, fileName(dataset, options.file, archived ? null : sourceName));
  if (fs.existsSync(target)) {
    options.say(`${target} is there already: delete it to fetch it again, or look at it with: npm run datasets -- verify ${name}`);
    return target;
  }
  const expected = expectedOf(dataset, sourceName, options.sha256);
  if (!archived) {
    const part = new Part(target);
    if (isUrl(from)) await withProgress(sourceName, (onBytes) => download(from, part, { ...options, onBytes }));
    else await copy(from, part, options);
    return finish(part, expected, options);
  }
  const zip = isUrl(from) ? await fetchArchive(from, path.join(folder, sourceName), expected, options) : from;
  if (!isUrl(from) && expected) checkSha256(zip, expected, await hashed(zip, options));
  const part = new Part(target);
  try {
    await withProgress(`unpacking ${path.basename(target)}`, (onBytes) => extract(zip, path.basename(target), part, { signal: options.signal, onBytes }));
  } catch (error) {
    part.discard(); // unpacking starts anew in any case
    throw error;
  }
  if (isUrl(from)) options.say(`${zip} is kept for its other files; delete it if you need the space`);
  return finish(part, null, options);
}

/** The name that the file gets: --file, the data set's own, or that of the source where it is one that findGlove finds. */
function fileName(dataset: Dataset, file: string | undefined, sourceName: string | null): string {
  if (file !== undefined) {
    if (file !== path.basename(file) || file.startsWith('.')) throw new UsageError(`--file: expected a name without folders, got '${file}'`);
    return file;
  }
  if (sourceName === null) return dataset.file;
  if (/^glove.*\.txt(\.gz)?$/i.test(sourceName)) return sourceName;
  throw new UsageError(`--from: expected a .zip or a file named like ${dataset.file} (or .txt.gz), got '${sourceName}': say with --file how it shall be named, e.g. --file ${dataset.file}`);
}

function expectedOf({ archive }: Dataset, sourceName: string, given: string | undefined): string | null {
  if (given === undefined) return sourceName === archive.name ? archive.sha256 : null;
  if (!/^[0-9a-f]{64}$/i.test(given)) throw new UsageError(`--sha256: expected 64 hexadecimal digits, got '${given}'`);
  return given.toLowerCase();
}

const hashed = (file: string, options: FetchOptions): Promise<string> =>
  withProgress(`checking ${path.basename(file)}`, (onBytes) => sha256Of(file, { signal: options.signal, onBytes }));

async function fetchArchive(url: string, target: string, expected: string | null, options: FetchOptions): Promise<string> {
  if (fs.existsSync(target)) {
    if (expected) checkSha256(target, expected, await hashed(target, options));
    options.say(`${target} is there already`);
    return target;
  }
  const part = new Part(target);
  await withProgress(path.basename(target), (onBytes) => download(url, part, { ...options, onBytes }));
  await check(part, expected, options);
  part.place();
  return target;
}

async function copy(from: string, part: Part, options: FetchOptions): Promise<void> {
  const total = fs.statSync(from).size;
  part.discard();
  part.checkSpace(total);
  const input = fs.createReadStream(from, { highWaterMark: 1 << 20, signal: options.signal });
  await withProgress(path.basename(from), (onBytes) => part.write(0, input as AsyncIterable<Buffer>, (done) => onBytes(done, total)));
}

/** The checksum of the part, compared where one is known and recorded in any case. What is wrong is thrown away. */
async function check(part: Part, expected: string | null, options: FetchOptions): Promise<void> {
  const got = await hashed(part.path, options);
  try {
    if (expected) checkSha256(part.target, expected, got);
  } catch (error) {
    part.discard();
    throw error;
  }
  recordSha256(part.target, got);
  options.say(expected ? `sha256 ${got}: as expected` : `sha256 ${got}: no checksum is known for this file; recorded in ${path.basename(part.target)}.sha256`);
}

/** Proves that the part is a file of vectors, and gives it its name. */
async function finish(part: Part, expected: string | null, options: FetchOptions): Promise<string> {
  try {
    const { dim } = await loadVectors(part.path, { limit: 100, format: 'glove' });
    const named = /\.(\d+)d\./.exec(path.basename(part.target))?.[1];
    if (named && Number(named) !== dim) throw new Error(`expected ${named} numbers a word, as the name says, got ${dim}`);
  } catch (error) {
    part.discard();
    throw new DatasetError(`${path.basename(part.target)} is no GloVe file: ${(error as Error).message}`, 'check what --from names');
  }
  await check(part, expected, options);
  part.place();
  return part.target;
}
