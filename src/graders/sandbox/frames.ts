import { parseJson } from '../values/json';

/** Messages over a pipe: four bytes of length, then that many bytes of JSON. */
const HEADER = 4;

export function encodeFrame(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  const frame = Buffer.allocUnsafe(HEADER + body.length);
  frame.writeUInt32BE(body.length, 0);
  body.copy(frame, HEADER);
  return frame;
}

/** Collects bytes and gives whole messages. Throws on a frame above the limits or one that is no JSON; its owner then ends the connection. */
export class FrameReader {
  private chunks: Buffer[] = [];
  private length = 0;

  constructor(
    private readonly maxBytes: number,
    private readonly maxItems: number,
  ) {}

  push(chunk: Buffer): unknown[] {
    this.chunks.push(chunk);
    this.length += chunk.length;
    const messages: unknown[] = [];
    for (;;) {
      if (this.length < HEADER) return messages;
      const size = this.head(HEADER).readUInt32BE(0);
      if (size > this.maxBytes) throw new RangeError(`a message of ${size} bytes is above the limit of ${this.maxBytes}`);
      if (this.length < HEADER + size) return messages;
      this.take(HEADER);
      messages.push(parseJson(this.take(size).toString('utf8'), this.maxItems));
    }
  }

  /** The first n bytes, left in place. */
  private head(n: number): Buffer {
    if (this.chunks[0].length < n) this.chunks = [Buffer.concat(this.chunks)];
    return this.chunks[0].subarray(0, n);
  }

  private take(n: number): Buffer {
    if (this.chunks.length > 1 && this.chunks[0].length < n) this.chunks = [Buffer.concat(this.chunks)];
    const first = this.chunks[0] ?? Buffer.alloc(0);
    const out = first.subarray(0, n);
    this.chunks[0] = first.subarray(n);
    if (this.chunks[0].length === 0) this.chunks.shift();
    this.length -= n;
    return out;
  }
}
