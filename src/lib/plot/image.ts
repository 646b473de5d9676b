import { PNG } from 'pngjs';
import { NDArray } from '../np';
import { mapColor, toRgb } from './colors';

export interface RgbImage {
  width: number;
  height: number;
  /** width * height * 3 bytes, row by row. */
  rgb: Uint8Array;
}

/** An array as a picture: (h, w) through a colour map from its smallest to its largest value, (h, w, 3) as colours in 0..1, or 0..255 if any is above 1. */
export function toRgbImage(fn: string, image: NDArray, cmap: string): RgbImage {
  const colour = image.ndim === 3 && image.shape[2] === 3;
  if (image.ndim !== 2 && !colour) throw new RangeError(`${fn}: expected an image of shape (h, w) or (h, w, 3), got (${image.shape.join(', ')})`);
  const [height, width] = image.shape;
  const items = Float64Array.from(image.flat());
  return { width, height, rgb: colour ? scaleColours(items) : throughMap(items, cmap) };
}

function scaleColours(items: Float64Array): Uint8Array {
  const scale = items.some((x) => x > 1) ? 1 : 255;
  return Uint8Array.from(items, (x) => Math.min(255, Math.max(0, Math.round(x * scale))));
}

function throughMap(items: Float64Array, cmap: string): Uint8Array {
  const table = Array.from({ length: 256 }, (_, i) => toRgb(mapColor(cmap, i / 255)));
  const low = items.reduce((m, x) => Math.min(m, x), Infinity);
  const span = items.reduce((m, x) => Math.max(m, x), -Infinity) - low || 1;
  const rgb = new Uint8Array(items.length * 3);
  items.forEach((x, i) => rgb.set(table[Math.round((255 * (x - low)) / span)] ?? [0, 0, 0], 3 * i));
  return rgb;
}

/** A PNG file's bytes. */
export function encodePng({ width, height, rgb }: RgbImage): Buffer {
  const png = new PNG({ width, height, colorType: 2 });
  for (let i = 0; i < width * height; i++) {
    png.data.set([rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2], 255], 4 * i);
  }
  return PNG.sync.write(png, { colorType: 2 });
}

export function pngDataUri(image: RgbImage): string {
  return `data:image/png;base64,${encodePng(image).toString('base64')}`;
}
