import { ellipse, ribbon, smooth, type Point } from '../geometry';
import type { Pen } from '../pen';

const OUTLINES = {
  round: (r: number): Point[] => ellipse(0, 0, r, r * 0.98, 0, 26),
  oval: (r: number): Point[] => ellipse(0, 0, r * 1.12, r * 0.74, 0, 26),
  square: (r: number): Point[] => smooth([[-r, -r * 0.7], [0, -r * 0.78], [r, -r * 0.7], [r * 1.02, 0], [r * 0.86, r * 0.62], [0, r * 0.68], [-r * 0.86, r * 0.62], [-r * 1.02, 0]], true, 4), // prettier-ignore
};

export function drawGlasses(pen: Pen): void {
  const { canvas, id } = pen;
  const { style, color, size } = id.glasses;
  if (style === 'none') return;
  const [x, y, z] = [Math.max(id.eyes.apart, size + 0.06), id.eyes.y + 0.02, 0.7];
  const rim = OUTLINES[style](size);
  for (const side of [-1, 1]) {
    const lens = rim.map(([px, py]): Point => [side * x + side * px, y + py]);
    canvas.fill(pen.flat(lens, z), { color: [226, 240, 250], alpha: 0.16 });
    canvas.fill(pen.flat(ribbon([...lens, lens[0], lens[1]], 0.05), z), { color });
    canvas.fill(pen.flat(ribbon([[side * (x - size * 0.5), y + size * 0.3], [side * x, y - size * 0.4]], 0.05), z), { color: [255, 255, 255], alpha: 0.22 });
    canvas.fill([...pen.flat([[side * (x + size), y - 0.04], [side * (x + size), y + 0.02]], z), ...pen.flat([[side * (id.head.cheek + 0.01), y + 0.04], [side * (id.head.cheek + 0.01), y - 0.01]], 0.05)], { color });
  }
  canvas.fill(pen.flat(ribbon(smooth([[-x + size, y - 0.03], [0, y - 0.08], [x - size, y - 0.03]], false), 0.045), z), { color });
}
