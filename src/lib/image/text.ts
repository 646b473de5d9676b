import { PHASES, pieces, type Glyph } from './glyphs';
import { paintMask, type Mask, type Rgba } from './paint';
import type { RgbImage } from './rgbImage';

/** The width of a text in pixels. */
export const textWidth = (text: string, glyphs: ReadonlyMap<string, Glyph>): number =>
  pieces(text).reduce((width, piece) => width + glyphs.get(piece)!.advance, 0);

/** Paints a text into the picture itself. @param x where it starts, rounded to a quarter of a pixel; @param baseline a whole row */
export function paintText(
  image: RgbImage,
  text: string,
  glyphs: ReadonlyMap<string, Glyph>,
  x: number,
  baseline: number,
  color: Rgba,
): void {
  let pen = x;
  for (const piece of pieces(text)) {
    const { advance, ink, left, top } = glyphs.get(piece)!;
    if (ink) {
      const start = Math.round(pen * PHASES) + left;
      const pixel = Math.floor(start / PHASES);
      paintMask(image, toPixels(ink, start - pixel * PHASES), pixel, baseline + top, color);
    }
    pen += advance;
  }
}

/** A fine mask in whole pixels, each the mean of its columns, when the first column is the pixel's `phase`-th. */
function toPixels({ width, height, coverage }: Mask, phase: number): Mask {
  const across = Math.ceil((phase + width) / PHASES);
  const sums = new Uint16Array(across * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) sums[y * across + Math.floor((phase + x) / PHASES)] += coverage[y * width + x];
  return { width: across, height, coverage: Uint8Array.from(sums, (sum) => Math.round(sum / PHASES)) };
}
