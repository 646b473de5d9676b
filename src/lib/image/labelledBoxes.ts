import { readCssColors } from './cssColors';
import { glyphsOf, type Glyph } from './glyphs';
import { paintFrame, type Rectangle, type Rgba } from './paint';
import type { RgbImage } from './rgbImage';
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
 * A copy with rectangles and their labels drawn in, in the order given. Lines and letters grow with the picture. Parts of a box outside the picture are
 * cut; the labels of boxes that can be seen are moved inside. A box without extent, or with coordinates that are not numbers, is left out.
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
  for (const { box, label, color } of boxes) {
    if (!inSight(box, width, height)) continue;
    strokeRectangle(copy, box, thick, colors.get(color)!);
    if (label) paintLabel(copy, box, label, glyphs, font, colors.get(color)!);
  }
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

/** The text in black on the box's colour, above the box or, where there is no room, in its upper edge. */
function paintLabel(
  image: RgbImage,
  [left, top]: Rectangle,
  label: string,
  glyphs: ReadonlyMap<string, Glyph>,
  font: number,
  color: Rgba,
): void {
  const across = textWidth(label, glyphs) + 2 * BESIDE;
  const tall = font + ABOVE_AND_BELOW;
  const x = Math.max(0, Math.min(left, image.width - across));
  const above = Math.round(top - tall);
  const y = Math.max(0, Math.min(above >= 0 ? above : Math.round(top), image.height - tall));
  paintFrame(image, [x, y, x + across, y + tall], null, color);
  paintText(image, label, glyphs, x + BESIDE, y + font);
}
