import { blend } from '../canvas';
import { ribbon, smooth, symmetric, type Point } from '../geometry';
import type { Pen } from '../pen';
import { headHalf } from './head';

/** Beard and moustache; called before the mouth, which stays on top. */
export function drawBeard(pen: Pen): void {
  const { canvas, id } = pen;
  const { style, color } = id.beard;
  if (style === 'none') return;
  const { y, width, upper } = id.mouth;
  if (style === 'stubble') {
    const dark = blend(pen.skin(0.55), color, 0.35);
    for (const side of [-1, 1]) pen.spot(side * 0.42, 0.6, 0.34, 0.46, dark, 0.5);
    pen.spot(0, id.head.bottom - 0.1, 0.55, 0.36, dark, 0.5);
    pen.spot(0, y - upper - 0.05, width + 0.14, 0.15, dark, 0.5);
    return;
  }
  if (style === 'full') {
    const { cheek, bottom } = id.head;
    const inner: Point[] = [[0, y - upper - 0.07], [width * 0.6, y - 0.13], [width + 0.12, y - 0.04], [cheek * 0.76, 0.36], [cheek * 0.96, 0.02]];
    const half: Point[] = [...smooth(inner, false), [cheek + 0.02, 0.14], ...headHalf(pen).slice(5, 9)];
    const grown = 0.07;
    const outline = symmetric([...half.slice(0, -4), ...half.slice(-4).map(([px, py]): Point => [px * (1 + grown * 0.6), py * (1 + grown)]), [0.04, bottom * (1 + grown * 1.2)]]);
    canvas.fill(pen.onFace(outline, 0.01), { color, alpha: 0.95 });
    pen.spot(0, y + 0.22, 0.4, 0.14, [255, 255, 255], 0.1);
    return;
  }
  const lip = y - upper - 0.035;
  const moustache = ribbon(smooth([[-width * 1.12, y + 0.02], [-width * 0.6, lip - 0.02], [0, lip - 0.03], [width * 0.6, lip - 0.02], [width * 1.12, y + 0.02]], false), (t) => 0.035 + 0.085 * Math.sin(Math.PI * t)); // prettier-ignore
  canvas.fill(pen.onFace(moustache, 0.06), { color, alpha: 0.95 });
  if (style !== 'goatee') return;
  const { bottom, chin } = id.head;
  const line = smooth([[width * 1.08, y - 0.02], [width * 1.02, y + 0.16], [chin * 0.9 + 0.06, bottom * 0.93], [0, bottom * 1.03]], false);
  const inside = smooth([[0, y + id.mouth.lower + 0.08], [width * 0.5, y + id.mouth.lower + 0.06], [width * 0.86, y + 0.05], [width * 0.92, y - 0.02]], false);
  canvas.fill(pen.onFace(symmetric([...inside, ...line]), 0.02), { color, alpha: 0.93 });
}
