import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { LIMITS, MusicError, readMidi, saveMidi, writeMidi, type Song } from '../../../src/lib/music';
import { datasetPath } from '../../../src/lib/data';

const valid = new Uint8Array(fs.readFileSync(datasetPath('jazz', 'solo-1.mid')));

/** A file of one track with the bytes, and its end. */
function fileOf(track: number[], header: number[] = [0, 1, 0, 1, 1, 0xe0]): Uint8Array {
  const length = (n: number): number[] => [n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255];
  return Uint8Array.from([
    ...Buffer.from('MThd'),
    ...length(6),
    ...header,
    ...Buffer.from('MTrk'),
    ...length(track.length),
    ...track,
  ]);
}

/** Reads, and gives what went wrong; any error but MusicError is a mistake. */
function outcome(bytes: Uint8Array): string {
  try {
    readMidi(bytes);
    return 'read';
  } catch (error) {
    if (error instanceof MusicError) return error.message;
    throw error;
  }
}

const END = [0, 0xff, 0x2f, 0];

describe('reading', () => {
  test('a note: pitch, beats, velocity, tempo', () => {
    const song = readMidi(
      fileOf([0, 0xff, 0x51, 3, 0x07, 0xa1, 0x20, 0x83, 0x60, 0x90, 60, 127, 0x81, 0x70, 60, 0, ...END]),
    ); // running status, note-on of velocity 0 as note-off
    expect(song.tempo).toBeCloseTo(120);
    expect(song.tracks[0].notes).toEqual([{ pitch: 60, start: 1, duration: 0.5, velocity: 1 }]);
  });

  test.each([
    ['nothing', new Uint8Array(0), /does not begin as a MIDI file/],
    ['text', Uint8Array.from(Buffer.from('hello, I am no MIDI file')), /does not begin as a MIDI file/],
    ['too large', new Uint8Array(LIMITS.bytes + 1), /at most 1048576/],
    ['format 2', fileOf(END, [0, 2, 0, 1, 1, 0xe0]), /format 2/],
    ['film time', fileOf(END, [0, 1, 0, 1, 0xe7, 0x28]), /film frames/],
    ['no ticks', fileOf(END, [0, 1, 0, 1, 0, 0]), /0 ticks/],
    ['no tracks', fileOf(END, [0, 1, 0, 0, 1, 0xe0]), /0 tracks/],
    ['many tracks', fileOf(END, [0, 1, 0xff, 0xff, 1, 0xe0]), /65535 tracks/],
    ['a missing track', fileOf(END, [0, 1, 0, 2, 1, 0xe0]), /track 2 of 2 is missing/],
    [
      'a chunk that is too long',
      Uint8Array.from([...fileOf(END).slice(0, 18), 0x7f, 0xff, 0xff, 0xff, ...END]),
      /says it has 2147483647 bytes/,
    ],
    ['an event that is cut off', fileOf([0, 0x90, 60]), /track 1, byte 25: it ends in the middle/],
    ['data before an event', fileOf([0, 60, 60, ...END]), /data come before/],
    ['a datum above 127', fileOf([0, 0x90, 60, 200, ...END]), /data are below 128/],
    ['a number without end', fileOf([0xff, 0xff, 0xff, 0xff, 0xff, ...END]), /more than 4 bytes/],
    ['far in the future', fileOf([0xff, 0xff, 0xff, 0x7f, 0x90, 60, 60, ...END]), /beyond beat 4000/],
    ['an odd tempo event', fileOf([0, 0xff, 0x51, 2, 1, 1, ...END]), /instead of 3/],
    ['a mad tempo', fileOf([0, 0xff, 0x51, 3, 0, 0, 0, ...END]), /above 1200 beats/],
    ['a text beyond the end', fileOf([0, 0xff, 1, 0x7f, 65, ...END]), /ends in the middle/],
  ])('%s: says what is wrong', (_, bytes, message) => expect(outcome(bytes)).toMatch(message));

  test('as many notes as fit in a file, in bounded time', () => {
    const events = (count: number): number[] => Array.from({ length: count }, (_, i) => [0, 0x90, i & 127, 64]).flat();
    const start = Date.now();
    expect(outcome(fileOf([...events(LIMITS.notes + 1), ...END]))).toMatch(/more than 10000 notes/);
    expect(
      outcome(
        fileOf([
          ...events(LIMITS.notes / 2),
          ...Array.from({ length: LIMITS.notes / 2 }, (_, i) => [0, 0x80, i & 127, 0]).flat(),
          ...END,
        ]),
      ),
    ).toBe('read');
    expect(Date.now() - start).toBeLessThan(5000);
  });

  test('a file that is not there, or too large on disk', () => {
    expect(() => readMidi('nowhere.mid')).toThrow(/there is no file nowhere.mid/);
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-music-')), 'huge.mid');
    fs.writeFileSync(file, '');
    fs.truncateSync(file, 1e10); // takes no room
    expect(() => readMidi(file)).toThrow(/huge.mid has 10000000000 bytes/);
  });

  test('random bytes, cut files and files with changed bytes: a song or a MusicError', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => typeof outcome(bytes) === 'string'));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => typeof outcome(fileOf([...bytes])) === 'string'),
    );
    fc.assert(fc.property(fc.nat(valid.length), (n) => typeof outcome(valid.slice(0, n)) === 'string'));
    const changes = fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(changes, (list) => {
        const bytes = valid.slice();
        for (const [at, value] of list) bytes[at] = value;
        return typeof outcome(bytes) === 'string';
      }),
      { numRuns: 400 },
    );
  });
});

describe('writing', () => {
  const song = (notes: Partial<Song['tracks'][0]['notes'][0]>[], tempo = 130): Song => ({
    name: 'x',
    tempo,
    tracks: [
      {
        name: 'Solo',
        channel: 0,
        program: 11,
        notes: notes.map((n) => ({ pitch: 60, start: 0, duration: 1, velocity: 0.5, ...n })),
      },
    ],
  });

  test("what is written is read again, up to the grid of ticks and MIDI's 127 loudnesses", () => {
    const note = fc.record({
      pitch: fc.integer({ min: 0, max: 127 }),
      start: fc.integer({ min: 0, max: 4800 }),
      length: fc.integer({ min: 1, max: 960 }),
      velocity: fc.integer({ min: 1, max: 127 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(note, { maxLength: 30, selector: (n) => n.pitch }), (notes) => {
        const wanted = notes.map(({ pitch, start, length, velocity }) => ({
          pitch,
          start: start / 480,
          duration: length / 480,
          velocity: velocity / 127,
        }));
        const read = readMidi(writeMidi(song(wanted)));
        const byPitch = (a: { pitch: number }, b: { pitch: number }): number => a.pitch - b.pitch;
        expect([...(read.tracks[0]?.notes ?? [])].sort(byPitch)).toEqual([...wanted].sort(byPitch));
        expect(read.tempo).toBeCloseTo(130, 2);
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    [[{ pitch: 128 }], /track Solo, note 0: expected a pitch of 0 to 127, got 128/],
    [[{}, { start: Number.NaN }], /note 1: expected times from 0/],
    [[{ duration: 1e9 }], /expected times from 0 to 4000/],
    [[{ velocity: 0 }], /velocity above 0/],
  ])('a note out of range is named: %j', (notes, message) => expect(() => writeMidi(song(notes))).toThrow(message));

  test('a mad tempo and too many notes', () => {
    expect(() => writeMidi(song([], 1e6))).toThrow(/tempo of 20 to 400/);
    expect(() => writeMidi(song(new Array(LIMITS.notes + 1).fill({})))).toThrow(/at most 10000 notes/);
  });

  test('saveMidi makes the folder', () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-music-')), 'a/b.mid');
    saveMidi(song([{}]), file);
    expect(readMidi(file).tracks[0].notes).toHaveLength(1);
  });
});
