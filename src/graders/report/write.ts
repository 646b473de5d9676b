import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import schema from '../schemas/result.schema.json';
import type { Result } from '../schemas/result';

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

/** What is wrong with a result's form; empty for a valid one. */
export function schemaErrors(result: unknown): string[] {
  return validate(result) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath || 'result'} ${e.message}`);
}

/** Folder and file names of results: a learner's name is no path. */
export const safeName = (name: string): string => name.replace(/[^\p{L}\p{N}._@ -]/gu, '_').replace(/^\.+/, '_') || '_';

/** Writes a result as JSON, all or nothing: OUT/LEARNER/NN-slug.json, or OUT/NN-slug.json for one's own. Returns the path. */
export function writeResult(result: Result, out: string): string {
  const errors = schemaErrors(result);
  if (errors.length > 0) throw new Error(`the result for ${result.file} does not fit its schema: ${errors.join('; ')}`);
  const name = `${result.assignment ?? safeName(path.basename(result.file))}.json`;
  const file = path.join(out, ...(result.learner === null ? [] : [safeName(result.learner)]), name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(`${file}.part`, `${JSON.stringify(result, null, 2)}\n`);
  fs.renameSync(`${file}.part`, file);
  return file;
}
