/** Looks of car bodies, glass, wheels and lamps. */
import { plain, rgb, setColor, type Material, type Rgb } from '../render/material';
import { hash } from '../render/noise';
import { roadClassId } from '../../data/roadClasses';

const VEHICLE = roadClassId('vehicle');

export const RUBBER = plain('vehicle', rgb('#141516'));
export const BLACK_PLASTIC = plain('vehicle', rgb('#1d1f21'), 0.01);
export const CHROME = plain('vehicle', rgb('#8b9095'), 0.35);

/** Lacquer: its colour under a clear coat, dirty near the road. `lines` are places along the length, in loft rows, of door gaps. */
export function lacquer(color: Rgb, lines: readonly number[] = []): Material {
  return {
    segment: VEHICLE,
    paint: (at, out) => {
      const gap = lines.some((v) => Math.abs(at.v - v) < 0.008) && at.y < 1.05;
      const dirt = at.y < 0.55 ? 0.72 + 0.28 * (at.y / 0.55) : 1;
      setColor(out, color, gap ? 0.25 : dirt);
      out.mirror = gap ? 0 : 0.05;
    },
  };
}

function glass(out: Parameters<Material['paint']>[1]): void {
  out.r = 0.012;
  out.g = 0.015;
  out.b = 0.018;
  out.mirror = 0.075;
}

/** A pane in its frame: `u * columns` and `v` count panes, whose edges are lacquer. */
export function panes(frame: Material, columns: number, edge = 0.07): Material {
  return {
    segment: VEHICLE,
    paint: (at, out) => {
      const [fu, fv] = [frac(at.u * columns), frac(at.v)];
      if (Math.min(fu, 1 - fu, fv, 1 - fv) < edge) frame.paint(at, out);
      else glass(out);
    },
  };
}

export const GLASS: Material = { segment: VEHICLE, paint: (_, out) => glass(out) };

const frac = (x: number): number => x - Math.floor(x);

/** A lamp's lens. */
export function lamp(color: string, glow: number): Material {
  const c = rgb(color);
  return {
    segment: VEHICLE,
    paint: (at, out) => {
      setColor(out, c, 0.82 + 0.18 * Math.sin(60 * at.u));
      out.mirror = 0.05;
      out.glow = glow;
    },
  };
}

const RIM = rgb('#a3a8ad');
const TYRE = rgb('#121314');

/** The outside of a wheel: tyre, rim and five spokes. u, v are -1..1. */
export const WHEEL: Material = {
  segment: VEHICLE,
  paint: (at, out) => {
    const r = Math.sqrt(at.u * at.u + at.v * at.v);
    const spoke = Math.abs(frac((5 * Math.atan2(at.v, at.u)) / (2 * Math.PI)) - 0.5);
    const metal = r < 0.66 && (r > 0.58 || r < 0.16 || spoke < 0.17 + 0.12 * (0.6 - r));
    setColor(out, metal ? RIM : TYRE, metal ? 0.85 : r < 0.66 ? 0.4 : 1);
    out.mirror = metal ? 0.18 : 0;
  },
};

/** A number plate with dark characters; u, v in metres. */
export const PLATE: Material = {
  segment: VEHICLE,
  paint: (at, out) => {
    const [column, row] = [Math.floor(at.u / 0.016), Math.floor(at.v / 0.02)];
    const ink = row >= 1 && row <= 4 && column > 1 && column < 29 && column % 4 !== 0 && hash(column, row) > 0.45;
    const c = ink ? 0.03 : 0.78;
    out.r = out.g = out.b = c;
  },
};
