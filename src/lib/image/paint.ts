import type { RgbImage } from './rgbImage';

/** Red, green and blue, 0 to 255, and opacity, 0 to 1. */
export type Rgba = readonly [number, number, number, number];

/** Left, top, right, bottom in pixels; fractions are allowed. */
export type Rectangle = readonly [number, number, number, number];

/** The share of pixel i that lies between two positions on its axis. */
const share = (from: number, to: number, i: number): number => Math.max(0, Math.min(to, i + 1) - Math.max(from, i));

/** The shares of pixels first to last - 1. */
function shares(from: number, to: number, first: number, last: number): Float64Array {
  const items = new Float64Array(Math.max(0, last - first));
  for (let i = 0; i < items.length; i++) items[i] = share(from, to, first + i);
  return items;
}

/**
 * Paints what lies in a rectangle and not in the one inside it, into the picture itself. A pixel takes as much of the colour as of its area is covered, so
 * that edges between pixels are smooth; what lies outside the picture is cut.
 */
export function paintFrame(image: RgbImage, outer: Rectangle, inner: Rectangle | null, color: Rgba): void {
  const { width, height, data } = image;
  const [red, green, blue, opacity] = color;
  const [x0, x1] = [Math.max(0, Math.floor(outer[0])), Math.min(width, Math.ceil(outer[2]))];
  const [y0, y1] = [Math.max(0, Math.floor(outer[1])), Math.min(height, Math.ceil(outer[3]))];
  const columns = shares(outer[0], outer[2], x0, x1);
  const innerColumns = inner ? shares(inner[0], inner[2], x0, x1) : new Float64Array(columns.length);
  // between these columns a row inside the inner rectangle has nothing to paint
  const holeStart = inner ? Math.max(x0, Math.ceil(inner[0])) : x1;
  const holeEnd = inner ? Math.min(x1, Math.floor(inner[2])) : x1;
  for (let y = y0; y < y1; y++) {
    const row = share(outer[1], outer[3], y) * opacity;
    const innerRow = inner ? share(inner[1], inner[3], y) * opacity : 0;
    const hollow = innerRow === row && holeEnd > holeStart;
    for (let x = x0; x < x1; x++) {
      if (hollow && x === holeStart) {
        x = holeEnd - 1;
        continue;
      }
      const covered = row * columns[x - x0] - innerRow * innerColumns[x - x0];
      const at = 3 * (y * width + x);
      if (covered >= 1) {
        data[at] = red;
        data[at + 1] = green;
        data[at + 2] = blue;
      } else if (covered > 0) {
        data[at] += Math.round((red - data[at]) * covered);
        data[at + 1] += Math.round((green - data[at + 1]) * covered);
        data[at + 2] += Math.round((blue - data[at + 2]) * covered);
      }
    }
  }
}

/** Which share of each pixel a shape covers: 0 to 255, row by row. */
export interface Mask {
  width: number;
  height: number;
  coverage: Uint8Array;
}

/** Paints a shape in black into the picture itself, its upper left corner at pixel (left, top). */
export function paintMask({ width, height, data }: RgbImage, mask: Mask, left: number, top: number): void {
  const [firstRow, lastRow] = [Math.max(0, -top), Math.min(mask.height, height - top)];
  const [firstColumn, lastColumn] = [Math.max(0, -left), Math.min(mask.width, width - left)];
  for (let row = firstRow; row < lastRow; row++) {
    for (let column = firstColumn; column < lastColumn; column++) {
      const light = 255 - mask.coverage[row * mask.width + column];
      const at = 3 * ((top + row) * width + left + column);
      data[at] = (data[at] * light + 127) / 255;
      data[at + 1] = (data[at + 1] * light + 127) / 255;
      data[at + 2] = (data[at + 2] * light + 127) / 255;
    }
  }
}
