import { roadClassId, type RoadClass } from '../../data/roadClasses';

/** Linear red, green and blue, 1 = white. */
export type Rgb = readonly [number, number, number];

/** Where a material is asked for its looks. All fields are of one reused object: read, never keep. */
export interface SurfacePoint {
  /** Metres in the world. */
  x: number;
  y: number;
  z: number;
  /** Metres right of the middle of the camera's lane, along the road's own curve. */
  roadX: number;
  /** Coordinates on the surface, in metres or in shares of a part; each mesh says which. */
  u: number;
  v: number;
  /** Metres from the camera: fine texture fades with it. */
  distance: number;
}

/** How the surface looks there; a material fills it in. */
export interface Surface {
  r: number;
  g: number;
  b: number;
  /** Share of light that is mirrored when looked at straight on: 0 matt, 0.04 paint and glass, more for metal. */
  mirror: number;
  /** Light that it gives by itself, in units of its own colour. */
  glow: number;
  /** Share of what stands on the road that a wet road mirrors. */
  wet: number;
  /** Class number of this point in the mask. */
  segment: number;
}

export interface Material {
  segment: number;
  /** Leaves: light comes through, and normals say where the crown's surface points, not the leaf's. */
  leafy?: boolean;
  /** Fills in the surface; `segment` is set before. */
  paint: (at: SurfacePoint, out: Surface) => void;
}

/** sRGB hex to linear red, green, blue. */
export function rgb(hex: string): Rgb {
  const n = Number.parseInt(hex.slice(1), 16);
  return [n >> 16, (n >> 8) & 255, n & 255].map((c) => toLinear(c / 255)) as unknown as Rgb;
}

export const toLinear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);

/** Hue in degrees, saturation and lightness in 0..1 to linear red, green, blue. */
export function hsl(h: number, s: number, l: number): Rgb {
  const f = (n: number): number => {
    const k = (n + h / 30) % 12;
    return toLinear(l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [f(0), f(8), f(4)];
}

export function setColor(out: Surface, [r, g, b]: Rgb, brightness = 1): void {
  out.r = r * brightness;
  out.g = g * brightness;
  out.b = b * brightness;
}

/** One colour everywhere. */
export function plain(segment: RoadClass, color: Rgb, mirror = 0, glow = 0): Material {
  return {
    segment: roadClassId(segment),
    paint: (_, out) => {
      setColor(out, color);
      out.mirror = mirror;
      out.glow = glow;
    },
  };
}
