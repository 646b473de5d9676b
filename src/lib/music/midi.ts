import fs from 'node:fs';
import path from 'node:path';
import { Midi } from '@tonejs/midi';
import { checkMidi } from './midiCheck';
import { LIMITS, MusicError, type Note, type Song } from './types';

/** Ticks a beat in files that are written: divisible by 3 and by 16, so that swing and sixteenths fall on ticks. */
const TICKS = 480;

/**
 * Reads a MIDI file (format 0 or 1).
 * @param source a path, or the bytes
 * @throws MusicError when the file is missing, broken or beyond LIMITS; in a time bounded by those limits.
 */
export function readMidi(source: string | Uint8Array): Song {
  const bytes = typeof source === 'string' ? bytesOf(source) : source;
  checkMidi(bytes);
  const midi = parse(bytes);
  const ticks = midi.header.ppq;
  const tracks = midi.tracks.map(({ name, channel, instrument, notes }) => ({
    name,
    channel,
    program: instrument.number ?? 0,
    notes: notes.map((n): Note => ({
      pitch: n.midi,
      start: n.ticks / ticks,
      duration: n.durationTicks / ticks,
      velocity: n.velocity,
    })),
  }));
  return { name: midi.name, tempo: midi.header.tempos[0]?.bpm ?? 120, tracks };
}

function bytesOf(file: string): Uint8Array {
  const info = fs.statSync(file, { throwIfNoEntry: false });
  if (!info?.isFile()) throw new MusicError(`readMidi: there is no file ${file}`);
  if (info.size > LIMITS.bytes)
    throw new MusicError(`readMidi: ${path.basename(file)} has ${info.size} bytes; at most ${LIMITS.bytes} are read`);
  return fs.readFileSync(file);
}

function parse(bytes: Uint8Array): Midi {
  try {
    return new Midi(bytes);
  } catch (error) {
    throw new MusicError(
      `readMidi: the file cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/**
 * The bytes of a MIDI file with the song. Times are rounded to a 480th of a beat.
 * @throws MusicError when a note is out of range or there are more than LIMITS allow.
 */
export function writeMidi(song: Song): Uint8Array {
  checkSong(song);
  const midi = new Midi();
  midi.header.fromJSON({
    keySignatures: [],
    meta: [],
    name: song.name,
    ppq: TICKS,
    tempos: [{ bpm: song.tempo, ticks: 0 }],
    timeSignatures: [{ ticks: 0, timeSignature: [4, 4] }],
  });
  for (const { name, channel, program, notes } of song.tracks) {
    const track = midi.addTrack();
    track.name = name;
    track.channel = channel;
    track.instrument.number = program;
    for (const { pitch, start, duration, velocity } of notes) {
      const [from, to] = [start, start + duration].map((beats) => Math.round(beats * TICKS));
      track.addNote({ midi: pitch, ticks: from, durationTicks: Math.max(1, to - from), velocity });
    }
  }
  return midi.toArray();
}

/** Writes a song to a .mid file, and the folder if it is missing. */
export function saveMidi(song: Song, file: string): void {
  const bytes = writeMidi(song);
  fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  fs.writeFileSync(file, bytes);
}

/** Checks a song that is to be written or played. */
export function checkSong(song: Song, fn = 'writeMidi'): void {
  const fail = (what: string): never => {
    throw new MusicError(`${fn}: ${what}`);
  };
  if (!(song.tempo >= 20 && song.tempo <= 400)) fail(`expected a tempo of 20 to 400 beats a minute, got ${song.tempo}`);
  const count = song.tracks.reduce((n, track) => n + track.notes.length, 0);
  if (song.tracks.length > LIMITS.tracks) fail(`expected at most ${LIMITS.tracks} tracks, got ${song.tracks.length}`);
  if (count > LIMITS.notes) fail(`expected at most ${LIMITS.notes} notes, got ${count}`);
  for (const { name, channel, program, notes } of song.tracks) {
    if (!isWithin(channel, 15) || !isWithin(program, 127))
      fail(`track ${name}: expected a channel of 0 to 15 and a program of 0 to 127, got ${channel} and ${program}`);
    notes.forEach((note, i) => checkNote(note, `track ${name}, note ${i}`, fail));
  }
}

const isWithin = (value: number, most: number): boolean => Number.isInteger(value) && value >= 0 && value <= most;

function checkNote({ pitch, start, duration, velocity }: Note, where: string, fail: (what: string) => never): void {
  if (!isWithin(pitch, 127)) fail(`${where}: expected a pitch of 0 to 127, got ${pitch}`);
  if (!(start >= 0 && duration >= 0 && start + duration <= LIMITS.beats))
    fail(`${where}: expected times from 0 to ${LIMITS.beats} beats, got start ${start} and duration ${duration}`);
  if (!(velocity > 0 && velocity <= 1)) fail(`${where}: expected a velocity above 0 and up to 1, got ${velocity}`);
}
