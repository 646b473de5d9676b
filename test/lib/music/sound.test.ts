import { loadJazz } from '../../../src/lib/data';
import {
  arrange,
  encodeWav,
  pianoRollSvg,
  playerHtml,
  progression,
  renderSong,
  type Song,
} from '../../../src/lib/music';

const single = (pitch: number, program = 4, channel = 0): Song => ({
  name: 'one',
  tempo: 120,
  tracks: [{ name: 'Solo', channel, program, notes: [{ pitch, start: 0, duration: 1, velocity: 0.8 }] }],
});

/** How much of a frequency is in samples (Goertzel). */
function strength(samples: Float32Array, frequency: number, rate: number): number {
  let [re, im] = [0, 0];
  const n = Math.min(samples.length, Math.round(rate / 10));
  for (let i = 0; i < n; i++) {
    re += samples[i] * Math.cos((2 * Math.PI * frequency * i) / rate);
    im += samples[i] * Math.sin((2 * Math.PI * frequency * i) / rate);
  }
  return Math.hypot(re, im) / n;
}

describe('the synthesizer', () => {
  test.each([
    [4, 69, 440],
    [32, 33, 55],
  ])('program %i: pitch %i sounds at %i hertz, with overtones, and dies away', (program, pitch, frequency) => {
    const samples = renderSong(single(pitch, program));
    expect(strength(samples, frequency, 22050)).toBeGreaterThan(5 * strength(samples, frequency * 1.41, 22050));
    expect(strength(samples, 2 * frequency, 22050)).toBeGreaterThan(0.03 * strength(samples, frequency, 22050)); // no bare sine
    const loudness = (from: number, to: number): number =>
      Math.sqrt(samples.slice(from * 22050, to * 22050).reduce((s, x) => s + x * x, 0) / ((to - from) * 22050));
    expect(loudness(0.05, 0.2)).toBeGreaterThan(loudness(0.3, 0.45));
    expect(loudness(1.4, 1.7)).toBeLessThan(0.02 * loudness(0.05, 0.2));
  });

  test('cymbals are noise: no single frequency stands out', () => {
    const samples = renderSong(single(51, 0, 9));
    const strengths = [1000, 3000, 5000, 7000].map((f) => strength(samples, f, 22050));
    expect(Math.max(...strengths)).toBeLessThan(0.05);
  });

  test('a whole piece: in range, no clicks at the ends, no offset, the same each time', () => {
    const chords = progression('Dm7 | G7 | Cmaj7 | C6');
    const song = arrange([{ pitch: 72, start: 0, duration: 2, velocity: 0.8 }], chords, { tempo: 160 });
    const samples = renderSong(song, { sampleRate: 44100 });
    expect(samples.length / 44100).toBeCloseTo(6 + 1.2, 0);
    const peak = samples.reduce((p, x) => Math.max(p, Math.abs(x)), 0);
    expect(peak > 0.5 && peak <= 0.9).toBe(true);
    expect(Math.abs(samples.reduce((s, x) => s + x, 0) / samples.length)).toBeLessThan(0.01);
    expect(Math.abs(samples[samples.length - 1])).toBeLessThan(0.01);
    expect(Buffer.from(renderSong(song, { sampleRate: 44100 }).buffer).equals(Buffer.from(samples.buffer))).toBe(true);
  });

  test('silence stays silence; songs that are too long or out of range are refused', () => {
    expect(renderSong({ name: '', tempo: 120, tracks: [] }).every((x) => x === 0)).toBe(true);
    const long = single(60);
    long.tracks[0].notes[0].start = 700;
    expect(() => renderSong(long)).toThrow(/at most 300 seconds, got 351/);
    const thick = single(60);
    thick.tracks[0].notes = new Array(9000).fill({ ...thick.tracks[0].notes[0], duration: 20 });
    expect(() => renderSong(thick)).toThrow(/sound 6000 seconds together at most, got 90000/);
    expect(() => renderSong(single(200))).toThrow(/renderSong: track Solo, note 0: expected a pitch/);
  });
});

test('a WAV file: header and samples, cut off where they are too large', () => {
  const wav = Buffer.from(encodeWav(Float32Array.from([0, 1, -1, 2, Number.NaN]), 22050));
  expect([
    wav.toString('ascii', 0, 4),
    wav.toString('ascii', 8, 16),
    wav.readUInt32LE(24),
    wav.readUInt16LE(22),
    wav.readUInt16LE(34),
    wav.readUInt32LE(40),
  ]).toEqual(['RIFF', 'WAVEfmt ', 22050, 1, 16, 10]);
  expect([0, 1, 2, 3, 4].map((i) => wav.readInt16LE(44 + 2 * i))).toEqual([0, 32767, -32767, 32767, 0]);
  expect(wav.readUInt32LE(4)).toBe(wav.length - 8);
});

test('the player is an audio element with a name and the sound inside', () => {
  const html = playerHtml(encodeWav(new Float32Array(4), 22050), 'A <b> tune');
  expect(html).toContain('aria-label="A &lt;b&gt; tune"');
  expect(html).toMatch(/<audio controls [^>]*src="data:audio\/wav;base64,UklGR/);
});

describe('the piano roll', () => {
  const [solo] = loadJazz().solos;

  test('a rectangle with words for each note, chords above, a description', () => {
    const svg = pianoRollSvg(solo, { title: 'Solo & chords' });
    expect(svg.match(/<title>[A-G]b?\d, /g)).toHaveLength(solo.melody.length);
    expect(svg).toContain('aria-label="Solo &amp; chords"');
    expect(svg).toMatch(
      /<desc>\d+ notes from [A-G]b?\d to [A-G]b?\d in 16 bars: \d+ chord tones, \d+ scale tones, \d+ approach notes\. Chords: Dm7, G7/,
    );
    expect(svg).toContain('>Cmaj7</text>');
    expect(svg).not.toMatch(/NaN|undefined/);
  });

  test('some bars only, and none at all', () => {
    expect(pianoRollSvg(solo, { bars: [0, 2] }).match(/<title>[A-G]b?\d, /g)!.length).toBeLessThan(25);
    expect(pianoRollSvg({ melody: [], chords: progression('C6') })).toContain('No notes in 1 bars');
  });
});
