import { PNG } from 'pngjs';
import { NDArray } from '../np';
import { checkMap, mapColor, toRgb } from './colors';
import { finiteRange, type ColorRange } from './layers';

export interface RgbImage {
  width: number;
  height: number;
  /** width * height * 3 bytes, row by row. */
  rgb: Uint8Array;
}

/** An array as a picture: (h, w) through a colour map, (h, w, 3) as colours in 0..1, or 0..255 if any is above 1. */
export function toRgbImage(fn: string, image: NDArray, cmap: string, limits: { vmin?: number; vmax?: number } = {}): RgbImage & { range?: ColorRange } {
  if (!(image instanceof NDArray)) throw new TypeError(`${fn}: expected an NDArray of shape (h, w) or (h, w, 3), got ${typeof image}: a tensor becomes one with np.array(tensor.arraySync())`);
  const colour = image.ndim === 3 && image.shape[2] === 3;
  if ((image.ndim !== 2 && !colour) || image.size === 0) throw new RangeError(`${fn}: expected an image of shape (h, w) or (h, w, 3), got (${image.shape.join(', ')})`);
  const [height, width] = image.shape;
  const items = Float64Array.from(image.flat(), Number);
  if (colour) return { width, height, rgb: scaleColours(items) };
  checkMap(cmap);
  const [low, high] = finiteRange(items) ?? [0, 1];
  const range = { cmap, low: limits.vmin ?? low, high: limits.vmax ?? high };
  return { width, height, rgb: throughMap(items, range), range };
}

function scaleColours(items: Float64Array): Uint8Array {
  const scale = items.some((x) => x > 1) ? 1 : 255;
  return Uint8Array.from(items, (x) => Math.min(255, Math.max(0, Math.round(x * scale))));
}

/** What is not a number becomes grey. */
function throughMap(items: Float64Array, { cmap, low, high }: ColorRange): Uint8Array {
  const table = Array.from({ length: 256 }, (_, i) => toRgb(mapColor(cmap, i / 255)));
  const span = high - low || 1;
  const rgb = new Uint8Array(items.length * 3);
  items.forEach((x, i) => rgb.set(Number.isNaN(x) ? [204, 204, 204] : table[Math.min(255, Math.max(0, Math.round((255 * (x - low)) / span)))], 3 * i));
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
