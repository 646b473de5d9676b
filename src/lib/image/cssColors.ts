import type { Rgba } from './paint';
import { escapeXml, renderSvg } from './svg';

/** Colours that have been read; emptied when full. */
const known = new Map<string, Rgba>();
const MOST = 4096;
const PER_ROW = 256;

/** Numbers of CSS colours ('#f80', 'hsl(20, 90%, 55%)', 'orange'), as the SVG renderer understands them; what is no colour is transparent. */
export async function readCssColors(colors: readonly string[]): Promise<Map<string, Rgba>> {
  const wanted = [...new Set(colors)];
  const found = new Map(wanted.flatMap((color) => (known.has(color) ? [[color, known.get(color)!] as const] : [])));
  const fresh = wanted.filter((color) => !found.has(color));
  if (fresh.length === 0) return found;
  const squares = fresh.map(
    (color, i) =>
      `<rect x="${i % PER_ROW}" y="${Math.floor(i / PER_ROW)}" width="1" height="1" fill="${escapeXml(color)}"/>`,
  );
  const data = await renderSvg(PER_ROW, Math.ceil(fresh.length / PER_ROW), `<g fill="none">${squares.join('')}</g>`);
  if (known.size + fresh.length > MOST) known.clear();
  fresh.forEach((color, i) => {
    const rgba: Rgba = [data[4 * i], data[4 * i + 1], data[4 * i + 2], data[4 * i + 3] / 255];
    found.set(color, rgba);
    known.set(color, rgba);
  });
  return found;
}
