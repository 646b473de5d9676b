/**
 * The learner's process. It loads the learner's compiled module and answers calls: function name and plain values in, plain values out, over two pipes of
 * its own (file descriptors 3 and 4). It holds no tests, no expected values and no results; whatever the learner's code does to it, it can only spoil the
 * learner's own answers.
 */
import fs from 'node:fs';
import { encodeFrame, FrameReader } from './frames';
import { call, describeError, load } from './invoke';
import type { Request } from './protocol';

const REQUESTS = 3;
const REPLIES = 4;
const MAX_REQUEST_BYTES = 256 << 20;

// Taken before the learner's code runs: a patched one would break their own answers only, but this loop should go on.
const { writeSync } = fs;

let learner: Record<string, unknown> = {};

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

async function answer(request: Request): Promise<void> {
  const head = { nonce: request.nonce, seq: request.type === 'call' ? request.seq : 0 };
  try {
    const value = request.type === 'load' ? ((learner = load(request.code, request.file)), null) : await call(learner, request.fn, request.args, request.probe);
    send({ ...head, ok: true, value });
  } catch (error) {
    send({ ...head, ok: false, error: describeError(error) });
  }
}

const reader = new FrameReader(MAX_REQUEST_BYTES);
fs.createReadStream('', { fd: REQUESTS, autoClose: false })
  .on('data', (chunk) => {
    for (const request of reader.push(chunk as Buffer)) void answer(request as Request);
  })
  .on('end', () => process.exit(0));
process.on('unhandledRejection', () => {}); // a learner's stray promise is no answer and no crash
