import fs from 'node:fs';
import path from 'node:path';
import { DatasetError, writeError } from './error';
import { size } from '../lib/progress';

/** What has to be known to go on with a download. */
export interface PartState {
  url: string;
  /** A strong ETag, or a Last-Modified date: proves that the file on the server is still the same. */
  validator: string | null;
  /** Bytes of the whole file. */
  total: number | null;
  /** The process that writes it. */
  pid: number;
}

/** A file on its way: FILE.part holds the bytes that are there, FILE.part.json what is needed to go on. FILE itself appears whole or not at all. */
export class Part {
  readonly path: string;
  private readonly statePath: string;

  constructor(readonly target: string) {
    this.path = `${target}.part`;
    this.statePath = `${target}.part.json`;
    try {
      fs.mkdirSync(path.dirname(target), { recursive: true });
    } catch (error) {
      throw writeError(error, path.dirname(target));
    }
  }

  /** Throws when another process is writing this file. */
  checkOwner(): void {
    const pid = this.state()?.pid;
    if (!pid || pid === process.pid || !alive(pid)) return;
    throw new DatasetError(`${this.path}: process ${pid} is fetching this file already`, `wait for it; if there is no such fetch, delete ${this.statePath}`);
  }

  state(): PartState | null {
    try {
      return JSON.parse(fs.readFileSync(this.statePath, 'utf8')) as PartState;
    } catch {
      return null;
    }
  }

  /** How many bytes a download of this address can keep, and what proves that they still belong to it. */
  resumable(url: string): { bytes: number; validator: string; total: number | null } | null {
    const state = this.state();
    const stat = fs.statSync(this.path, { throwIfNoEntry: false });
    if (!state?.validator || state.url !== url || !stat?.size || (state.total !== null && stat.size > state.total)) return null;
    return { bytes: stat.size, validator: state.validator, total: state.total };
  }

  save(state: Omit<PartState, 'pid'>): void {
    fs.writeFileSync(this.statePath, `${JSON.stringify({ ...state, pid: process.pid })}\n`);
  }

  /** Throws when the disk has not enough room for `bytes` more. */
  checkSpace(bytes: number): void {
    const { bavail, bsize } = fs.statfsSync(path.dirname(this.target));
    if (bytes <= bavail * bsize) return;
    throw new DatasetError(
      `${this.target} needs ${size(bytes)} more, and the disk has ${size(bavail * bsize)} left`,
      'free some space, or choose another folder with --to DIR, and run the same command again',
    );
  }

  /** Writes the pieces from byte `from` on. What was written stays when a piece fails to come. */
  async write(from: number, pieces: AsyncIterable<Uint8Array>, onPiece: (done: number) => void): Promise<number> {
    let at = from;
    let handle: fs.promises.FileHandle;
    try {
      handle = await fs.promises.open(this.path, from > 0 ? 'r+' : 'w');
    } catch (error) {
      throw writeError(error, this.path);
    }
    try {
      for await (const piece of pieces) {
        try {
          for (let done = 0; done < piece.length; ) done += (await handle.write(piece, done, piece.length - done, at + done)).bytesWritten;
        } catch (error) {
          throw writeError(error, this.path);
        }
        at += piece.length;
        onPiece(at);
      }
      await handle.truncate(at);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return at;
  }

  /** The file is whole: it gets its name. */
  place(): void {
    fs.renameSync(this.path, this.target);
    fs.rmSync(this.statePath, { force: true });
  }

  discard(): void {
    fs.rmSync(this.path, { force: true });
    fs.rmSync(this.statePath, { force: true });
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
