/** Results in the forms that other systems read. Formats are files in formats/. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../../lib/files/writeWhole';
import type { Result } from '../schemas/result';
import type { ExportContext, Exporter } from './types';

export type { ExportContext, Exporter, ExportFile } from './types';

const FOLDER = path.join(__dirname, 'formats');

/** Names of the formats. */
export function listFormats(): string[] {
  return fs.readdirSync(FOLDER).filter((file) => /^[a-z\d-]+(?<!\.d)\.(js|ts)$/.test(file)).map((file) => file.replace(/\.(js|ts)$/, '')).sort(); // prettier-ignore
}

export const exporterOf = (name: string): Exporter => (require(path.join(FOLDER, name)) as { default: Exporter }).default;

/** 'csv,junit' and 'all' of the command line as names of formats, each once. Throws a `RangeError` for an unknown one. */
export function parseFormats(given: readonly string[]): string[] {
  const known = listFormats();
  const names = given.flatMap((list) => list.split(',')).map((name) => name.trim()).filter(Boolean); // prettier-ignore
  const odd = names.find((name) => name !== 'all' && !known.includes(name));
  if (odd !== undefined || (names.length === 0 && given.length > 0)) throw new RangeError(`--format: expected all, or some of ${known.join(', ')}, got '${odd ?? given.join(',')}'`);
  return names.includes('all') ? known : [...new Set(names)];
}

/** A line for each format, for --help. */
export function formatsHelp(): string {
  return listFormats().map((name) => `  ${name.padEnd(17)} ${exporterOf(name).description}`).join('\n'); // prettier-ignore
}

const MAX_SOURCE_BYTES = 32 << 20;

/** Submissions are read again from where they were graded: `folder` is where grading was started. */
export function exportContext({ folder = process.cwd(), people }: { folder?: string; people?: ExportContext['people'] } = {}): ExportContext {
  return {
    env: process.env,
    people,
    source: ({ file, provenance }) => {
      const target = path.resolve(folder, file);
      const stat = fs.statSync(target, { throwIfNoEntry: false });
      if (!stat?.isFile() || stat.size > MAX_SOURCE_BYTES) return null;
      const bytes = fs.readFileSync(target);
      return createHash('sha256').update(bytes).digest('hex') === provenance.submissionSha256 ? bytes.toString('utf8') : null;
    },
  };
}

/** Writes results below a folder in each of the formats. Returns the paths of the files, which docs/exports.md names. */
export function writeExports(results: readonly Result[], formats: readonly string[], out: string, context: ExportContext = exportContext()): string[] {
  return formats.flatMap((name) => exporterOf(name).files(results, context).map((file) => write(out, file.path, file.text))); // prettier-ignore
}

function write(out: string, name: string, text: string): string {
  const file = path.join(out, name);
  if (path.relative(out, file).startsWith('..')) throw new Error(`writeExports: ${name} is not below ${out}`);
  writeWhole(file, text);
  return file;
}
