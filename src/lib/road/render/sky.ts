import { rgb, type Rgb, type Surface } from './material';
import { fbm } from './noise';
import { clamp, mix, normalize, smoothstep, type Vec3 } from './vectors';

export const WEATHERS = ['clear', 'hazy', 'overcast', 'rain', 'dusk'] as const;
export type Weather = (typeof WEATHERS)[number];

/** Light and air of a frame. */
export interface Air {
  weather: Weather;
  /** Direction towards the sun, and its light on a surface that faces it. */
  sun: Vec3;
  sunlight: Rgb;
  zenith: Rgb;
  horizon: Rgb;
  /** Share of the sky under clouds, and their own brightness. */
  cover: number;
  cloud: Rgb;
  /** Metres after which two thirds of the contrast are gone. */
  sight: number;
  /** 0 dry, 1 wet road. */
  wet: number;
  /** Lamps and windows are lit, 0..1. */
  night: number;
  /** Multiplies all light, as a camera's exposure does. */
  exposure: number;
}

type Recipe = Omit<Air, 'weather' | 'sun'> & { height: number };

const scaled = (hex: string, by: number): Rgb => rgb(hex).map((c) => c * by) as unknown as Rgb;

const RECIPES: Record<Weather, Recipe> = {
  clear: { height: 0.75, sunlight: scaled('#fff1d6', 2.6), zenith: scaled('#2f6fc4', 0.8), horizon: scaled('#bcd9f2', 0.95), cover: 0.34, cloud: scaled('#ffffff', 1.15), sight: 420, wet: 0, night: 0, exposure: 0.74 },
  hazy: { height: 0.5, sunlight: scaled('#ffe6bd', 1.9), zenith: scaled('#7fa6cf', 0.9), horizon: scaled('#dfe3dd', 1.05), cover: 0.25, cloud: scaled('#fff8ea', 1.1), sight: 150, wet: 0, night: 0, exposure: 0.78 },
  overcast: { height: 0.8, sunlight: scaled('#ffffff', 0.25), zenith: scaled('#b4bcc6', 0.95), horizon: scaled('#dfe4e8', 1), cover: 0.95, cloud: scaled('#c9ced4', 0.95), sight: 260, wet: 0, night: 0, exposure: 0.92 },
  rain: { height: 0.7, sunlight: scaled('#e8eef5', 0.1), zenith: scaled('#8b949f', 0.62), horizon: scaled('#b8c0c7', 0.72), cover: 1, cloud: scaled('#939ba5', 0.7), sight: 110, wet: 1, night: 0.25, exposure: 1.1 },
  dusk: { height: 0.16, sunlight: scaled('#ffae72', 1.5), zenith: scaled('#2b3f72', 0.42), horizon: scaled('#dfae93', 0.8), cover: 0.5, cloud: scaled('#e88f72', 0.7), sight: 300, wet: 0, night: 0.8, exposure: 1.05 },
}; // prettier-ignore

/** The air of a weather, with the sun somewhere ahead, beside or behind. `azimuth` is in radians from straight ahead to the right. */
export function makeAir(weather: Weather, azimuth: number): Air {
  const { height, ...air } = RECIPES[weather];
  return { weather, sun: normalize([Math.sin(azimuth), height, Math.cos(azimuth)]), ...air };
}

/** What is seen in a direction where nothing stands: sky, clouds and sun. Below the horizon it goes on as haze. */
export function skyColor(air: Air, d: Vec3, out: Surface, detail = true): void {
  const { horizon, zenith, sun, sunlight, cover } = air;
  const low = 1 - clamp(d[1], 0, 1);
  const t = 1 - low * low * low;
  const near = clamp(d[0] * sun[0] + d[1] * sun[1] + d[2] * sun[2], 0, 1);
  const fourth = near * near * near * near;
  const eighth = fourth * fourth;
  const glow = (0.5 * eighth + (detail && near > 0.99 ? 2.2 * near ** 900 : 0)) * (1 - 0.8 * cover) * 0.6;
  out.r = mix(horizon[0], zenith[0], t) + glow * sunlight[0];
  out.g = mix(horizon[1], zenith[1], t) + glow * sunlight[1];
  out.b = mix(horizon[2], zenith[2], t) + glow * sunlight[2];
  if (detail && d[1] > 0.005) addClouds(air, d, near, out);
}

/** Clouds lie on a plane high above; towards the horizon they melt into the haze. */
function addClouds(air: Air, d: Vec3, near: number, out: Surface): void {
  const [x, z] = [d[0] / (d[1] + 0.08), d[2] / (d[1] + 0.08)];
  const shape = fbm(1.3 * x + 3.1 * air.sun[0] * 9, 1.3 * z, 5);
  const density = smoothstep(0.86 - 0.62 * air.cover, 1.02 - 0.45 * air.cover, shape + 0.2);
  const shade = 0.72 + 0.5 * fbm(2.6 * x + 40, 2.6 * z, 3) + 0.25 * near ** 4;
  const amount = 0.92 * density * smoothstep(0, 0.16, d[1]);
  out.r = mix(out.r, air.cloud[0] * shade, amount);
  out.g = mix(out.g, air.cloud[1] * shade, amount);
  out.b = mix(out.b, air.cloud[2] * shade, amount);
}
