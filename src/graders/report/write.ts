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

/** Where the result of a submission belongs: OUT/LEARNER/NN-slug.json, or OUT/NN-slug.json for one's own. */
export function resultPath({ learner, assignment, file }: Pick<Result, 'learner' | 'assignment' | 'file'>, out: string): string {
  const name = `${assignment ?? safeName(path.basename(file))}.json`;
  return path.join(out, ...(learner === null ? [] : [safeName(learner)]), name);
}

/** Writes a file all or nothing, and makes its folder. */
export function writeWhole(file: string, text: string): void {
  const part = `${file}.${process.pid}.part`;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(part, text);
  fs.renameSync(part, file);
}

/** Writes a result as JSON, all or nothing. Returns the path. */
export function writeResult(result: Result, out: string): string {
  const errors = schemaErrors(result);
  if (errors.length > 0) throw new Error(`the result for ${result.file} does not fit its schema: ${errors.join('; ')}`);
  const file = resultPath(result, out);
  writeWhole(file, `${JSON.stringify(result, null, 2)}\n`);
  return file;
}

/** The result that an earlier run wrote to a file; null where there is none, or one that does not fit the schema. */
export function readResult(file: string): Result | null {
  try {
    const result: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    return validate(result) ? (result as unknown as Result) : null;
  } catch {
    return null; // not there, or cut off: it is made anew
  }
}
