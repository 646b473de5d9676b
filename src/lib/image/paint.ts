import type { RgbImage } from './rgbImage';

/** Red, green and blue, 0 to 255, and opacity, 0 to 1. */
export type Rgba = readonly [number, number, number, number];

/** Left, top, right, bottom in pixels; fractions are allowed. */
export type Rectangle = readonly [number, number, number, number];

/** Mixes a colour into the pixel whose first byte is `at`. */
function blend(data: Uint8Array, at: number, [red, green, blue]: Rgba, opacity: number): void {
  data[at] += Math.round((red - data[at]) * opacity);
  data[at + 1] += Math.round((green - data[at + 1]) * opacity);
  data[at + 2] += Math.round((blue - data[at + 2]) * opacity);
}

/** The share of pixel i that lies between two positions on its axis. */
const share = (from: number, to: number, i: number): number => Math.max(0, Math.min(to, i + 1) - Math.max(from, i));

/**
 * Paints what lies in a rectangle and not in the one inside it, into the picture itself. A pixel takes as much of the colour as of its area is covered, so
 * that edges between pixels are smooth; what lies outside the picture is cut.
 */
export function paintFrame(
  { width, height, data }: RgbImage,
  outer: Rectangle,
  inner: Rectangle | null,
  color: Rgba,
): void {
  const [left, top, right, bottom] = outer;
  const [innerLeft, innerTop, innerRight, innerBottom] = inner ?? [0, 0, 0, 0];
  const [x0, x1] = [Math.max(0, Math.floor(left)), Math.min(width, Math.ceil(right))];
  const [y0, y1] = [Math.max(0, Math.floor(top)), Math.min(height, Math.ceil(bottom))];
  // columns of which the inner rectangle leaves nothing
  const [hole0, hole1] = [Math.min(x1, Math.max(x0, Math.ceil(innerLeft))), Math.min(x1, Math.floor(innerRight))];
  for (let y = y0; y < y1; y++) {
    const rows = share(top, bottom, y) * color[3];
    const innerRows = share(innerTop, innerBottom, y) * color[3];
    const hollow = innerRows === rows;
    for (let x = x0; x < x1; x++) {
      if (hollow && x === hole0 && hole1 > x) x = hole1;
      if (x >= x1) break;
      const covered = rows * share(left, right, x) - (innerRows > 0 ? innerRows * share(innerLeft, innerRight, x) : 0);
      if (covered > 0) blend(data, 3 * (y * width + x), color, covered);
    }
  }
}

/** Which share of each pixel a shape covers: 0 to 255, row by row. */
export interface Mask {
  width: number;
  height: number;
  coverage: Uint8Array;
}

/** Paints a shape in one colour into the picture itself, its upper left corner at pixel (left, top). */
export function paintMask({ width, height, data }: RgbImage, mask: Mask, left: number, top: number, color: Rgba): void {
  for (let row = Math.max(0, -top); row < Math.min(mask.height, height - top); row++) {
    for (let column = Math.max(0, -left); column < Math.min(mask.width, width - left); column++) {
      const covered = mask.coverage[row * mask.width + column];
      if (covered > 0) blend(data, 3 * ((top + row) * width + left + column), color, (covered / 255) * color[3]);
    }
  }
}
