import type { Color } from '../canvas';
import { arc, ribbon, smooth, symmetric, type Point } from '../geometry';
import { darker, lighter, type Pen } from '../pen';

const PI = Math.PI;
const CURLY = new Set(['curls', 'afro']);

/** Hair that falls behind head and neck. */
export function drawHairBehind(pen: Pen): void {
  const { canvas, id } = pen;
  const { style, color, volume, length } = id.hair;
  const w = id.head.cheek + volume;
  const back = darker(color, 0.28);
  const behind = (path: Point[], paint: Color = back): void => canvas.fill(pen.flat(path, -0.25), { color: paint, to: darker(paint, 0.3), line: [pen.at(0, -0.4, 0), pen.at(0, 1.4, 0)] });
  if (style === 'bob') behind(smooth(symmetric([[0.2, -id.head.top - volume * 0.9], [w * 0.8, -0.8], [w + 0.1, -0.1], [w + 0.14, 0.5], [w + 0.02, 0.72 + 0.3 * length], [0.02, 0.8 + 0.3 * length]])));
  if (style === 'long' || style === 'fringe') behind(smooth(symmetric([[0.2, -id.head.top - volume * 0.9], [w * 0.82, -0.8], [w + 0.06, 0], [w + 0.08, 0.9], [w + 0.1, 1.2 + 0.6 * length], [w * 0.6, 1.3 + 0.7 * length], [0.02, 1.3 + 0.5 * length]])));
  if (style === 'wavy') {
    const wave = Array.from({ length: 9 }, (_, i): Point => [w + 0.12 + 0.075 * (i % 2 ? 1 : -1), -0.6 + (i * (1.7 + 0.6 * length)) / 8]);
    behind(smooth(symmetric([[0.2, -id.head.top - volume * 0.9], [w * 0.75, -0.9], ...wave, [0.02, 1.2 + 0.6 * length]])));
  }
  if (style === 'bun') {
    canvas.fill(pen.flat(bumps(0, -id.head.top - 0.24 - volume * 0.4, 0.24 + 0.1 * length, 0.22 + 0.08 * length, 9, 0.03), -0.2), { color: lighter(color, 0.06), to: back, line: [pen.at(0, -1.4, 0), pen.at(0, -0.95, 0)] });
  }
  if (style === 'afro') behind(bumps(0, -0.32, w + 0.26 + 0.16 * length, 0.98 + 0.14 * length, 22, 0.035));
  if (style === 'curls') behind(bumps(0, -0.2, w + 0.06 + 0.06 * length, 0.96 + 0.1 * length, 15, 0.06));
}

/** An ellipse with a bumpy edge. */
function bumps(cx: number, cy: number, rx: number, ry: number, count: number, height: number, from = 0, to = 2 * PI): Point[] {
  const n = count * 6;
  return Array.from({ length: n + 1 }, (_, i): Point => {
    const a = from + ((to - from) * i) / n;
    const r = 1 + height * Math.abs(Math.sin(((i / 6) * PI)));
    return [cx + rx * r * Math.cos(a), cy + ry * r * Math.sin(a)];
  });
}

/** The hairline on the face, from the right temple to the left one. */
function hairline(pen: Pen): Point[] {
  const { temple } = pen.id.head;
  const { style, line, side } = pen.id.hair;
  const burns = style === 'long' || style === 'wavy' || style === 'bob' ? 0.22 : -0.02;
  const x = temple + 0.03;
  const turned = (points: Point[]): Point[] => (side > 0 ? points : points.map(([px, py]): Point => [-px, py]).reverse());
  if (style === 'fringe') return Array.from({ length: 15 }, (_, i): Point => [x - (2 * x * i) / 14, (i % 2 ? -0.28 : -0.2) - 0.06 * Math.cos((PI * (i - 7)) / 7) + (line + 0.6) * 0.4]);
  if (style === 'receding' || style === 'buzz') return smooth([[x, -0.06], [temple * 0.92, -0.36], [temple * 0.74, line - 0.1], [temple * 0.42, line - 0.17], [0, line - (style === 'buzz' ? 0.1 : 0)], [-temple * 0.42, line - 0.17], [-temple * 0.74, line - 0.1], [-temple * 0.92, -0.36], [-x, -0.06]], false); // prettier-ignore
  if (style === 'parted' || style === 'bob' || style === 'long' || style === 'wavy') return turned(smooth([[x, burns], [temple * 0.9, -0.22], [temple * 0.74, line * 0.86], [temple * 0.4, line - 0.12], [-temple * 0.3, line + 0.09], [-temple * 0.72, line + 0.24], [-temple * 0.93, -0.14], [-x, burns]], false)); // prettier-ignore
  return smooth([[x, burns - 0.06], [temple * 0.93, -0.26], [temple * 0.84, line * 0.84], [temple * 0.45, line - 0.02], [0, line], [-temple * 0.45, line - 0.02], [-temple * 0.84, line * 0.84], [-temple * 0.93, -0.26], [-x, burns - 0.06]], false); // prettier-ignore
}

/** The outer edge, from the left temple over the crown to the right one. */
function crown(pen: Pen): Point[] {
  const { head, hair } = pen.id;
  const { style, volume: v, side } = hair;
  const w = head.temple;
  if (CURLY.has(style)) return bumps(0, -0.3, w + v + (style === 'afro' ? 0.16 : 0.06), head.top - 0.24 + v + (style === 'afro' ? 0.16 : 0.05), 11, 0.09, -PI - 0.12, 0.12);
  if (style === 'spiky') {
    return Array.from({ length: 19 }, (_, i): Point => {
      const a = -PI + (PI * i) / 18;
      const r = i % 2 ? 1.18 + v * 0.6 : 0.99 + v * 0.3;
      return [(w + 0.04) * (i > 2 && i < 16 ? r : 1.02) * Math.cos(a), -0.26 + (head.top - 0.24) * r * Math.sin(a)];
    });
  }
  const lift = style === 'buzz' || style === 'receding' ? 0.025 : 0.5 * v + 0.03;
  const tall = style === 'quiff' ? 0.1 + 0.8 * v : lift;
  const wide = style === 'quiff' ? 0.02 : lift * 0.9;
  const lean = style === 'quiff' ? side * 0.09 : 0;
  return smooth([[-w - wide - 0.02, 0.02], [-w - wide, -0.36], [-w * 0.84 - wide, -head.top * 0.72], [-w * 0.48 + lean, -head.top * 0.96 - tall * 0.9], [lean, -head.top - tall], [w * 0.48 + lean, -head.top * 0.96 - tall * 0.9], [w * 0.84 + wide, -head.top * 0.72], [w + wide, -0.36], [w + wide + 0.02, 0.02]], false); // prettier-ignore
}

/** Hair on top of the head, in front. */
export function drawHairInFront(pen: Pen): void {
  const { canvas, id } = pen;
  const { style, color, side } = id.hair;
  if (style === 'bald') {
    pen.spot(side * 0.2, -0.72, 0.4, 0.24, [255, 255, 255], 0.3);
    return;
  }
  const cap = [...pen.flat(crown(pen)), ...pen.onFace(hairline(pen))];
  const alpha = style === 'buzz' ? 0.78 : 1;
  canvas.fill(cap, { color: lighter(color, 0.1), to: darker(color, 0.18), alpha, line: [pen.at(0, -1.05, 0.2), pen.at(0, -0.2, 0.2)] });
  const mask = canvas.mask(cap);
  if (style === 'buzz') return;
  canvas.spot(pen.at(0.25 * Math.sign(pen.photo.light.x), -id.head.top * 0.84, 0.2), 0.55 * pen.unit, 0.26 * pen.unit, lighter(color, 0.6), 0.34, mask);
  if (CURLY.has(style)) {
    for (let i = 0; i < 16; i++) canvas.fill(pen.flat(ribbon(arc(-0.66 + (i % 8) * 0.19, -0.98 + Math.floor(i / 8) * 0.24 + 0.1 * Math.abs((i % 8) - 3.5) * 0.6, 0.07, 0.06, PI, 2.4 * PI, 7), 0.022), 0.15), { color: i % 2 ? darker(color, 0.35) : lighter(color, 0.2), alpha: 0.5 }, mask);
    return;
  }
  const strand = (t: number): Point[] => smooth([[side * (0.28 - 0.1 * t), -id.head.top - 0.12], [side * (0.3 - 1.1 * t), -0.82], [side * (0.34 - 1.5 * t), -0.3]], false);
  for (const t of [-0.2, 0.1, 0.35, 0.6]) canvas.fill(pen.onFace(ribbon(strand(t), (u) => 0.03 * Math.sin(PI * u))), { color: darker(color, 0.35), alpha: 0.45 }, mask);
  if (style === 'long' || style === 'wavy' || style === 'bob') drawLocks(pen);
}

/** Strands beside the cheeks, in front of the ears. */
function drawLocks(pen: Pen): void {
  const { canvas, id } = pen;
  const { style, color, volume, length } = id.hair;
  const end = style === 'bob' ? 0.66 + 0.3 * length : 1.2 + 0.5 * length;
  const w = id.head.cheek;
  const sway = style === 'wavy' ? 0.07 : 0;
  for (const side of [-1, 1]) {
    const outer: Point[] = [[side * (id.head.temple + volume * 0.45), -0.42], [side * (w + volume * 0.8 + sway), 0.1], [side * (w + volume - sway), end * 0.6], [side * (w + volume * 0.9 + sway), end]];
    const inner: Point[] = [[side * (w - 0.12), end - 0.04], [side * (w - 0.06 + sway * 0.5), end * 0.6], [side * (w - 0.055), 0.16], [side * (id.head.temple - 0.05), -0.36]];
    const path = [...smooth(outer, false), ...smooth(inner, false)];
    canvas.fill(pen.flat(path, 0.02), { color, to: darker(color, 0.22), line: [pen.at(0, -0.3, 0), pen.at(0, end, 0)] });
    canvas.fill(pen.flat(ribbon(smooth([[side * w, -0.1], [side * (w + 0.05 + sway), 0.4], [side * (w + 0.04), end * 0.9]], false), (t) => 0.03 * Math.sin(PI * t)), 0.02), { color: lighter(color, 0.3), alpha: 0.45 });
  }
}
