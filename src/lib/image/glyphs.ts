import type { Mask } from './paint';
import { escapeXml, renderSvg } from './svg';

/** Glyphs are kept this many times as wide, so that they can start at any quarter of a pixel and stay evenly spaced. */
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
  /** Its ink in columns of 1 / PHASES pixel and whole rows; null for a space. */
  ink: Mask | null;
  /** The ink's first column, counted from the start of the glyph. */
  left: number;
  /** The ink's first row, counted from the baseline, downwards. */
  top: number;
}

const known = new Map<string, Glyph>();

/** Letters as they are set one by one; scripts other than Latin in pieces, since their letters may change beside others. */
export const pieces = (text: string): string[] => text.replace(/\p{Cc}+/gu, ' ').match(/[ -~]|[^ -~]{1,16}/gu) ?? [];

const key = (piece: string, size: number): string => `${size} ${piece}`;

/** The glyphs of some texts in a font size in pixels, by `pieces`; each is rendered once and kept. */
export async function glyphsOf(texts: readonly string[], size: number): Promise<Map<string, Glyph>> {
  const wanted = [...new Set(texts.flatMap(pieces))];
  const found = new Map(
    wanted.flatMap((piece) => (known.has(key(piece, size)) ? [[piece, known.get(key(piece, size))!] as const] : [])),
  );
  const fresh = wanted.filter((piece) => !found.has(piece));
  for (let i = 0; i < fresh.length; i += PER_DRAWING) {
    const some = fresh.slice(i, i + PER_DRAWING);
    (await renderGlyphs(some, size)).forEach((glyph, j) => found.set(some[j], glyph));
  }
  if (known.size + fresh.length > MOST) known.clear();
  for (const piece of fresh) known.set(key(piece, size), found.get(piece)!);
  return found;
}

/** Each piece twice, one below the other: starting at a place and ending there. How far apart they are is how wide it is, to parts of a pixel. */
async function renderGlyphs(some: readonly string[], size: number): Promise<Glyph[]> {
  const line = Math.ceil(1.6 * size);
  const baseline = Math.ceil(1.2 * size);
  const longest = Math.max(...some.map((piece) => piece.length));
  const width = Math.ceil(1.5 * size * longest) + 2 * MARGIN;
  const text = (piece: string, x: number, row: number, anchor: string): string =>
    `<text x="${x}" y="${row * line + baseline}" text-anchor="${anchor}">${escapeXml(piece)}</text>`;
  const lines = some.map(
    (piece, i) => text(piece, MARGIN, 2 * i, 'start') + text(piece, width - MARGIN, 2 * i + 1, 'end'),
  );
  const drawing = `<g transform="scale(${PHASES},1)" font-family="DejaVu Sans, sans-serif" font-size="${size}" fill="#000">${lines.join('')}</g>`;
  const data = await renderSvg(width * PHASES, 2 * line * some.length, drawing);
  const inkAt = (row: number): Ink | null => readInk(data, width * PHASES, row * line, line);
  return some.map((_, i) => {
    const [started, ended] = [inkAt(2 * i), inkAt(2 * i + 1)];
    if (!started || !ended) return { advance: SPACE * size, ink: null, left: 0, top: 0 };
    const advance = width - 2 * MARGIN - (ended.middle - started.middle) / PHASES;
    return { advance, ink: started.mask, left: started.left - MARGIN * PHASES, top: started.top - baseline };
  });
}

interface Ink {
  mask: Mask;
  left: number;
  top: number;
  /** The mean column, weighted by coverage. */
  middle: number;
}

/** What is drawn in some rows, without the empty space around it. */
function readInk(data: Uint8Array, width: number, firstRow: number, rows: number): Ink | null {
  let [left, right, top, bottom, sum, moment] = [width, -1, rows, -1, 0, 0];
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width; x++) {
      const covered = data[4 * ((firstRow + y) * width + x) + 3];
      if (covered === 0) continue;
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), y];
      sum += covered;
      moment += covered * x;
    }
  }
  if (sum === 0) return null;
  const mask: Mask = {
    width: right - left + 1,
    height: bottom - top + 1,
    coverage: new Uint8Array((right - left + 1) * (bottom - top + 1)),
  };
  for (let y = 0; y < mask.height; y++)
    for (let x = 0; x < mask.width; x++)
      mask.coverage[y * mask.width + x] = data[4 * ((firstRow + top + y) * width + left + x) + 3];
  return { mask, left, top, middle: moment / sum };
}
