import Ajv from 'ajv';
import type { Encoded } from '../values/codec';
import { MAX_POSITIONS, type Position } from './stack';

/** What the grader asks of the learner's process. `slug` says whose probes are used; `probe` is one of them. */
export type Request = { type: 'load'; nonce: string; code: string; file: string; slug: string } | { type: 'call'; nonce: string; seq: number; fn: string; probe?: string; args: Encoded[] };

/** What it answers. `nonce` repeats the request's, so that an answer written before the question is told from a real one. */
export type Reply = { nonce: string; seq: number; ok: true; value: unknown } | { nonce: string; seq: number; ok: false; error: ThrownError };

/** What the learner's code threw, in its own words: `at` are positions in the loaded code, the innermost first, and no more than a hint. */
export interface ThrownError {
  name: string;
  message: string;
  at?: readonly Position[];
}

const place = { type: 'integer', minimum: 1, maximum: 1e7 };

const schema = {
  type: 'object',
  required: ['nonce', 'seq', 'ok'],
  properties: {
    nonce: { type: 'string', maxLength: 64 },
    seq: { type: 'integer', minimum: 0 },
    ok: { type: 'boolean' },
    value: {},
    error: {
      type: 'object',
      required: ['name', 'message'],
      properties: { name: { type: 'string', maxLength: 200 }, message: { type: 'string', maxLength: 4000 }, at: { type: 'array', maxItems: MAX_POSITIONS, items: { type: 'array', items: place, minItems: 2, maxItems: 2 } } },
      additionalProperties: false,
    },
  },
  oneOf: [
    { properties: { ok: { const: true } }, required: ['value'] },
    { properties: { ok: { const: false } }, required: ['error'] },
  ],
  additionalProperties: false,
};

const validate = new Ajv({ allowUnionTypes: true, strict: false }).compile(schema);

/** Whether a message from the learner's process has the form of a reply. */
export function isReply(message: unknown): message is Reply {
  return validate(message);
}
