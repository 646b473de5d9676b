/** A small seeded generator (mulberry32): a face takes some hundred draws, and a training run hundreds of thousands of faces. */
// As constants of the module: looking them up in a global object, millions of times, is slow where that object is not the usual one, as in test runners.
const { cos, floor, imul, log, max, min, sqrt, PI } = Math;

export interface Draw {
  /** A number in [0, 1). */
  next(): number;
  uniform(low: number, high: number): number;
  /** Normal around 0, cut at two deviations, so that no face falls out of its picture. */
  normal(deviation: number): number;
  chance(p: number): boolean;
  pick<T>(items: readonly T[]): T;
  integer(low: number, high: number): number;
}

/** Well-mixed 32 bits from two seeds. */
function mix(a: number, b: number): number {
  let h = imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ imul(b + 0x7f4a7c15, 0xc2b2ae35);
  h = imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** Draws that depend on both seeds alone. */
export function seeded(seed: number, stream = 0): Draw {
  let state = mix(seed, stream);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = imul(state ^ (state >>> 15), 1 | state);
    t = (t + imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const uniform = (low: number, high: number): number => low + (high - low) * next();
  const normal = (deviation: number): number => {
    const z = sqrt(-2 * log(1 - next())) * cos(2 * PI * next());
    return deviation * max(-2, min(2, z));
  };
  const integer = (low: number, high: number): number => low + floor((high - low) * next());
  return { next, uniform, normal, integer, chance: (p) => next() < p, pick: (items) => items[integer(0, items.length)] };
}
