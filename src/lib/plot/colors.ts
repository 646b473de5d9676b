import { interpolators } from './schemes';

/** Okabe and Ito's palette, which colour-blind readers can tell apart; black and yellow left out. */
export const PALETTE = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#6b4fa0', '#8c564b'];

/** The colour of class k in scatter plots and decision regions. */
export function classColor(k: number): string {
  return PALETTE[((k % PALETTE.length) + PALETTE.length) % PALETTE.length];
}

/** A colour of a map, at t in [0, 1]. */
export function mapColor(cmap: string, t: number): string {
  const map = interpolators[cmap];
  if (!map) throw new RangeError(`plot: expected cmap to be one of ${Object.keys(interpolators).join(', ')}, got '${cmap}'`);
  return map(Math.min(1, Math.max(0, Number.isNaN(t) ? 0 : t)));
}

/** Red, green and blue, 0 to 255, of '#rrggbb' or 'rgb(r, g, b)'. */
export function toRgb(color: string): [number, number, number] {
  const hex = /^#(..)(..)(..)$/.exec(color);
  if (hex) return [parseInt(hex[1], 16), parseInt(hex[2], 16), parseInt(hex[3], 16)];
  const parts = color.match(/[\d.]+/g)!.map(Number);
  return [parts[0], parts[1], parts[2]];
}

/** Black or white, whichever reads better on a colour. */
export function inkOn(color: string): string {
  const [r, g, b] = toRgb(color);
  return 0.299 * r + 0.587 * g + 0.114 * b > 140 ? '#111' : '#fff';
}
