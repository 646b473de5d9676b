import { arc, ellipse, mirror, ribbon, smooth, type Point } from '../geometry';
import { darker, lighter, type Pen } from '../pen';

/** The lids' line from the inner corner to the outer one, `height` above or (negative) below; of the right half of the face. */
function lid(pen: Pen, height: number): Point[] {
  const { apart, y, width, tilt } = pen.id.eyes;
  const [cos, sin] = [Math.cos(-tilt), Math.sin(-tilt)];
  const line = smooth([[-1, 0], [-0.62, height * 0.68], [-0.1, height], [0.5, height * 0.86], [1, 0]], false, 5); // prettier-ignore
  return line.map(([t, h]): Point => [apart + t * width * cos + h * sin, y + t * width * sin - h * cos]);
}

export function drawEyes(pen: Pen): void {
  for (const side of [1, -1]) drawEye(pen, side);
}

function drawEye(pen: Pen, side: number): void {
  const { canvas, id, photo } = pen;
  const { eyes } = id;
  const open = Math.max(0.16, photo.eyesOpen - 0.22 * Math.max(0, photo.smile)) * eyes.open;
  const on = (path: Point[]): Point[] => pen.onFace(side > 0 ? path : mirror(path));
  const upper = lid(pen, open * 1.15);
  const lower = lid(pen, -open * 0.72);
  canvas.fill(on(ribbon(lid(pen, -open * 0.8 - 0.07), (t) => 0.05 * Math.sin(Math.PI * t))), { color: pen.skin(0.4), alpha: eyes.bag });
  const opening = on([...upper, ...lower.slice().reverse()]);
  canvas.fill(opening, { color: [246, 244, 240], to: [222, 218, 216], line: [pen.at(0, eyes.y + 0.05, 0.6), pen.at(0, eyes.y - 0.1, 0.6)] });
  const mask = canvas.mask(opening);
  const r = 0.092;
  const [x, y] = [side * eyes.apart + photo.gaze[0] * 0.09, eyes.y + photo.gaze[1] * 0.06 - 0.004];
  const disc = (radius: number, dx = 0, dy = 0): Point[] => pen.onFace(ellipse(x + dx, y + dy, radius, radius, 0, 18));
  canvas.fill(disc(r), { color: darker(eyes.iris, 0.45) }, mask);
  canvas.fill(disc(r * 0.82), { color: eyes.iris, to: lighter(eyes.iris, 0.25), line: [pen.at(x, y - r, 0.6), pen.at(x, y + r, 0.6)] }, mask);
  canvas.fill(disc(r * 0.45), { color: [14, 12, 14] }, mask);
  canvas.fill(disc(r * 0.26, 0.03 * Math.sign(photo.light.x), -0.035), { color: [255, 255, 255], alpha: 0.95 }, mask);
  canvas.fill(on(ribbon(upper, (t) => eyes.lash * (0.5 + 1.1 * t) + 0.008)), { color: [40, 26, 24], alpha: 0.95 });
  canvas.fill(on(ribbon(lower, () => 0.014)), { color: pen.skin(0.5), alpha: 0.6 });
  canvas.fill(on(ribbon(lid(pen, open * 1.15 + 0.045), (t) => 0.024 * Math.sin(Math.PI * t))), { color: pen.skin(0.45), alpha: 0.55 });
}

export function drawBrows(pen: Pen): void {
  const { canvas, id, photo } = pen;
  const { gap, thick, arch, tilt, length, color } = id.brows;
  const y = id.eyes.y - gap - photo.browRaise;
  const point = (t: number, lift: number): Point => [id.eyes.apart + t * length, y - t * length * Math.sin(tilt) - lift];
  const line = smooth([point(-0.95, 0), point(-0.2, arch * 0.7), point(0.4, arch), point(1.05, -0.02)], false, 5);
  const brow = ribbon(line, (t) => thick * (t < 0.15 ? 0.7 + 2 * t : 1.1 - 0.9 * Math.max(0, t - 0.35)));
  for (const path of [brow, mirror(brow)]) canvas.fill(pen.onFace(path), { color, alpha: 0.92 });
}

export function drawNose(pen: Pen): void {
  const { canvas, id, photo } = pen;
  const { length, width, bridge, tip } = id.nose;
  const y = id.eyes.y + length;
  const lift = 0.16;
  const side = -Math.sign(photo.light.x || 1);
  const out = (path: Point[], z = lift): Point[] => pen.onFace(path, z);
  const flank = smooth([[side * 0.075, id.eyes.y - 0.06], [side * 0.06, id.eyes.y + length * 0.4], [side * (width * 0.72), y - 0.07], [side * width * 0.9, y]], false);
  canvas.fill(out([...flank, [0, y], [0, id.eyes.y - 0.04]], lift * 0.7), { color: pen.skin(0.34), alpha: bridge * (0.5 + photo.light.strength) });
  canvas.fill(out(ellipse(0, y - 0.045, tip + 0.03, tip + 0.02)), { color: lighter(id.skin, 0.2), alpha: 0.28 });
  canvas.spot(pen.at(-side * 0.025, y - 0.07, pen.depth(0, y) + lift), 0.07 * pen.unit, 0.07 * pen.unit, [255, 255, 255], 0.42);
  for (const s of [-1, 1]) {
    canvas.fill(out(ribbon(arc(s * width * 0.72, y - 0.025, width * 0.36, 0.075, s > 0 ? -0.9 : Math.PI + 0.9, s > 0 ? 1.5 : Math.PI - 1.5, 8), (t) => 0.034 * Math.sin(Math.PI * Math.min(1, t + 0.1))), lift * 0.7), { color: pen.skin(0.46), alpha: 0.75 });
    canvas.fill(out(ellipse(s * width * 0.42, y + 0.012, width * 0.24, 0.022, s * 0.25)), { color: pen.skin(0.66), alpha: 0.85 });
  }
  canvas.fill(out(ribbon(smooth([[-width * 0.4, y + 0.03], [0, y + 0.055], [width * 0.4, y + 0.03]], false), (t) => 0.03 * Math.sin(Math.PI * t))), { color: pen.skin(0.42), alpha: 0.6 });
}

export function drawMouth(pen: Pen): void {
  const { canvas, id, photo } = pen;
  const { y, width: rest, upper, lower, corner, color } = id.mouth;
  const smile = photo.smile;
  const w = rest * (1 + 0.22 * smile);
  const open = photo.mouthOpen * 0.12;
  const up = corner + 0.075 * smile; // the corners rise
  const middle = (drop: number): Point[] => smooth([[-w, y - up], [-w * 0.5, y + drop * 0.8 - up * 0.2], [0, y + drop + 0.012], [w * 0.5, y + drop * 0.8 - up * 0.2], [w, y - up]], false, 5); // prettier-ignore
  const [top, bottom] = [middle(-open * 0.35), middle(open)];
  const bow = smooth([[w, y - up], [w * 0.55, y - upper * 0.75 - up * 0.35 - open * 0.35], [w * 0.2, y - upper * 1.12 - open * 0.4], [0, y - upper * 0.78 - open * 0.4], [-w * 0.2, y - upper * 1.12 - open * 0.4], [-w * 0.55, y - upper * 0.75 - up * 0.35 - open * 0.35], [-w, y - up]], false, 4); // prettier-ignore
  const rim = smooth([[w, y - up], [w * 0.6, y + lower * 0.8 + open * 0.85 - up * 0.1], [0, y + lower * 1.25 + open], [-w * 0.6, y + lower * 0.8 + open * 0.85 - up * 0.1], [-w, y - up]], false, 5); // prettier-ignore
  const on = (path: Point[]): Point[] => pen.onFace(path, 0.05);
  if (open > 0) {
    const gap = on([...top, ...bottom.slice().reverse()]);
    canvas.fill(gap, { color: [86, 26, 30] });
    canvas.fill(on([...top, ...middle(open * 0.3).reverse()]), { color: [248, 244, 236] }, canvas.mask(gap));
  }
  canvas.fill(on([...bottom, ...rim]), { color: lighter(color, 0.08) });
  canvas.fill(on([...top, ...bow]), { color: darker(color, 0.12) });
  canvas.spot(pen.at(0, y + lower * 0.75 + open, pen.depth(0, y) + 0.05), w * 0.5 * pen.unit, lower * 0.5 * pen.unit, [255, 255, 255], 0.32);
  if (open === 0) canvas.fill(on(ribbon(top, (t) => 0.012 + 0.02 * Math.sin(Math.PI * t))), { color: darker(color, 0.55), alpha: 0.9 });
  for (const s of [-1, 1]) pen.spot(s * (w + 0.02), y - up, 0.06, 0.06, pen.skin(0.5), 0.4);
}
