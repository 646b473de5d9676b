import { Canvas, type Color, type Mask, type Paint } from './canvas';
import type { Path, Point } from './geometry';
import type { Identity } from './identity';
import type { Photo } from './photo';

// As constants of the module: looking them up in a global object, millions of times, is slow where that object is not the usual one, as in test runners.
const { cos, max, sin, sqrt } = Math;

/** Depth of the face before the plane of the ears, where it is deepest. */
const DEPTH = 0.72;

/** Draws in face coordinates on a head that is turned as the photo wants it. */
export class Pen {
  readonly unit: number;
  /** The outline of the head, once it is drawn: shades and beards stay inside. */
  head: Mask | null = null;
  private readonly rotation: readonly [number, number];
  private readonly turn: readonly [sin: number, cos: number];

  constructor(readonly canvas: Canvas, readonly id: Identity, readonly photo: Photo) {
    this.unit = 0.335 * canvas.size * photo.scale;
    this.rotation = [sin(photo.roll), cos(photo.roll)];
    this.turn = [sin(photo.yaw), cos(photo.yaw)];
  }

  /** How far the face stands out at a point: an ellipsoid. */
  depth(x: number, y: number): number {
    return DEPTH * sqrt(max(0, 1 - (x / (this.id.head.cheek + 0.03)) ** 2 - (y / 1.15) ** 2));
  }

  /** A point of the head in pixels. Turning moves what stands out sideways, nodding up or down. */
  at(x: number, y: number, z: number): Point {
    const [sin, cos] = this.turn;
    const px = x * (1 - ((1 - cos) * max(0, z)) / DEPTH) + z * sin;
    const py = y + z * this.photo.pitch - 0.95; // the head tilts around the neck
    const [rs, rc] = this.rotation;
    return this.pixel(px * rc - py * rs, px * rs + py * rc + 0.95);
  }

  /** A point of the body, which does not turn. */
  pixel(x: number, y: number): Point {
    const { size } = this.canvas;
    return [(0.5 + this.photo.dx) * size + x * this.unit, (0.525 + this.photo.dy) * size + y * this.unit];
  }

  /** A path that lies on the face, `lift` before it. */
  onFace(path: Path, lift = 0): Point[] {
    return path.map(([x, y]) => this.at(x, y, this.depth(x, y) + lift));
  }

  /** A path in a plane parallel to that of the ears. */
  flat(path: Path, z = 0): Point[] {
    return path.map(([x, y]) => this.at(x, y, z));
  }

  body(path: Path): Point[] {
    return path.map(([x, y]) => this.pixel(x, y));
  }

  fillFace(path: Path, paint: Paint, clip?: Mask | null, lift = 0): void {
    this.canvas.fill(this.onFace(path, lift), paint, clip);
  }

  spot(x: number, y: number, rx: number, ry: number, color: Color, alpha: number, clip: Mask | null = this.head): void {
    this.canvas.spot(this.at(x, y, this.depth(x, y)), rx * this.unit, ry * this.unit, color, alpha, clip);
  }

  /** A colour as darker skin: warm, not grey. */
  skin(darker: number): Color {
    const [r, g, b] = this.id.skin;
    return [r * (1 - 0.75 * darker), g * (1 - 1.0 * darker), b * (1 - 1.05 * darker)];
  }
}

export const darker = ([r, g, b]: Color, by: number): Color => [r * (1 - by), g * (1 - by), b * (1 - by)];
export const lighter = ([r, g, b]: Color, by: number): Color => [r + (255 - r) * by, g + (255 - g) * by, b + (255 - b) * by];
