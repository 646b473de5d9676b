import { d3 } from './observable';

/** Okabe and Ito's palette, which colour-blind readers can tell apart; black and yellow left out. */
export const PALETTE = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#6b4fa0', '#8c564b'];

/** The colour of class k in scatter plots and decision regions. */
export function classColor(k: number): string {
  return PALETTE[((Math.trunc(k) % PALETTE.length) + PALETTE.length) % PALETTE.length];
}

const gray = (t: number): string => {
  const v = Math.round(255 * t);
  return `rgb(${v}, ${v}, ${v})`;
};

/** Colour maps by matplotlib's names; all but gray are D3's. RdBu: red for low, blue for high values. */
const MAPS = ['viridis', 'magma', 'plasma', 'inferno', 'cividis', 'turbo', 'Blues', 'Greens', 'Oranges', 'Reds', 'Purples', 'RdBu', 'gray'];

/** A colour of a map, '#rrggbb' or 'rgb(r, g, b)', at t in [0, 1]. */
export function mapColor(cmap: string, t: number): string {
  checkMap(cmap);
  const at = Math.min(1, Math.max(0, Number.isNaN(t) ? 0 : t));
  return cmap === 'gray' ? gray(at) : d3()[`interpolate${cmap[0].toUpperCase()}${cmap.slice(1)}`](at);
}

export function checkMap(cmap: string): void {
  if (!MAPS.includes(cmap)) throw new RangeError(`plot: expected cmap to be one of ${MAPS.join(', ')}, got '${cmap}'`);
}

/** Red, green and blue, 0 to 255, of '#rgb', '#rrggbb' or 'rgb(r, g, b)'. */
export function toRgb(color: string): [number, number, number] {
  const short = /^#(.)(.)(.)$/.exec(color);
  const hex = short ? short.slice(1).map((c) => c + c) : /^#(..)(..)(..)$/.exec(color)?.slice(1);
  const [r, g, b] = hex ? hex.map((c) => parseInt(c, 16)) : color.match(/[\d.]+/g)!.map(Number);
  return [r, g, b];
}

/** Black or white, whichever reads better on a colour. */
export function inkOn(color: string): string {
  const [r, g, b] = toRgb(color);
  return 0.299 * r + 0.587 * g + 0.114 * b > 140 ? '#111' : '#fff';
}
