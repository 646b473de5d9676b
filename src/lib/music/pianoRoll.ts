import { escapeHtml, svg } from '../display';
import { chordAt, chordName, pitchName } from './chords';
import type { Solo } from './corpus';
import { KIND_NAMES } from './grammar';
import { kindOfPitch } from './parse';
import type { Note, TimedChord } from './types';

/**
 * Colours that also people who do not tell red from green can tell apart (Okabe and Ito), and a shape of their own for
 * approach notes.
 */
const COLORS = { C: '#0072b2', S: '#56b4e9', A: '#d55e00' } as const;

const [LEFT, RIGHT, ROW, HEAD] = [44, 12, 8, 30];
const BEATS_PER_BAR = 4;

export interface PianoRollOptions {
  title?: string;
  /** First bar (from 0) and number of bars; all if left out. */
  bars?: readonly [first: number, count: number];
  /** Bars in a row of the picture. */
  barsPerRow?: number;
  width?: number;
}

type Music = Pick<Solo, 'melody' | 'chords'>;

/** The part of a picture that one row of bars takes. */
interface System {
  melody: readonly Note[];
  /** The chords that begin in these bars. */
  chords: readonly TimedChord[];
  x: (beat: number) => number;
  y: (pitch: number) => number;
  low: number;
  high: number;
  bars: number[];
  right: number;
  bottom: number;
}

const inBars = <T extends { start: number }>(items: readonly T[], from: number, to: number): T[] =>
  items.filter((n) => n.start >= from * BEATS_PER_BAR - 1e-6 && n.start < to * BEATS_PER_BAR - 1e-6);

/** What a piano roll shows, in words. */
function description({ melody, chords }: Music, all: readonly TimedChord[], bars: number): string {
  if (melody.length === 0) return `No notes in ${bars} bars.`;
  const pitches = melody.map((n) => n.pitch);
  const kinds = melody.map((n) => kindOfPitch(n.pitch, chordAt(all, n.start)));
  const count = (kind: 'C' | 'S' | 'A'): string => `${kinds.filter((k) => k === kind).length} ${KIND_NAMES[kind]}s`;
  const names = chords.map(chordName);
  const listed = names.slice(0, 32).join(', ') + (names.length > 32 ? ', and so on' : '');
  return `${melody.length} notes from ${pitchName(Math.min(...pitches))} to ${pitchName(Math.max(...pitches))} in ${bars} bars: ${count('C')}, ${count('S')}, ${count('A')}. Chords: ${listed}.`;
}

/**
 * A melody over its chords as a piano roll: time to the right, pitch upwards, coloured by what each note is to its
 * chord.
 */
export function pianoRollSvg({ melody, chords }: Music, options: PianoRollOptions = {}): string {
  const { title = 'Piano roll', width = 900, barsPerRow = 8 } = options;
  const last = [...melody, ...chords].reduce((end, n) => Math.max(end, n.start + n.duration), 0);
  const [first, bars] = options.bars ?? [0, Math.max(1, Math.ceil(last / BEATS_PER_BAR - 0.25))];
  const parts: string[] = [];
  let top = 24;
  for (let bar = first; bar < first + bars; bar += barsPerRow) {
    const system = layOut({ melody, chords }, bar, Math.min(barsPerRow, first + bars - bar), barsPerRow, top, width);
    parts.push(
      ...rows(system),
      ...barLines(system),
      ...names(system),
      ...system.melody.map((n) => drawNote(n, chords, system)),
    );
    top = system.bottom;
  }
  const shown = { melody: inBars(melody, first, first + bars), chords: inBars(chords, first, first + bars) };
  const [name, words] = [escapeHtml(title), escapeHtml(description(shown, chords, bars))];
  const height = top + 32;
  return `<svg xmlns="http://www.w3.org/2000/svg" class="gradus-plot" role="img" aria-label="${name}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" style="max-width:100%;height:auto" font-family="system-ui, sans-serif" fill="#222"><title>${name}</title><desc>${words}</desc><rect width="${width}" height="${height}" rx="6" fill="#fff"/><text x="${LEFT}" y="18" font-size="14" font-weight="600">${name}</text>${parts.join('')}${legend(top + 20)}</svg>`;
}

function layOut(
  { melody, chords }: Music,
  bar: number,
  count: number,
  barsPerRow: number,
  top: number,
  width: number,
): System {
  const notes = inBars(melody, bar, bar + count);
  const pitches = notes.length > 0 ? notes.map((n) => n.pitch) : [60, 72];
  const [low, high] = [Math.min(...pitches) - 1, Math.max(...pitches) + 1];
  const beatWidth = (width - LEFT - RIGHT) / (barsPerRow * BEATS_PER_BAR);
  const x = (beat: number): number => Number((LEFT + (beat - bar * BEATS_PER_BAR) * beatWidth).toFixed(1));
  const y = (pitch: number): number => top + HEAD + (high - pitch) * ROW;
  const bars = Array.from({ length: count + 1 }, (_, i) => bar + i);
  return {
    melody: notes,
    chords: inBars(chords, bar, bar + count),
    x,
    y,
    low,
    high,
    bars,
    right: x((bar + count) * BEATS_PER_BAR),
    bottom: y(low) + ROW,
  };
}

/** Stripes for black keys, and the names of the Cs and Gs. */
function rows({ low, high, y, right }: System): string[] {
  return Array.from({ length: high - low + 1 }, (_, i) => {
    const pitch = low + i;
    const black = [1, 3, 6, 8, 10].includes(pitch % 12);
    const stripe = black
      ? `<rect x="${LEFT}" y="${y(pitch)}" width="${right - LEFT}" height="${ROW}" fill="#f1f3f5"/>`
      : '';
    return pitch % 12 === 0 || pitch % 12 === 7
      ? `${stripe}<text x="${LEFT - 6}" y="${y(pitch) + ROW}" font-size="10" text-anchor="end">${pitchName(pitch)}</text>`
      : stripe;
  });
}

const barLines = ({ bars, x, y, high, bottom }: System): string[] =>
  bars.map((bar) => `<path d="M${x(bar * BEATS_PER_BAR)} ${y(high) - 4}V${bottom}" stroke="#adb5bd"/>`);

const names = ({ chords, x, y, high }: System): string[] =>
  chords.map(
    (c) => `<text x="${x(c.start) + 4}" y="${y(high) - 7}" font-size="12" font-weight="600">${chordName(c)}</text>`,
  );

function drawNote(note: Note, chords: readonly TimedChord[], { x, y, right }: System): string {
  const chord = chordAt(chords, note.start);
  const kind = kindOfPitch(note.pitch, chord);
  const words = `${pitchName(note.pitch)}, ${KIND_NAMES[kind]} of ${chordName(chord)}, ${Number(note.duration.toFixed(2))} beats`;
  const wide = Math.max(3, Math.min(right, x(note.start + note.duration)) - x(note.start) - 1);
  return `<rect x="${x(note.start)}" y="${y(note.pitch) + 0.5}" width="${wide.toFixed(1)}" height="${ROW - 1}" rx="${kind === 'A' ? 0 : 2.5}" fill="${COLORS[kind]}"${kind === 'A' ? ' stroke="#222"' : ''}><title>${words}</title></rect>`;
}

function legend(y: number): string {
  const items = (['C', 'S', 'A'] as const).map(
    (kind, i) =>
      `<rect x="${LEFT + i * 130}" y="${y - 8}" width="18" height="8" rx="${kind === 'A' ? 0 : 2.5}" fill="${COLORS[kind]}"${kind === 'A' ? ' stroke="#222"' : ''}/><text x="${LEFT + 24 + i * 130}" y="${y}" font-size="12">${KIND_NAMES[kind]}</text>`,
  );
  return items.join('');
}

/** Shows a piano roll; outside a notebook it becomes an SVG file. */
export function pianoRoll(solo: Music, options: PianoRollOptions = {}): void {
  svg(pianoRollSvg(solo, options));
}
