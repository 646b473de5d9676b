/** Looks of house fronts; u runs along the wall and v up it, in metres. */
import { fbm, hash, noise } from '../render/noise';
import { mix, smoothstep } from '../render/vectors';
import { rgb, setColor, type Material, type Rgb, type Surface } from '../render/material';
import { roadClassId } from '../../data/roadClasses';

const BUILDING = roadClassId('building');
const FLOOR = 3.1;

export interface FacadeStyle {
  wall: Rgb;
  trim: Rgb;
  kind: 'brick' | 'plaster' | 'concrete' | 'glass';
  /** Metres from window to window. */
  bay: number;
  shop: boolean;
  sign: Rgb;
  height: number;
  seed: number;
}

const ROOM = rgb('#ffc477');
const frac = (x: number): number => x - Math.floor(x);

function wall(style: FacadeStyle, u: number, v: number, fine: number, out: Surface): void {
  let shade = 0.82 + 0.3 * fbm(0.35 * u + style.seed, 0.5 * v, 3);
  shade *= 1 - 0.16 * smoothstep(0.75, 0.4, noise(2.2 * u + style.seed, 0.12 * v)) * noise(5 * u, 0.2 * v); // streaks of rain
  if (style.kind === 'brick' && fine > 0.02) {
    const row = Math.floor(v / 0.075);
    const mortar = frac(v / 0.075) < 0.16 || frac(u / 0.23 + 0.5 * (row % 2)) < 0.06;
    const brick = 0.8 + 0.4 * hash(Math.floor(u / 0.23 + 0.5 * (row % 2)), row);
    shade *= mix(1, mortar ? 1.25 : brick, fine);
  }
  if (style.kind === 'concrete' && (frac(v / FLOOR) < 0.012 || frac(u / (2 * style.bay)) < 0.004)) shade *= 0.6;
  setColor(out, style.wall, shade * (0.75 + 0.25 * smoothstep(0, 0.9, v)));
}

/** A pane: dark with the sky in it, a curtain here and there, lit rooms at night. */
function pane(style: FacadeStyle, column: number, floor: number, x: number, y: number, night: number, out: Surface): void {
  const h = hash(column + 57 * style.seed, floor + 3);
  const curtain = h > 0.62 && (Math.abs(x - 0.5) > 0.5 - 0.32 * (h - 0.4) || (h > 0.9 && y > 0.4));
  if (hash(column, floor + 91 * style.seed) < 0.48 * night) {
    setColor(out, ROOM, (curtain ? 0.5 : 0.75) * (0.7 + 0.5 * h));
    out.glow = 1.1 * night;
    return;
  }
  setColor(out, curtain ? [0.38, 0.36, 0.33] : [0.022, 0.026, 0.03], 0.8 + 0.4 * h);
  out.mirror = 0.1 + 0.06 * hash(floor, column);
}

function upper(style: FacadeStyle, u: number, v: number, fine: number, night: number, out: Surface): void {
  const [column, floor] = [Math.floor(u / style.bay), Math.floor(v / FLOOR)];
  const [x, y] = [frac(u / style.bay) * style.bay, frac(v / FLOOR) * FLOOR];
  const glassy = style.kind === 'glass';
  const [w, h, sill] = glassy ? [style.bay - 0.12, FLOOR - 0.5, 0.3] : [Math.min(1.3, style.bay * 0.52), 1.65, 0.85];
  const [px, py] = [(x - (style.bay - w) / 2) / w, (y - sill) / h];
  if (v > style.height - 0.35 || px < -0.1 || px > 1.1 || py < -0.12 || py > 1.12) return wall(style, u, v, fine, out);
  if (px < 0 || px > 1 || py < 0 || py > 1) {
    setColor(out, py < 0 ? style.trim : style.wall, py < 0 ? 1.05 : 0.9); // sill and reveal
    return;
  }
  const frame = glassy ? px < 0.02 || px > 0.98 : px < 0.05 || px > 0.95 || py < 0.04 || py > 0.96 || Math.abs(px - 0.5) < 0.025 || Math.abs(py - 0.68) < 0.02;
  if (frame) setColor(out, style.trim, 0.85);
  else pane(style, column, floor, px, py, night, out);
  const shadow = glassy ? 1 : 0.55 + 0.45 * smoothstep(1, 0.82, py); // the reveal shades the top
  out.r *= shadow;
  out.g *= shadow;
  out.b *= shadow;
}

function ground(style: FacadeStyle, u: number, v: number, night: number, out: Surface): void {
  const wide = 2 * style.bay;
  const [column, x] = [Math.floor(u / wide), frac(u / wide) * wide];
  if (v > 2.75) {
    const board = hash(column, style.seed) > 0.25;
    const letters = board && v < 3.25 && v > 2.95 && x > 0.25 * wide && x < 0.75 * wide && hash(Math.floor(u / 0.11), Math.floor(v / 0.1) + style.seed) > 0.5;
    setColor(out, letters ? [0.8, 0.8, 0.76] : board ? style.sign : style.trim, 0.9);
    out.glow = letters ? 0.8 * night : 0;
    return;
  }
  const door = x > wide - 1.15 && x < wide - 0.15;
  if (x < 0.15 || (v < 0.45 && !door) || x > wide - 0.12 || (x > wide - 1.3 && x < wide - 1.15)) return setColor(out, style.trim, 0.6 + 0.1 * noise(3 * u, 3 * v));
  if (frac(x / 1.1) < 0.05 || v > 2.62) return setColor(out, style.trim, 0.4);
  const goods = 0.04 + 0.1 * noise(2.2 * u, 2.6 * v) * smoothstep(2.2, 0.6, v);
  setColor(out, [goods * 1.1, goods, goods * 0.9], 1);
  if (night > 0.1) {
    setColor(out, ROOM, 0.35 + 0.5 * noise(2 * u, 2 * v));
    out.glow = 0.9 * night;
  }
  out.mirror = 0.11;
}

export function facade(style: FacadeStyle, night: number): Material {
  return {
    segment: BUILDING,
    paint: (at, out) => {
      const fine = smoothstep(40, 12, at.distance);
      if (style.shop && at.v < 3.4) ground(style, at.u, at.v, night, out);
      else upper(style, at.u + 0.3, style.shop ? at.v - 0.3 : at.v, fine, night, out);
    },
  };
}

/** A wall without windows, towards the neighbour. */
export function gable(style: FacadeStyle): Material {
  return { segment: BUILDING, paint: (at, out) => wall(style, at.u, at.v, smoothstep(40, 12, at.distance), out) };
}
