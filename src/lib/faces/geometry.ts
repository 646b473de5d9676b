/** Outlines in face coordinates: x to the right, y down, the head about 1.5 wide and 2 high around the origin. */
// As constants of the module: looking them up in a global object, millions of times, is slow where that object is not the usual one, as in test runners.
const { cos, hypot, max, min, sin, PI } = Math;

export type Point = readonly [number, number];
export type Path = readonly Point[];

/** A smooth line through points (Catmull-Rom), `steps` pieces between two. */
export function smooth(points: Path, closed = true, steps = 6): Point[] {
  const n = points.length;
  const at = (i: number): Point => (closed ? points[(i + n) % n] : points[max(0, min(n - 1, i))]);
  const out: Point[] = [];
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let s = 0; s < steps; s++) {
      const t = s / steps;
      const curve = (k: 0 | 1): number => b[k] + 0.5 * t * (c[k] - a[k] + t * (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k] + t * (3 * (b[k] - c[k]) + d[k] - a[k])));
      out.push([curve(0), curve(1)]);
    }
  }
  if (!closed) out.push(points[n - 1]);
  return out;
}

export function ellipse(cx: number, cy: number, rx: number, ry = rx, angle = 0, n = 22): Point[] {
  const [c, s] = [cos(angle), sin(angle)];
  return Array.from({ length: n }, (_, i): Point => {
    const [x, y] = [rx * cos((2 * PI * i) / n), ry * sin((2 * PI * i) / n)];
    return [cx + x * c - y * s, cy + x * s + y * c];
  });
}

/** A line with a width that may change along it: `width(t)` for t from 0 to 1. */
export function ribbon(line: Path, width: number | ((t: number) => number)): Point[] {
  const last = line.length - 1;
  const [left, right]: [Point[], Point[]] = [[], []];
  line.forEach(([x, y], i) => {
    const [a, b] = [line[max(0, i - 1)], line[min(last, i + 1)]];
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const half = (typeof width === 'number' ? width : width(i / last)) / 2 / (hypot(dx, dy) || 1);
    left.push([x - dy * half, y + dx * half]);
    right.push([x + dy * half, y - dx * half]);
  });
  return [...left, ...right.reverse()];
}

/** The same on the other side of the face. */
export const mirror = (path: Path): Point[] => path.map(([x, y]): Point => [-x, y]).reverse();

/** A path given for the right half, from top to bottom, and its mirror image: a closed outline. */
export const symmetric = (half: Path): Point[] => [...half, ...mirror(half)];

/** An arc of an ellipse, angles in radians: 0 is to the right, pi / 2 down. */
export function arc(cx: number, cy: number, rx: number, ry: number, from: number, to: number, n = 24): Point[] {
  return Array.from({ length: n + 1 }, (_, i): Point => {
    const a = from + ((to - from) * i) / n;
    return [cx + rx * cos(a), cy + ry * sin(a)];
  });
}
