/** Looks of signs, signals and posts. */
import { plain, rgb, setColor, type Material } from '../render/material';
import { roadClassId } from '../../data/roadClasses';
import { ink } from './letters';

export const POST = plain('pole', rgb('#5d6266'), 0.05);
export const SIGN_BACK = plain('traffic sign', rgb('#6d7276'), 0.03);
export const HOUSING = plain('traffic light', rgb('#17191b'), 0.02);

const RED = rgb('#a90f1b');
const WHITE = rgb('#e9e9e6');
const BLUE = rgb('#0b4ea2');
const INK = rgb('#101010');
const SIGN = roadClassId('traffic sign');

/** A stop sign's face; u, v are -1..1 across it. */
export const STOP_FACE: Material = {
  segment: SIGN,
  paint: ({ u, v }, out) => {
    const rim = Math.max(Math.abs(u), Math.abs(v), (Math.abs(u) + Math.abs(v)) * Math.SQRT1_2) > 0.83;
    setColor(out, rim || ink('STOP', (u + 0.68) / 1.36, (v + 0.3) / 0.6) ? WHITE : RED);
  },
};

/** A speed limit: white in a red ring. */
export function limitFace(text: '30' | '50'): Material {
  return {
    segment: SIGN,
    paint: ({ u, v }, out) => {
      const r = Math.sqrt(u * u + v * v);
      setColor(out, r > 0.74 ? RED : ink(text, (u + 0.48) / 0.96, (v + 0.36) / 0.72) ? INK : WHITE);
    },
  };
}

/** A crossing sign: blue with a white triangle. */
export const CROSSING_FACE: Material = {
  segment: SIGN,
  paint: ({ u, v }, out) => {
    const triangle = v > -0.55 && v < 0.6 - 1.9 * Math.abs(u);
    const walker = triangle && Math.abs(u - 0.06 * Math.sin(9 * v)) < 0.09 && v > -0.42 && v < 0.2;
    setColor(out, walker ? INK : triangle ? WHITE : BLUE);
  },
};

/** A signal's lens, lit or dark; u, v are -1..1. */
export function lens(color: string, lit: boolean): Material {
  const c = rgb(color);
  return {
    segment: roadClassId('traffic light'),
    paint: ({ u, v }, out) => {
      const r = Math.sqrt(u * u + v * v);
      setColor(out, c, lit ? 1 : 0.06);
      out.glow = lit ? 7 * (1.1 - 0.5 * r) : 0;
      out.mirror = 0.03;
    },
  };
}

/** The lamp at the end of a street light's arm. */
export function lantern(night: number): Material {
  return plain('pole', rgb('#ffe9c0'), 0.03, 9 * night);
}
