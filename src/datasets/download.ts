import { setTimeout as sleep } from 'node:timers/promises';
import { DatasetError, networkError, statusError, TransientError } from './error';
import type { Part } from './part';
import type { OnBytes } from './progress';

export interface DownloadOptions {
  /** Stops the download; what came is kept. */
  signal?: AbortSignal;
  /** Gives up when nothing comes for so long (60 s). */
  timeoutMs?: number;
  /** How often to try again after a lost connection (3). */
  retries?: number;
  /** Wait before the first new try (1 s); then twice as long each time. */
  waitMs?: number;
  onBytes?: OnBytes;
  say?: (line: string) => void;
}

/** Downloads to the part file, from where an earlier download stopped if the server proves that the file is the same. */
export async function download(url: string, part: Part, options: DownloadOptions = {}): Promise<void> {
  const { retries = 3, waitMs = 1000, signal, say } = options;
  part.checkOwner();
  for (let tried = 0; ; tried++) {
    try {
      return await attempt(url, part, options);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof TransientError) || tried >= retries) throw error;
      const wait = waitMs * 2 ** tried;
      say?.(`${error.message}: trying again in ${wait / 1000} s (${tried + 1} of ${retries})`);
      await sleep(wait, undefined, { signal }).catch(() => signal?.throwIfAborted());
    }
  }
}

async function attempt(url: string, part: Part, options: DownloadOptions, fresh = false): Promise<void> {
  const kept = fresh ? null : part.resumable(url);
  if (kept && kept.bytes === kept.total) return; // whole already; the process ended before it could be checked
  const watch = new Watchdog(options.timeoutMs ?? 60_000, options.signal);
  try {
    const headers: Record<string, string> = { 'accept-encoding': 'identity', ...(kept ? { range: `bytes=${kept.bytes}-`, 'if-range': kept.validator } : {}) };
    const response = await fetch(url, { headers, signal: watch.signal });
    if (kept && !goesOn(response, kept)) {
      if (response.status === 206 || response.status === 416) {
        await response.body?.cancel();
        return await attempt(url, part, options, true);
      }
      options.say?.('the server sends the file from its beginning: it changed, or the server cannot go on');
    }
    if (response.status !== 200 && response.status !== 206) throw statusError(response.status, response.statusText, url);
    if (url.startsWith('https:') && response.url.startsWith('http:')) throw new DatasetError(`${url}: the server sends on to an unprotected address (${response.url})`, 'take that address with --from and the checksum with --sha256 if you trust it');
    const from = response.status === 206 ? kept!.bytes : 0;
    const total = totalOf(response, from);
    if (from === 0) part.discard(); // old bytes never stand beside a new validator
    part.save({ url, validator: validatorOf(response), total });
    if (total !== null) part.checkSpace(total - from);
    options.onBytes?.(from, total);
    const got = await part.write(from, watch.watched(response.body as unknown as AsyncIterable<Uint8Array>), (done) => options.onBytes?.(done, total));
    if (total !== null && got !== total) throw new TransientError(`${url}: expected ${total} bytes, got ${got}`, 'run the same command again: it goes on where it stopped');
  } catch (error) {
    options.signal?.throwIfAborted();
    if (watch.expired) throw new TransientError(`${url}: nothing came for ${watch.ms / 1000} s`, 'check the network and run the same command again: it goes on where it stopped');
    if (error instanceof DatasetError || (error as NodeJS.ErrnoException).syscall) throw error;
    throw networkError(error, url);
  } finally {
    watch.end();
  }
}

/** Whether the answer holds the rest of the very file whose beginning is here. */
function goesOn(response: Response, kept: { bytes: number; validator: string; total: number | null }): boolean {
  if (response.status !== 206) return false;
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '');
  const validator = validatorOf(response);
  const sameTotal = !range || range[2] === '*' || kept.total === null || Number(range[2]) === kept.total;
  return range !== null && Number(range[1]) === kept.bytes && sameTotal && (validator === null || validator === kept.validator);
}

function totalOf(response: Response, from: number): number | null {
  if (response.headers.get('content-encoding') && response.headers.get('content-encoding') !== 'identity') return null;
  const length = response.headers.get('content-length');
  return length === null ? null : from + Number(length);
}

/** Weak ETags (W/"...") do not promise the same bytes. */
function validatorOf(response: Response): string | null {
  if (response.headers.get('content-encoding') && response.headers.get('content-encoding') !== 'identity') return null;
  const etag = response.headers.get('etag');
  return etag?.startsWith('"') ? etag : response.headers.get('last-modified');
}

/** Aborts when nothing came for some time, or when the outer signal does. */
class Watchdog {
  expired = false;
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout;
  private readonly stop = (): void => this.controller.abort(this.outer?.reason);

  constructor(
    readonly ms: number,
    private readonly outer?: AbortSignal,
  ) {
    outer?.throwIfAborted();
    outer?.addEventListener('abort', this.stop);
    this.timer = this.arm();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  private arm(): NodeJS.Timeout {
    return setTimeout(() => {
      this.expired = true;
      this.controller.abort();
    }, this.ms);
  }

  /** The pieces of a body; each one starts the clock anew. */
  async *watched(body: AsyncIterable<Uint8Array> | null): AsyncGenerator<Uint8Array> {
    if (!body) return;
    for await (const piece of body) {
      clearTimeout(this.timer);
      yield piece;
      this.timer = this.arm();
    }
  }

  end(): void {
    clearTimeout(this.timer);
    this.outer?.removeEventListener('abort', this.stop);
  }
}
