import type { Mask } from './paint';

/** What is drawn, without the empty space around it. */
export interface Ink {
  mask: Mask;
  left: number;
  top: number;
  /** The mean column of the drawing, weighted by coverage. */
  middle: number;
}

/** The opaque part of some rows of a drawing, 4 bytes a pixel; null where there is none. Its place is counted from the first of these rows. */
export function readInk(data: Uint8Array, width: number, firstRow: number, rows: number): Ink | null {
  const coverageAt = (x: number, y: number): number => data[4 * ((firstRow + y) * width + x) + 3];
  let [left, right, top, bottom, sum, moment] = [width, -1, rows, -1, 0, 0];
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width; x++) {
      const covered = coverageAt(x, y);
      if (covered === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
      sum += covered;
      moment += covered * x;
    }
  }
  if (sum === 0) return null;
  const [across, down] = [right - left + 1, bottom - top + 1];
  const coverage = new Uint8Array(across * down);
  for (let i = 0; i < coverage.length; i++) coverage[i] = coverageAt(left + (i % across), top + Math.floor(i / across));
  return { mask: { width: across, height: down, coverage }, left, top, middle: moment / sum };
}

/** A mask with `scale` columns a pixel in whole pixels, each the mean of its columns, when the first column is the pixel's `phase`-th. */
export function toPixels({ width, height, coverage }: Mask, scale: number, phase: number): Mask {
  const across = Math.ceil((phase + width) / scale);
  const sums = new Uint16Array(across * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) sums[y * across + Math.floor((phase + x) / scale)] += coverage[y * width + x];
  }
  return { width: across, height, coverage: Uint8Array.from(sums, (sum) => Math.round(sum / scale)) };
}
