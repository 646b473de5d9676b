import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { writeWhole } from '../../lib/files/writeWhole';
import schema from '../schemas/result.schema.json';
import type { Result } from '../schemas/result';

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

/** What is wrong with a result's form; empty for a valid one. */
export function schemaErrors(result: unknown): string[] {
  return validate(result) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath || 'result'} ${e.message}`);
}

/** A name that can be a file's: a learner's is no path. */
export const safeName = (name: string): string => name.replace(/[^\p{L}\p{N}._@ -]/gu, '_').replace(/^\.+/, '_') || '_';

/** Names of what a run writes beside the learners' folders. */
const TAKEN = /\.(json|sqlite|csv|xml|md|txt)$|^(html|gradescope|exercism|coursera|classroom50|github-classroom)$/i;
const MAX_FOLDER = 100;

/** A learner's folder among the results: the name itself where it can be one. Else made safe, with a piece of its hash behind, so that no two learners share one. */
export function learnerFolder(learner: string): string {
  const safe = safeName(learner).slice(0, MAX_FOLDER);
  return safe === learner && !TAKEN.test(learner) ? safe : `${safe}~${createHash('sha256').update(learner).digest('hex').slice(0, 8)}`;
}

/** Where the result of a submission belongs: OUT/LEARNER/NN-slug.json, or OUT/NN-slug.json for one's own. */
export function resultPath({ learner, assignment, file }: Pick<Result, 'learner' | 'assignment' | 'file'>, out: string): string {
  const name = `${assignment ?? safeName(path.basename(file))}.json`;
  return path.join(out, ...(learner === null ? [] : [learnerFolder(learner)]), name);
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
