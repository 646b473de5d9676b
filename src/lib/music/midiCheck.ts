import { LIMITS, MusicError } from './types';

/**
 * Looks through the bytes of a MIDI file before @tonejs/midi reads them: that parser takes what lies behind the end of
 * a chunk for zeros, and needs time that grows with the square of the notes. One pass, so the time is bounded by the
 * size of the file.
 * @throws MusicError that names the place and what is wrong.
 */
export function checkMidi(bytes: Uint8Array): void {
  if (bytes.length > LIMITS.bytes) fail(`the file has ${bytes.length} bytes; at most ${LIMITS.bytes} are read`);
  if (bytes.length < 14 || ascii(bytes, 0) !== 'MThd')
    fail("the file does not begin as a MIDI file does (with 'MThd')");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = view.getUint32(4);
  const [format, tracks, division] = [view.getUint16(8), view.getUint16(10), view.getUint16(12)];
  if (headerLength < 6 || 8 + headerLength > bytes.length) fail(`the header says it has ${headerLength} bytes`);
  if (format > 1) fail(`format ${format} is not read; save the file as format 0 or 1`);
  if (division & 0x8000) fail('times are in film frames; save the file with ticks per quarter note');
  if (division === 0) fail('a quarter note has 0 ticks');
  if (tracks === 0 || tracks > LIMITS.tracks) fail(`it has ${tracks} tracks; 1 to ${LIMITS.tracks} are read`);
  const totals = { events: 0, notes: 0, lastTick: division * LIMITS.beats };
  let at = 8 + headerLength;
  for (let i = 0; i < tracks; i++) {
    if (at + 8 > bytes.length || ascii(bytes, at) !== 'MTrk')
      fail(`track ${i + 1} of ${tracks} is missing at byte ${at}`);
    const length = view.getUint32(at + 4);
    if (at + 8 + length > bytes.length)
      fail(`track ${i + 1} says it has ${length} bytes, but ${bytes.length - at - 8} are left`);
    new TrackWalk(bytes, at + 8, at + 8 + length, i + 1, totals).run();
    at += 8 + length;
  }
}

interface Totals {
  events: number;
  notes: number;
  lastTick: number;
}

/** Lengths of the fixed-size meta events that @tonejs/midi decodes. */
const META_LENGTHS: Record<number, number[]> = {
  0x00: [2],
  0x20: [1],
  0x21: [1],
  0x2f: [0],
  0x51: [3],
  0x54: [5],
  0x58: [2, 4],
  0x59: [2],
};

class TrackWalk {
  private tick = 0;
  private status = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
    private readonly end: number,
    private readonly track: number,
    private readonly totals: Totals,
  ) {}

  run(): void {
    while (this.at < this.end) {
      this.tick += this.number();
      if (this.tick > this.totals.lastTick) this.fail(`an event lies beyond beat ${LIMITS.beats}`);
      if (++this.totals.events > LIMITS.events) this.fail(`the file has more than ${LIMITS.events} events`);
      this.event();
    }
  }

  private event(): void {
    const byte = this.byte();
    if (byte === 0xff) return this.meta();
    if (byte === 0xf0 || byte === 0xf7) return this.skip(this.number());
    if (byte > 0xf0) this.fail(`there is no event of kind ${byte}`);
    if (byte & 0x80) this.status = byte;
    else if (this.status === 0) this.fail('data come before the first event');
    else this.at--; // running status: the byte is the first datum
    const kind = this.status >> 4;
    const first = this.data();
    const second = kind === 0xc || kind === 0xd ? 0 : this.data();
    if (kind === 0x9 && second > 0 && ++this.totals.notes > LIMITS.notes)
      this.fail(`the file has more than ${LIMITS.notes} notes`);
    void first;
  }

  private meta(): void {
    const kind = this.byte();
    const length = this.number();
    const wanted = META_LENGTHS[kind];
    if (wanted && !wanted.includes(length))
      this.fail(`a meta event of kind ${kind} has ${length} bytes instead of ${wanted.join(' or ')}`);
    if (kind === 0x51) this.tempo();
    this.skip(length);
  }

  private tempo(): void {
    const [a, b, c] = this.bytes.subarray(this.at, this.at + 3);
    if (this.at + 3 <= this.end && (a << 16) + (b << 8) + c < 50_000)
      this.fail('the tempo is above 1200 beats a minute');
  }

  /** A number of variable length: 7 bits a byte, at most 4 bytes. */
  private number(): number {
    let value = 0;
    for (let i = 0; i < 4; i++) {
      const byte = this.byte();
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    return this.fail('a number has more than 4 bytes');
  }

  private data(): number {
    const byte = this.byte();
    return byte < 0x80 ? byte : this.fail(`a datum is ${byte}; data are below 128`);
  }

  private byte(): number {
    return this.at < this.end ? this.bytes[this.at++] : this.fail('it ends in the middle of an event');
  }

  private skip(length: number): void {
    if (this.at + length > this.end) this.fail('it ends in the middle of an event');
    this.at += length;
  }

  private fail(what: string): never {
    return fail(`track ${this.track}, byte ${this.at}: ${what}`);
  }
}

const ascii = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

function fail(what: string): never {
  throw new MusicError(`readMidi: ${what}`);
}
