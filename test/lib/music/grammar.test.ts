import fc from 'fast-check';
import { loadJazz } from '../../../src/lib/data';
import {
  chordName,
  chordsFromNotes,
  chordTones,
  cleanUpNotes,
  identifyChord,
  kindOfPitch,
  melodyToTokens,
  parseChord,
  parseToken,
  progression,
  pruneNotes,
  scaleTones,
  tokensToMelody,
  tokenText,
  type ChordKind,
  type Note,
} from '../../../src/lib/music';
import { INTERVALS } from '../../../src/lib/music/grammar';

const KINDS: ChordKind[] = ['maj7', 'm7', '7', 'm7b5', 'dim7', '6', 'm6'];
const note = (pitch: number, start: number, duration: number): Note => ({ pitch, start, duration, velocity: 0.8 });

describe('chords', () => {
  test('names, tones and scales', () => {
    expect(chordTones(parseChord('Dm7'))).toEqual([2, 5, 9, 0]);
    expect(scaleTones(parseChord('G7')).sort((a, b) => a - b)).toEqual([0, 2, 4, 5, 7, 9, 11]);
    expect(chordName(parseChord('F#m7b5'))).toBe('Gbm7b5');
    expect(() => parseChord('H13')).toThrow(/parseChord: expected a root and one of maj7, m7/);
    expect(() => progression('Dm7 | | C6')).toThrow(/bar 2 .* has no chord/);
  });

  test('a chord is told from its tones, root lowest, with or without its fifth', () => {
    for (let root = 0; root < 12; root++) {
      for (const kind of KINDS) {
        if (kind === 'dim7') continue; // all of its tones may be roots
        const pitches = chordTones({ root, kind }).map((p, i) => (i === 0 ? 36 + p : 60 + p));
        expect(identifyChord(pitches)).toEqual({ root, kind });
        if (kind !== 'm7b5') expect(identifyChord(pitches.filter((_, i) => i !== 2))).toEqual({ root, kind });
      }
    }
    expect(identifyChord([60, 64])).toBeNull();
  });

  test('chords of an accompaniment last until the next; a rhythm on one chord is one chord', () => {
    const strike = (name: string, at: number): Note[] =>
      chordTones(parseChord(name)).map((p, i) => note((i === 0 ? 48 : 60) + p, at, 0.5));
    const chords = chordsFromNotes([...strike('Dm7', 0), ...strike('Dm7', 1.667), ...strike('G7', 4)]);
    expect(chords.map((c) => [chordName(c), c.start, c.duration])).toEqual([
      ['Dm7', 0, 4],
      ['G7', 4, 0.5],
    ]);
  });
});

describe('tokens', () => {
  const token = fc.oneof(
    fc.record({
      kind: fc.constantFrom('C' as const, 'S' as const, 'A' as const),
      steps: fc.integer({ min: 1, max: 96 }),
      bounds: fc.constantFrom(...INTERVALS),
    }),
    fc.record({ kind: fc.constant('R' as const), steps: fc.integer({ min: 1, max: 96 }), bounds: fc.constant(null) }),
  );

  test('text and back', () => {
    fc.assert(fc.property(token, (t) => expect(parseToken(tokenText(t))).toEqual(t)));
    for (const text of [
      '',
      'C',
      'R12(1)',
      'C8',
      'X8(1)',
      'C0(1)',
      'C97(1)',
      'C8(4..3)',
      'C8(99)',
      `C8(${'1'.repeat(1000)})`,
    ])
      expect(() => parseToken(text)).toThrow(/parseToken: expected a token such as/);
  });

  test('a melody by hand', () => {
    const chords = progression('Dm7 | G7');
    const melody = [
      note(65, 0, 2 / 3),
      note(67, 2 / 3, 1 / 3),
      note(68, 1, 1 / 3),
      note(69, 4 / 3, 0.66),
      note(74, 3, 1),
      note(71, 4, 4),
    ];
    expect(melodyToTokens(melody, chords).map(tokenText)).toEqual([
      'C8(-2)',
      'S4(2)',
      'A4(1)',
      'C8(1)',
      'R12',
      'C12(5..7)',
      'C48(-4..-3)',
    ]);
    expect(melody.map((n) => kindOfPitch(n.pitch, chords[0])).join('')).toBe('CSACCS');
  });

  test('of notes that sound together the highest counts; overlaps are cut; a rest comes first', () => {
    const melody = [note(60, 1, 4), note(72, 1, 4), note(74, 2, 1)];
    expect(melodyToTokens(melody, progression('C6')).map(tokenText)).toEqual(['R12', 'C12(5..7)', 'S12(2)']);
  });

  test('tokens to notes and back: the same tokens for every solo over its own chords', () => {
    for (const { melody, chords } of loadJazz().solos) {
      const tokens = melodyToTokens(melody, chords);
      const again = tokensToMelody(tokens, chords);
      expect(again.map((n) => n.duration.toFixed(3))).toEqual(melody.map((n) => n.duration.toFixed(3)));
      const back = melodyToTokens(again, chords).map(tokenText);
      const same = back.filter((t, i) => t === tokenText(tokens[i])).length;
      expect(same / tokens.length).toBeGreaterThan(0.85); // where no pitch fits the interval, the nearest of the kind is taken
      expect(back.map((t) => t.replace(/\(.*/, ''))).toEqual(tokens.map((t) => tokenText(t).replace(/\(.*/, ''))); // kinds and lengths always
    }
  });

  test("any tokens give notes before the end, of the right kind, in a solo's register", () => {
    const chords = progression('Dm7 | G7 | Cmaj7 | Cdim7');
    fc.assert(
      fc.property(fc.array(token, { maxLength: 40 }), fc.integer(), (tokens, seed) => {
        let state = seed >>> 0;
        const random = (): number => (state = (state * 1664525 + 1013904223) >>> 0) / 2 ** 32;
        const notes = tokensToMelody(tokens, chords, { random, end: 16 });
        for (const n of notes)
          expect(
            n.pitch >= 59 && n.pitch <= 84 && n.start >= 0 && n.duration > 0 && n.start + n.duration <= 16 + 1e-9,
          ).toBe(true);
      }),
    );
    expect(() => tokensToMelody([], [])).toThrow(/at least one chord/);
  });
});

describe('clean-up', () => {
  test('repeated notes are joined, up to four beats; after a break they stay', () => {
    expect(pruneNotes([note(60, 0, 1), note(60, 1, 1), note(62, 2, 1), note(62, 4, 1)])).toEqual([
      note(60, 0, 2),
      note(62, 2, 1),
      note(62, 4, 1),
    ]);
    expect(pruneNotes([note(60, 0, 3), note(60, 3, 3)])[0].duration).toBe(4);
  });

  test('what cannot be played goes, overlaps are cut', () => {
    const melody = [
      note(64, 1, 2),
      note(60, 0, 3),
      note(61, 0.01, 1),
      note(66, 2, 0),
      note(67, Number.NaN, 1),
      note(68, -1, 1),
    ];
    expect(cleanUpNotes(melody)).toEqual([note(60, 0, 1), note(64, 1, 1), note(66, 2, 1 / 12)]);
  });

  test('always sorted, apart, without overlaps', () => {
    const notes = fc.array(
      fc.record({
        pitch: fc.integer({ min: 40, max: 90 }),
        start: fc.double({ min: -1, max: 20 }),
        duration: fc.double({ min: -1, max: 5 }),
        velocity: fc.constant(0.5),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(notes, (melody) => {
        const clean = cleanUpNotes(melody);
        clean.forEach(
          (n, i) => i > 0 && expect(n.start - (clean[i - 1].start + clean[i - 1].duration)).toBeGreaterThan(-1e-5),
        );
        for (const n of clean) expect(n.duration).toBeGreaterThanOrEqual(1 / 12 - 1e-5);
      }),
    );
  });
});
