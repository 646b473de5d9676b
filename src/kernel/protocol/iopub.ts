import { encode, type Content, type Header } from './message';
import type { Socket } from './sockets';

const FLUSH_AFTER_MS = 40;
const FLUSH_CHARACTERS = 1 << 16;

/** Publishes what everyone sees: states, output, results. Printed text is gathered for some milliseconds, so that a loop of prints is not a flood of messages. */
export class Iopub {
  /** The message that output belongs to; the last one's, for what is printed after its end. */
  parent: Header | null = null;
  private stream: { name: string; text: string } | null = null;
  private flushed = 0;
  private planned = false;

  constructor(
    private readonly socket: Socket,
    private readonly key: string,
  ) {
    socket.sendHighWaterMark = 0; // a slow listener must not lose output
  }

  publish(type: string, content: Content, parent = this.parent): void {
    this.flush();
    this.socket.send(encode(this.key, type, parent, content, [type])).catch(() => {}); // closed: nobody listens any more
  }

  /** Text on stdout or stderr. Sent at once if the last was sent a while ago, so that a loop that never yields shows its progress too. */
  print(name: 'stdout' | 'stderr', text: string): void {
    if (this.stream && this.stream.name !== name) this.flush();
    this.stream = { name, text: (this.stream?.text ?? '') + text };
    if (this.stream.text.length > FLUSH_CHARACTERS || Date.now() - this.flushed > FLUSH_AFTER_MS) this.flush();
    else if (!this.planned) {
      this.planned = true;
      setImmediate(() => {
        this.planned = false;
        this.flush();
      });
    }
  }

  flush(): void {
    if (!this.stream) return;
    const content = this.stream;
    this.stream = null;
    this.flushed = Date.now();
    this.publish('stream', content);
  }
}
