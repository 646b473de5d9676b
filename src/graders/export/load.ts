import fs from 'node:fs';
import path from 'node:path';
import { schemaErrors } from '../report/write';
import type { Result } from '../schemas/result';

/** Saved results that cannot be used, in words for the user. */
export class ResultsError extends Error {}

const MAX_SHOWN = 5;

/** Results that `npm run grade` wrote: those of a folder (OUT/NN-slug.json, OUT/LEARNER/NN-slug.json), or of one file, a list of results too. Throws `ResultsError`. */
export function loadResults(given: string): Result[] {
  const stat = fs.statSync(given, { throwIfNoEntry: false });
  if (!stat) throw new ResultsError(`there is no ${given}`);
  const results = stat.isFile() ? listIn(given) : resultFiles(given).flatMap((file) => singleIn(file));
  if (results.length === 0) throw new ResultsError(`${given} holds no results: expected files that \`npm run grade -- ... --out ${given}\` writes`);
  return results;
}

function resultFiles(folder: string): string[] {
  const entries = fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const jsonIn = (at: string, list: fs.Dirent[]): string[] => list.filter((entry) => entry.isFile() && entry.name.endsWith('.json')).map((entry) => path.join(at, entry.name));
  const inside = entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => jsonIn(path.join(folder, name), fs.readdirSync(path.join(folder, name), { withFileTypes: true }).sort((a, b) => a.name.localeCompare(b.name, 'en')))); // prettier-ignore
  return [...jsonIn(folder, entries), ...inside];
}

function parse(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new ResultsError(`${file} is no JSON (${(error as Error).message}): grade that submission again`);
  }
}

/** Other files lie beside results, exports among them: only what says that it is a result is one. */
function singleIn(file: string): Result[] {
  const value = parse(file) as { schema?: unknown } | null;
  return typeof value === 'object' && typeof value?.schema === 'string' && value.schema.startsWith('gradus/result/') ? [checked(value, file)] : [];
}

function listIn(file: string): Result[] {
  const value = parse(file);
  return Array.isArray(value) ? value.map((one, i) => checked(one, `${file}, result ${i + 1}`)) : [checked(value, file)];
}

function checked(value: unknown, where: string): Result {
  const { schema } = (value ?? {}) as { schema?: unknown };
  if (schema !== 'gradus/result/v1') throw new ResultsError(`${where}: expected a result of the form gradus/result/v1, got ${JSON.stringify(schema) ?? 'none'}`);
  const errors = schemaErrors(value);
  if (errors.length === 0) return value as Result;
  const more = errors.length > MAX_SHOWN ? ` and ${errors.length - MAX_SHOWN} more` : '';
  throw new ResultsError(`${where} does not fit src/graders/schemas/result.schema.json: ${errors.slice(0, MAX_SHOWN).join('; ')}${more}`);
}
