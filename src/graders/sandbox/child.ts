/**
 * The learner's process. It loads the learner's compiled module and answers calls: function name and plain values in, plain values out, over two pipes of
 * its own (file descriptors 3 and 4). It holds no tests, no expected values and no results; whatever the learner's code does to it, it can only spoil the
 * learner's own answers.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { decode, encode, type Encoded } from '../values/codec';
import { loadProbes, type Probe } from '../../lib/check/load';
import { makeTensor } from '../../lib/check/values';
import { encodeFrame, FrameReader } from './frames';
import type { Request, ThrownError } from './protocol';
import { framesIn } from './stack';

type Fn = (...args: unknown[]) => unknown;

const REQUESTS = 3;
const REPLIES = 4;
const MAX_REQUEST_BYTES = 256 << 20;

// Taken before the learner's code runs: a patched one would break their own answers only, but this loop should go on.
const { writeSync } = fs;

let learner: Record<string, unknown> = {};
let probes: Readonly<Record<string, Probe>> = {};
let moduleFile = '';

/** TensorFlow's frames come first in many stacks: the default of 10 would leave the learner's own out. */
Error.stackTraceLimit = 50;

function send(message: unknown): void {
  const frame = encodeFrame(message);
  for (let at = 0; at < frame.length; ) {
    try {
      at += writeSync(REPLIES, frame, at, frame.length - at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

function describeError(error: unknown): ThrownError {
  if (typeof error !== 'object' || error === null) return { name: 'Error', message: String(error).slice(0, 1000) };
  const { name, message, stack } = error as Error;
  return { name: String(name).slice(0, 100), message: String(message).slice(0, 1000), at: framesIn(String(stack), moduleFile) };
}

function load(code: string, file: string, slug: string): void {
  moduleFile = file;
  probes = loadProbes(slug); // before the learner's code, which could put others in their place
  const module = { exports: {} as Record<string, unknown> };
  const run = vm.runInThisContext(`(function (exports, require, module, __filename, __dirname) {${code}\n})`, { filename: file }) as (...args: unknown[]) => void;
  run(module.exports, createRequire(file), module, file, path.dirname(file));
  learner = module.exports;
}

async function call(fn: string, args: Encoded[], probe?: string): Promise<Encoded> {
  const target = learner[fn];
  if (typeof target !== 'function') throw Object.assign(new TypeError(`${fn} is not a function`), { name: 'MissingFunction' });
  const values = args.map((arg) => decode(arg, makeTensor));
  if (probe) return encode(await probes[probe](target as Fn, ...values));
  return encode(await (target as Fn)(...values));
}

async function answer(request: Request): Promise<void> {
  const head = { nonce: request.nonce, seq: request.type === 'call' ? request.seq : 0 };
  try {
    const value = request.type === 'load' ? (load(request.code, request.file, request.slug), null) : await call(request.fn, request.args, request.probe);
    send({ ...head, ok: true, value });
  } catch (error) {
    send({ ...head, ok: false, error: describeError(error) });
  }
}

const reader = new FrameReader(MAX_REQUEST_BYTES, Infinity);
fs.createReadStream('', { fd: REQUESTS, autoClose: false })
  .on('data', (chunk) => {
    for (const request of reader.push(chunk as Buffer)) void answer(request as Request);
  })
  .on('end', () => process.exit(0));
process.on('unhandledRejection', () => {}); // a learner's stray promise is no answer and no crash
