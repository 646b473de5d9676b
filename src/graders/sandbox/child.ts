/**
 * The learner's process. It loads the learner's compiled module and answers calls: function name and plain values in, plain values out, over two pipes of
 * its own (file descriptors 3 and 4). It holds no tests, no expected values and no results; whatever the learner's code does to it, it can only spoil the
 * learner's own answers.
 */
import fs from 'node:fs';
import { loadProbes, type Probe } from '../../lib/check/load';
import { encodeFrame, FrameReader } from './frames';
import { call, describeError, load } from './invoke';
import { preload } from './preload';
import type { Request } from './protocol';

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

/** Loads the learner's module, and before it the probes: its code could put others in their place. */
function loadModule({ code, file, slug }: Extract<Request, { type: 'load' }>): null {
  moduleFile = file;
  probes = loadProbes(slug);
  learner = load(code, file);
  return null;
}

async function answer(request: Request): Promise<void> {
  const head = { nonce: request.nonce, seq: request.type === 'call' ? request.seq : 0 };
  try {
    const value = request.type === 'load' ? loadModule(request) : await call(learner, request.fn, request.args, request.probe === undefined ? undefined : probes[request.probe]);
    send({ ...head, ok: true, value });
  } catch (error) {
    send({ ...head, ok: false, error: describeError(error, moduleFile) });
  }
}

preload(process.argv.slice(2)); // the pack's own code, before any of the learner's is here
const reader = new FrameReader(MAX_REQUEST_BYTES, Infinity);
fs.createReadStream('', { fd: REQUESTS, autoClose: false })
  .on('data', (chunk) => {
    for (const request of reader.push(chunk as Buffer)) void answer(request as Request);
  })
  .on('end', () => process.exit(0));
process.on('unhandledRejection', () => {}); // a learner's stray promise is no answer and no crash
