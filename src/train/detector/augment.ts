import type { RandomState } from '../../lib/np/random';
import type { EncodableBox } from '../../lib/yolo';

/** A picture of bytes with its objects, in shares of its sides. */
export interface Example {
  pixels: Uint8Array;
  objects: EncodableBox[];
}

/** Largest zoom, and the share of a box that must stay in the picture for it to count. */
const [ZOOM, LEAST_LEFT] = [1.4, 0.6];

/** The same street as another camera might show it: mirrored or not, a part of it enlarged, brighter or darker. */
export function augment({ pixels, objects }: Example, width: number, height: number, random: RandomState): Example {
  const mirrored = random.rand() < 0.5;
  const zoom = random.rand() < 0.65 ? 1 + (ZOOM - 1) * random.rand() : 1;
  const [left, top] = [(1 - 1 / zoom) * random.rand(), (1 - 1 / zoom) * random.rand()];
  const [gain, shift] = [0.75 + 0.5 * random.rand(), 30 * (random.rand() - 0.5)];
  const tones = Uint8Array.from({ length: 256 }, (_, v) => Math.min(255, Math.max(0, gain * v + shift)));
  return {
    pixels: resample(pixels, width, height, { left, top, zoom, mirrored }, tones),
    objects: objects.flatMap((object) => moved(object, { left, top, zoom, mirrored })),
  };
}

/** The window of the picture that is shown: its corner in shares, and how much it is enlarged. */
interface View {
  left: number;
  top: number;
  zoom: number;
  mirrored: boolean;
}

/** Bilinear interpolation within the window. */
function resample(source: Uint8Array, width: number, height: number, { left, top, zoom, mirrored }: View, tones: Uint8Array): Uint8Array {
  const out = new Uint8Array(source.length);
  for (let y = 0, at = 0; y < height; y++) {
    const sy = Math.min(height - 1.001, Math.max(0, top * height + (y + 0.5) / zoom - 0.5));
    const row = Math.floor(sy);
    const fy = sy - row;
    for (let x = 0; x < width; x++, at += 3) {
      const seen = mirrored ? width - 1 - x : x;
      const sx = Math.min(width - 1.001, Math.max(0, left * width + (seen + 0.5) / zoom - 0.5));
      const column = Math.floor(sx);
      const fx = sx - column;
      const a = 3 * (row * width + column);
      const b = a + 3 * width;
      for (let c = 0; c < 3; c++) {
        const upper = source[a + c] + (source[a + 3 + c] - source[a + c]) * fx;
        const lower = source[b + c] + (source[b + 3 + c] - source[b + c]) * fx;
        out[at + c] = tones[Math.round(upper + (lower - upper) * fy)];
      }
    }
  }
  return out;
}

/** The object as the window shows it: none if it is outside, difficult if most of it is. */
function moved(object: EncodableBox, { left, top, zoom, mirrored }: View): EncodableBox[] {
  const [l, t, r, b] = object.box.map((v, i) => (v - (i % 2 ? top : left)) * zoom);
  const [x0, y0, x1, y1] = [Math.max(0, l), Math.max(0, t), Math.min(1, r), Math.min(1, b)];
  if (x1 - x0 < 0.004 || y1 - y0 < 0.004) return [];
  const share = ((x1 - x0) * (y1 - y0)) / ((r - l) * (b - t));
  return [{ class: object.class, box: mirrored ? [1 - x1, y0, 1 - x0, y1] : [x0, y0, x1, y1], difficult: object.difficult || share < LEAST_LEFT }];
}
