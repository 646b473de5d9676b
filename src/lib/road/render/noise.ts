/** Noise that depends on its arguments alone, so that a texture looks the same in every frame and on every machine. */

/** A number in [0, 1) from two whole numbers: integer mixing after Murmur's finalizer. */
export function hash(x: number, y: number): number {
  let h = Math.imul(x | 0, 0x27d4eb2d) ^ Math.imul(y | 0, 0x165667b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** Value noise: random numbers on the whole-number grid, smoothly joined; 0..1. */
export function noise(x: number, y: number): number {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const fx = x - ix;
  const fy = y - iy;
  const sx = fx * fx * (3 - 2 * fx);
  const sy = fy * fy * (3 - 2 * fy);
  const a = hash(ix, iy);
  const c = hash(ix, iy + 1);
  const top = a + (hash(ix + 1, iy) - a) * sx;
  return top + (c + (hash(ix + 1, iy + 1) - c) * sx - top) * sy;
}

/** Sum of octaves of noise, each half as large and twice as fine; about 0..1. */
export function fbm(x: number, y: number, octaves = 4): number {
  let sum = 0;
  let amplitude = 0.5;
  let total = 0;
  for (let i = 0; i < octaves; i++) {
    sum += amplitude * noise(x, y);
    total += amplitude;
    amplitude /= 2;
    x = 2.03 * x + 17.1;
    y = 2.03 * y + 9.7;
  }
  return sum / total;
}
