import { RandomState } from '../np/random';
import { hash } from './render/noise';
import type { Air } from './render/sky';

export interface Film {
  width: number;
  height: number;
  air: Air;
  /** Of the camera: one scene's frames share exposure and colour, ... */
  random: RandomState;
  /** ... and differ in grain and rain by this number. */
  moment: number;
}

/** sRGB bytes of linear light in steps of 1/1023, after a curve that keeps highlights from burning out. */
const TONES = Uint8Array.from({ length: 1024 }, (_, i) => {
  const x = (4 * i) / 1023;
  const y = Math.min(1, (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14)); // a common fit of film's response
  return Math.round(255 * (y <= 0.0031308 ? 12.92 * y : 1.055 * y ** (1 / 2.4) - 0.055));
});

/** Light to bytes as a small camera would: exposure, darker corners, rain in the air, grain. */
export function develop(light: Float32Array, { width, height, air, random, moment }: Film): Uint8Array {
  const image = new Uint8Array(light.length);
  const exposure = air.exposure * (0.88 + 0.28 * random.rand());
  const warm = 1 + 0.07 * (random.rand() - 0.5);
  const speckle = 3 + 5 * random.rand() + 5 * air.night;
  const seed = Math.floor(1e6 * random.rand()) + 7919 * moment;
  const rain = air.wet > 0 ? streaks(width, height, moment > 0 ? new RandomState(seed) : random) : null;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      const dx = x / width - 0.5;
      const dy = y / height - 0.5;
      const gain = (1 - 0.55 * (dx * dx + dy * dy)) * exposure * 0.92;
      const noise = speckle * (hash(seed + x, y) + hash(seed - x, y + 7919) - 1);
      for (let c = 0; c < 3; c++) {
        const value = light[3 * at + c] * gain * (c === 0 ? warm : c === 2 ? 2 - warm : 1) + (rain ? rain[at] : 0);
        const tone = TONES[Math.min(1023, Math.max(0, Math.round((value * 1023) / 4)))];
        image[3 * at + c] = Math.min(255, Math.max(0, tone + noise));
      }
    }
  return image;
}

/** Drops that fall past the lens while it is open. */
function streaks(width: number, height: number, random: RandomState): Float32Array {
  const out = new Float32Array(width * height);
  for (let i = 0; i < 160; i++) {
    const [x, y, length, strength] = [random.rand() * width, random.rand() * height, (0.03 + 0.06 * random.rand()) * height, 0.02 + 0.05 * random.rand()];
    for (let k = 0; k < length; k++) {
      const [px, py] = [Math.floor(x - 0.12 * k), Math.floor(y + k)];
      if (px >= 0 && py < height) out[py * width + px] += strength;
    }
  }
  return out;
}
