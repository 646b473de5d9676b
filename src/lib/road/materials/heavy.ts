/** Looks of the sides of buses and trucks; u, v are metres from the lower left corner. */
import { rgb, setColor, type Material, type Rgb } from '../render/material';
import { hash, noise } from '../render/noise';
import { roadClassId } from '../../data/roadClasses';

const VEHICLE = roadClassId('vehicle');
const AMBER = rgb('#ff9a1f');
const DARK: Rgb = [0.012, 0.014, 0.017];

function body(out: Parameters<Material['paint']>[1], color: Rgb, v: number): void {
  setColor(out, color, v < 0.5 ? 0.6 + 0.8 * v : 1);
  out.mirror = 0.04;
}

function pane(out: Parameters<Material['paint']>[1]): void {
  setColor(out, DARK);
  out.mirror = 0.08;
}

/** The long side of a bus: windows with posts, doors, a stripe. */
export function busSide(color: Rgb, stripe: Rgb): Material {
  return {
    segment: VEHICLE,
    paint: ({ u, v }, out) => {
      const post = u % 1.5 < 0.09;
      const door = u % 4.5 > 1.59 && u % 4.5 < 2.95 && v > 0.15 && v < 2.35;
      if ((v > 1.05 && v < 2.35 && !post) || (door && !(u % 0.75 < 0.05))) pane(out);
      else body(out, v > 0.62 && v < 0.84 ? stripe : color, v);
    },
  };
}

/** The end of a bus: a window, a display with the route, and a grille at the back. */
export function busEnd(color: Rgb, front: boolean, night: number): Material {
  return {
    segment: VEHICLE,
    paint: ({ u, v }, out) => {
      const x = Math.abs(u - 1.275);
      if (v > 2.42 && v < 2.76 && x < 0.85) return display(out, u, v, night);
      if (x < 1.12 && v > (front ? 0.95 : 1.45) && v < 2.36) return pane(out);
      body(out, color, v);
      if (!front && x < 0.85 && v > 0.45 && v < 1.2 && v % 0.09 < 0.05) setColor(out, color, 0.2);
      if (front && x < 0.6 && v > 0.35 && v < 0.6) setColor(out, DARK);
    },
  };
}

function display(out: Parameters<Material['paint']>[1], u: number, v: number, night: number): void {
  const [column, row] = [Math.floor(u / 0.05), Math.floor((v - 2.44) / 0.05)];
  const on = row >= 0 && row < 6 && column % 5 !== 0 && hash(column, row + 90) > 0.45;
  setColor(out, on ? AMBER : DARK);
  out.glow = on ? 1.6 + 2 * night : 0;
}

/** A truck's cargo box: panels with seams, a coloured field on some. */
export function cargoSide(color: Rgb, field: Rgb): Material {
  return {
    segment: VEHICLE,
    paint: ({ u, v }, out) => {
      const seam = u % 0.62 < 0.018 || v < 0.07 || v > 2.42;
      const swoosh = v > 0.35 + 0.14 * u && v < 1.1 + 0.2 * u && u > 0.5;
      const worn = 0.9 + 0.1 * noise(5 * u, 3 * v);
      setColor(out, swoosh ? field : color, seam ? 0.55 : worn);
      out.mirror = 0.03;
    },
  };
}

/** The doors of a cargo box, with their bars and hinges. */
export function cargoDoors(color: Rgb): Material {
  return {
    segment: VEHICLE,
    paint: ({ u, v }, out) => {
      const x = Math.abs(u - 1.22);
      const bar = Math.abs(x - 0.3) < 0.022 || Math.abs(x - 0.82) < 0.022;
      const hinge = x > 1.1 && v % 0.6 < 0.09;
      const edge = x < 0.014 || x > 1.18 || v < 0.06 || v > 2.43;
      setColor(out, color, bar || hinge ? 0.45 : edge ? 0.3 : 0.9 + 0.08 * noise(3 * u, 3 * v));
      out.mirror = bar ? 0.2 : 0.02;
    },
  };
}

/** The face of a truck's cab. */
export function cabFace(color: Rgb): Material {
  return {
    segment: VEHICLE,
    paint: ({ u, v }, out) => {
      const x = Math.abs(u - 1.15);
      if (x < 1.02 && v > 1.15 && v < 2.05) return pane(out);
      body(out, color, v);
      if (x < 0.8 && v > 0.3 && v < 0.85 && v % 0.12 < 0.07) setColor(out, DARK);
    },
  };
}
