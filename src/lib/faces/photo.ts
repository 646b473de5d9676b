import type { Color } from './canvas';
import { seeded } from './random';

/** What differs between two photos of one person. Angles in radians. */
export interface Photo {
  yaw: number;
  pitch: number;
  roll: number;
  scale: number;
  dx: number;
  dy: number;
  smile: number;
  mouthOpen: number;
  eyesOpen: number;
  gaze: [number, number];
  browRaise: number;
  light: { x: number; y: number; strength: number; brightness: number; contrast: number; warmth: number };
  background: { upper: Color; lower: Color; spots: { x: number; y: number; r: number; color: Color }[] };
  clothes: { color: Color; second: Color; style: 'shirt' | 'collar' | 'stripes' | 'hood' };
  blur: number;
  noise: number;
  /** Seed of the grain. */
  grain: number;
}

const hue = (h: number, s: number, l: number): Color => {
  const f = (n: number): number => {
    const k = (n + h * 12) % 12;
    return 255 * (l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [f(0), f(8), f(4)];
};

/** A photo of a person: `variety` 0 is a passport photo, 1 a snapshot. */
export function makePhoto(identitySeed: number, photoSeed: number, variety = 1): Photo {
  const d = seeded(photoSeed, 7919 + identitySeed);
  const v = variety;
  const wall = d.next();
  return {
    yaw: d.normal(0.19 * v),
    pitch: d.normal(0.1 * v),
    roll: d.normal(0.09 * v),
    scale: 1 + d.normal(0.05 * v),
    dx: d.normal(0.025 * v),
    dy: d.normal(0.022 * v),
    smile: d.uniform(-0.25, 1) * (0.3 + 0.7 * v) + 0.35 * (1 - v),
    mouthOpen: d.chance(0.35 * v) ? d.uniform(0.2, 1) : 0,
    eyesOpen: 1 - (d.chance(0.25 * v) ? d.uniform(0.1, 0.5) : d.normal(0.06)),
    gaze: [d.normal(0.25 * v), d.normal(0.15 * v)],
    browRaise: d.normal(0.025 * v),
    light: { x: d.uniform(-1, 1), y: d.uniform(-0.9, 0.3), strength: d.uniform(0.1, 0.2 + 0.35 * v), brightness: 1 + d.normal(0.09 * v), contrast: 1 + d.normal(0.07 * v), warmth: d.normal(0.045 * v) },
    background: {
      upper: hue(wall, d.uniform(0.1, 0.5), d.uniform(0.55, 0.86)),
      lower: hue(wall + d.uniform(-0.06, 0.06) + 1, d.uniform(0.1, 0.4), d.uniform(0.4, 0.75)),
      spots: Array.from({ length: d.integer(0, 7) }, () => ({ x: d.next(), y: d.next() * 0.8, r: d.uniform(0.05, 0.2), color: hue(d.next(), 0.4, d.uniform(0.6, 0.9)) })),
    },
    clothes: { color: hue(d.next(), d.uniform(0.15, 0.65), d.uniform(0.2, 0.65)), second: hue(d.next(), 0.3, d.uniform(0.6, 0.92)), style: d.pick(['shirt', 'collar', 'stripes', 'hood'] as const) },
    blur: d.chance(0.3 * v) ? d.uniform(0, 0.012) : 0,
    noise: d.uniform(1, 2 + 6 * v),
    grain: d.integer(1, 1 << 30),
  };
}
