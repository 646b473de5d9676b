import { PHASES, pieces, type Glyph } from './glyphs';
import { paintMask } from './paint';
import type { RgbImage } from './rgbImage';

/** The width of a text in pixels. */
export const textWidth = (text: string, glyphs: ReadonlyMap<string, Glyph>): number =>
  pieces(text).reduce((width, piece) => width + glyphs.get(piece)!.advance, 0);

/**
 * Paints a text in black into the picture itself.
 * @param x where it starts, rounded to a quarter of a pixel
 * @param baseline the row that its letters stand on
 */
export function paintText(
  image: RgbImage,
  text: string,
  glyphs: ReadonlyMap<string, Glyph>,
  x: number,
  baseline: number,
): void {
  let pen = x;
  for (const piece of pieces(text)) {
    const { advance, masks, top } = glyphs.get(piece)!;
    if (masks) {
      const quarters = Math.round(pen * PHASES);
      const pixel = Math.floor(quarters / PHASES);
      const { mask, left } = masks[quarters - pixel * PHASES];
      paintMask(image, mask, pixel + left, baseline + top);
    }
    pen += advance;
  }
}
