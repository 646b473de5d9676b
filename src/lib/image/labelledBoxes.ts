import { readCssColors } from './cssColors';
import { glyphsOf, type Glyph } from './glyphs';
import { paintFrame, type Rectangle, type Rgba } from './paint';
import type { RgbImage } from './rgbImage';
import { placeTags, type Tag } from './tags';
import { paintText, textWidth } from './text';

/** A rectangle with a label: left, top, right, bottom in pixels. */
export interface LabelledBox {
  box: readonly [number, number, number, number];
  label: string;
  /** Any colour of CSS. */
  color: string;
}

/** Space beside a label's text, and above and below it, in pixels. */
const [BESIDE, ABOVE_AND_BELOW] = [4, 6];

/**
 * A copy with rectangles and, over all of them, their labels drawn in. Lines and letters grow with the picture. Parts of a box outside the picture are
 * cut; the labels of boxes that can be seen are moved inside, and away from other labels. A box without extent, or with coordinates that are not numbers, is left out.
 */
export async function drawLabelledBoxes(image: RgbImage, boxes: readonly LabelledBox[]): Promise<RgbImage> {
  const { width, height } = image;
  if (image.data.length !== width * height * 3)
    throw new RangeError(
      `drawLabelledBoxes: expected ${width} x ${height} x 3 = ${width * height * 3} bytes, got ${image.data.length}`,
    );
  const thick = Math.max(2, Math.round((width + height) / 500));
  const font = Math.max(11, Math.round(height * 0.024));
  const [colors, glyphs] = await Promise.all([readCssColors(boxes.map((b) => b.color)), glyphsOf(boxes.map((b) => b.label), font)]); // prettier-ignore
  const copy: RgbImage = { width, height, data: new Uint8Array(image.data) };
  const seen = boxes.filter(({ box }) => inSight(box, width, height));
  for (const { box, color } of seen) strokeRectangle(copy, box, thick, colors.get(color)!);
  const widths = seen.map(({ label }) => (label ? textWidth(label, glyphs) + 2 * BESIDE : 0));
  const tags = placeTags(seen.map(({ box }, i) => ({ box, width: widths[i] })), font + ABOVE_AND_BELOW, image); // prettier-ignore
  seen.forEach(({ label, color }, i) => label && paintLabel(copy, tags[i], label, glyphs, font, colors.get(color)!));
  return copy;
}

/** False with NaN among the coordinates, too. */
const inSight = ([left, top, right, bottom]: Rectangle, width: number, height: number): boolean =>
  right > left && bottom > top && right >= 0 && bottom >= 0 && left <= width && top <= height;

/** A line along the edges, half of it inside and half of it outside. */
function strokeRectangle(image: RgbImage, [left, top, right, bottom]: Rectangle, thick: number, color: Rgba): void {
  const half = thick / 2;
  const inner: Rectangle = [left + half, top + half, right - half, bottom - half];
  const filled = inner[2] <= inner[0] || inner[3] <= inner[1];
  paintFrame(image, [left - half, top - half, right + half, bottom + half], filled ? null : inner, color);
}

/** The text in black on the box's colour. */
function paintLabel(image: RgbImage, { x, y, width, height }: Tag, label: string, glyphs: ReadonlyMap<string, Glyph>, font: number, color: Rgba): void {
  paintFrame(image, [x, y, x + width, y + height], null, color);
  paintText(image, label, glyphs, x + BESIDE, y + font);
}
