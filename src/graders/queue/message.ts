import { createHash } from 'node:crypto';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import Ajv from 'ajv';
import type { Grading } from '../class/takeOver';
import { schemaErrors } from '../report/write';
import type { Result } from '../schemas/result';
import type { PackIdentity } from './pack';

/** A submission on its way to a worker. Paths mean nothing there: it carries the file itself. */
export interface QueuedJob extends PackIdentity {
  schema: 'gradus/job/v1';
  /** Name of the file, without folders. */
  name: string;
  /** Of the file. */
  sha256: string;
  /** The file, compressed, as base64. */
  gzip: string;
  learner: string | null;
  assignment: string;
  grading: Grading;
}

/** A message from the queue does not have the form that it should. */
export class BadMessage extends Error {}

/** Largest submission, as `npm run grade` takes it, and largest result, in bytes. */
const MAX_FILE = 32 << 20;
const MAX_RESULT = 32 << 20;

const limit = (maximum: number) => ({ type: 'number', exclusiveMinimum: 0, maximum });
const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['schema', 'pack', 'tests', 'name', 'sha256', 'gzip', 'learner', 'assignment', 'grading'],
  properties: {
    schema: { const: 'gradus/job/v1' },
    pack: { type: 'string', maxLength: 100 },
    tests: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    name: { type: 'string', maxLength: 255, pattern: '^[^/\\\\\\0]+\\.(ipynb|ts)$' },
    sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    gzip: { type: 'string', maxLength: 2 * MAX_FILE },
    learner: { type: ['string', 'null'], maxLength: 1000 },
    assignment: { type: 'string', pattern: '^\\d\\d-[a-z0-9-]+$' },
    grading: {
      type: 'object',
      additionalProperties: false,
      required: ['sandbox', 'limits'],
      properties: {
        sandbox: { enum: ['bwrap', 'process'] },
        limits: { type: 'object', additionalProperties: false, properties: { timeoutS: limit(3600), memoryMb: limit(1 << 20), outputChars: limit(1e6) } },
        tasks: { type: 'array', maxItems: 100, items: { type: 'string', pattern: '^\\d{1,2}\\.\\d{1,2}$' } },
      },
    },
  },
};
const validate = new Ajv({ allowUnionTypes: true }).compile(schema);

export const sha256Of = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

const pack = (bytes: Buffer | string): string => gzipSync(bytes).toString('base64');
const unpack = (text: string, maxOutputLength: number): Buffer => gunzipSync(Buffer.from(text, 'base64'), { maxOutputLength });

/** The message of a submission with these bytes. */
export function toMessage(file: string, bytes: Buffer, whose: Pick<QueuedJob, 'learner' | 'assignment'>, grading: Grading, identity: PackIdentity): QueuedJob {
  const { sandbox, limits, tasks } = grading;
  return { schema: 'gradus/job/v1', ...identity, name: path.basename(file), sha256: sha256Of(bytes), gzip: pack(bytes), ...whose, grading: { sandbox, limits, ...(tasks ? { tasks } : {}) } };
}

/** Checks a message, and takes the submission out of it. Throws `BadMessage`. */
export function fromMessage(data: unknown): { job: QueuedJob; bytes: Buffer } {
  if (!validate(data)) throw new BadMessage(`the job does not have the form it should: ${validate.errors?.map((e) => `${e.instancePath || 'job'} ${e.message}`).join('; ')}`);
  const job = data as unknown as QueuedJob;
  const bytes = tryUnpack(job.gzip, MAX_FILE, 'submission');
  if (sha256Of(bytes) !== job.sha256) throw new BadMessage('the submission in the job is not the one that was sent: its sha256 differs');
  return { job, bytes };
}

export const packResult = (result: Result): string => pack(JSON.stringify(result));

/** A result by its schema. Throws `BadMessage`. */
export function unpackResult(text: unknown): Result {
  if (typeof text !== 'string' || text.length > MAX_RESULT) throw new BadMessage('the worker sent no result');
  let result: unknown;
  try {
    result = JSON.parse(tryUnpack(text, MAX_RESULT, 'result').toString('utf8'));
  } catch (error) {
    throw error instanceof BadMessage ? error : new BadMessage('the result is no JSON');
  }
  const errors = schemaErrors(result);
  if (errors.length > 0) throw new BadMessage(`the result does not fit its schema: ${errors.slice(0, 3).join('; ')}`);
  return result as Result;
}

function tryUnpack(text: string, maximum: number, what: string): Buffer {
  try {
    return unpack(text, maximum);
  } catch {
    throw new BadMessage(`the ${what} cannot be unpacked, or has more than ${maximum >> 20} MB`);
  }
}
