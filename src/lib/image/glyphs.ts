import { readInk, toPixels, type Ink } from './ink';
import type { Mask } from './paint';
import { escapeXml, renderSvg } from './svg';

/** Glyphs are rendered this many times as wide, so that they can start at any quarter of a pixel and stay evenly spaced. */
export const PHASES = 4;
/** Empty space around a glyph as it is rendered, for what reaches over its own place. */
const MARGIN = 4;
/** The width of a space in ems, as in DejaVu Sans. */
const SPACE = 0.318;
/** Glyphs that are kept; a font size of English labels takes some forty. */
const MOST = 2000;
/** Pieces in one drawing, which may not be higher than 32767 pixels. */
const PER_DRAWING = 20;

/** A letter, or a few that belong together, in one font size. */
export interface Glyph {
  /** Pixels from its start to the next one's. */
  advance: number;
  /** Its shape when it starts 0, 1, 2 or 3 quarters of a pixel right of a pixel's edge; null for a space. */
  masks: readonly { mask: Mask; left: number }[] | null;
  /** The shape's first row, counted from the baseline, downwards. */
  top: number;
}

const known = new Map<string, Glyph>();

/** Letters as they are set one by one; scripts other than Latin in pieces, since their letters may change beside others. What XML cannot hold becomes a space. */
export const pieces = (text: string): string[] =>
  text.replace(/[\p{Cc}\uFFFE\uFFFF]+/gu, ' ').match(/[ -~]|[^ -~]{1,16}/gu) ?? [];

const key = (piece: string, size: number): string => `${size} ${piece}`;

/** The glyphs of some texts in a font size in pixels, by `pieces`; each is rendered once and kept. */
export async function glyphsOf(texts: readonly string[], size: number): Promise<Map<string, Glyph>> {
  const found = new Map<string, Glyph>();
  const fresh: string[] = [];
  for (const piece of new Set(texts.flatMap(pieces))) {
    const glyph = known.get(key(piece, size));
    if (glyph) found.set(piece, glyph);
    else fresh.push(piece);
  }
  for (let i = 0; i < fresh.length; i += PER_DRAWING) {
    const some = fresh.slice(i, i + PER_DRAWING);
    (await renderGlyphs(some, size)).forEach((glyph, j) => found.set(some[j], glyph));
  }
  if (known.size + fresh.length > MOST) known.clear();
  for (const piece of fresh) known.set(key(piece, size), found.get(piece)!);
  return found;
}

/** Each piece twice, one below the other: starting at a place, and ending at one. How far apart they are tells how wide it is, to parts of a pixel. */
async function renderGlyphs(some: readonly string[], size: number): Promise<Glyph[]> {
  const line = Math.ceil(1.6 * size);
  const baseline = Math.ceil(1.2 * size);
  const width = Math.ceil(1.5 * size * Math.max(...some.map((piece) => piece.length))) + 2 * MARGIN;
  const text = (piece: string, x: number, row: number, anchor: string): string =>
    `<text x="${x}" y="${row * line + baseline}" text-anchor="${anchor}">${escapeXml(piece)}</text>`;
  const lines = some.map(
    (piece, i) => text(piece, MARGIN, 2 * i, 'start') + text(piece, width - MARGIN, 2 * i + 1, 'end'),
  );
  const font = `font-family="DejaVu Sans, sans-serif" font-size="${size}"`;
  const drawing = `<g transform="scale(${PHASES},1)" ${font}>${lines.join('')}</g>`;
  const data = await renderSvg(width * PHASES, 2 * line * some.length, drawing);
  const inkOf = (row: number): Ink | null => readInk(data, width * PHASES, row * line, line);
  return some.map((_, i) => {
    const [started, ended] = [inkOf(2 * i), inkOf(2 * i + 1)];
    if (!started || !ended) return { advance: SPACE * size, masks: null, top: 0 };
    const advance = width - 2 * MARGIN - (ended.middle - started.middle) / PHASES;
    return { advance, masks: inPhases(started), top: started.top - baseline };
  });
}

function inPhases({ mask, left }: Ink): Glyph['masks'] {
  return Array.from({ length: PHASES }, (_, phase) => {
    const first = left - MARGIN * PHASES + phase;
    const pixel = Math.floor(first / PHASES);
    return { mask: toPixels(mask, PHASES, first - pixel * PHASES), left: pixel };
  });
}
