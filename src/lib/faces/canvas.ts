import type { Path, Point } from './geometry';

// As constants of the module: looking them up in a global object, millions of times, is slow where that object is not the usual one, as in test runners.
const { abs, ceil, floor, max, min } = Math;

/** Red, green, blue from 0 to 255. */
export type Color = readonly [number, number, number];

export interface Paint {
  color: Color;
  alpha?: number;
  /** A second colour, reached at `line[1]` when `color` is at `line[0]` (pixels). */
  to?: Color;
  line?: readonly [Point, Point];
}

/** How much of each pixel a shape covers, in a rectangle of the picture. */
export interface Mask {
  left: number;
  top: number;
  width: number;
  height: number;
  cover: Float32Array;
}

export const blend = (a: Color, b: Color, t: number): Color => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];

/** A picture of size * size pixels that shapes with smooth edges are painted on. Coordinates are pixels. */
export class Canvas {
  readonly pixels: Float32Array; // (size, size, 3)

  constructor(readonly size: number) {
    this.pixels = new Float32Array(size * size * 3);
  }

  /**
   * The exact area of each pixel inside a closed path. Each edge leaves, in the cells it passes, the change of coverage from left to right; a running sum
   * along each row then gives the coverage. That is one pass over the edges and one over the pixels, with no sampling.
   */
  mask(path: Path): Mask | null {
    let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [x, y] of path) [x0, y0, x1, y1] = [min(x0, x), min(y0, y), max(x1, x), max(y1, y)];
    const [left, top] = [max(0, floor(x0)), max(0, floor(y0))];
    const width = min(this.size, ceil(x1)) - left;
    const height = min(this.size, ceil(y1)) - top;
    if (!(width > 0 && height > 0)) return null;
    const row = width + 2;
    const change = new Float32Array(row * height);
    for (let i = 0; i < path.length; i++) {
      const [a, b] = [path[i], path[(i + 1) % path.length]];
      edge(change, row, height, a[0] - left, a[1] - top, b[0] - left, b[1] - top);
    }
    const cover = new Float32Array(width * height);
    for (let y = 0; y < height; y++) {
      let sum = 0;
      for (let x = 0; x < width; x++) {
        sum += change[y * row + x];
        cover[y * width + x] = min(1, abs(sum));
      }
    }
    return { left, top, width, height, cover };
  }

  /** Paints a closed path, only where `clip` covers if there is one. */
  fill(path: Path, paint: Paint, clip?: Mask | null): void {
    const mask = this.mask(path);
    if (!mask || clip === null) return;
    const { color, alpha = 1, to, line } = paint;
    const [origin, end] = line ?? [[0, 0], [0, 1]]; // prettier-ignore
    const [dx, dy] = [end[0] - origin[0], end[1] - origin[1]];
    const norm = dx * dx + dy * dy || 1;
    for (let y = 0; y < mask.height; y++) {
      for (let x = 0; x < mask.width; x++) {
        let a = mask.cover[y * mask.width + x] * alpha;
        if (a === 0) continue;
        const [px, py] = [x + mask.left, y + mask.top];
        if (clip) a *= coverAt(clip, px, py);
        const t = to ? max(0, min(1, ((px - origin[0]) * dx + (py - origin[1]) * dy) / norm)) : 0;
        this.mixIn(px, py, a, color, to, t);
      }
    }
  }

  /** A soft spot that fades from its centre to the edge of an ellipse. */
  spot([cx, cy]: Point, rx: number, ry: number, color: Color, alpha: number, clip?: Mask | null): void {
    if (clip === null) return;
    const last = this.size - 1;
    for (let y = max(0, floor(cy - ry)); y <= min(last, cy + ry); y++) {
      for (let x = max(0, floor(cx - rx)); x <= min(last, cx + rx); x++) {
        const r = ((x + 0.5 - cx) / rx) ** 2 + ((y + 0.5 - cy) / ry) ** 2;
        if (r >= 1) continue;
        const a = alpha * (1 - r) ** 2 * (clip ? coverAt(clip, x, y) : 1);
        if (a > 0) this.mixIn(x, y, a, color);
      }
    }
  }

  private mixIn(x: number, y: number, a: number, color: Color, to?: Color, t = 0): void {
    const at = (y * this.size + x) * 3;
    for (let c = 0; c < 3; c++) {
      const wanted = to ? color[c] + (to[c] - color[c]) * t : color[c];
      this.pixels[at + c] += (wanted - this.pixels[at + c]) * a;
    }
  }
}

export function coverAt({ left, top, width, height, cover }: Mask, x: number, y: number): number {
  const [dx, dy] = [x - left, y - top];
  return dx < 0 || dy < 0 || dx >= width || dy >= height ? 0 : cover[dy * width + dx];
}

/** Adds one edge to the changes of coverage. What lies left of the rectangle counts for its whole rows, what lies right of it not at all. */
function edge(change: Float32Array, row: number, height: number, ax: number, ay: number, bx: number, by: number): void {
  if (ay === by) return;
  const sign = ay < by ? 1 : -1;
  if (sign < 0) [ax, ay, bx, by] = [bx, by, ax, ay];
  const slope = (bx - ax) / (by - ay);
  const right = row - 2;
  for (let y = max(0, floor(ay)); y < min(height, ceil(by)); y++) {
    const [from, to] = [max(y, ay), min(y + 1, by)];
    const area = (to - from) * sign;
    if (area === 0) continue;
    let [xa, xb] = [ax + slope * (from - ay), ax + slope * (to - ay)];
    if (xa > xb) [xa, xb] = [xb, xa];
    [xa, xb] = [max(0, min(right, xa)), max(0, min(right, xb))];
    spread(change, y * row, xa, xb, area);
  }
}

/** Coverage that begins between xa and xb, evenly spread: what is right of it is covered by `area`. */
function spread(change: Float32Array, base: number, xa: number, xb: number, area: number): void {
  const first = floor(xa);
  if (xb <= first + 1) {
    const share = 1 - ((xa + xb) / 2 - first);
    change[base + first] += area * share;
    change[base + first + 1] += area * (1 - share);
    return;
  }
  let done = 0;
  for (let x = first; x < xb; x++) {
    // the mean coverage of pixel x: the integral of the ramp from xa to xb over it
    const [l, r] = [max(xa, x), min(xb, x + 1)];
    const mean = ((l + r) / 2 - xa) / (xb - xa) * (r - l) + (x + 1 - r);
    change[base + x] += area * (mean - done);
    done = mean;
  }
  change[base + ceil(xb)] += area * (1 - done);
}
