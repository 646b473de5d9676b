import { arc, ellipse, ribbon, smooth, symmetric, type Point } from '../geometry';
import { seeded } from '../random';
import { lighter, type Pen } from '../pen';

/** The outline of the head: right half from the crown to the chin. */
export function headHalf({ id }: Pen): Point[] {
  const { temple, cheek, jaw, chin, top, bottom } = id.head;
  return [[0.02, -top], [temple * 0.55, -top * 0.93], [temple * 0.9, -top * 0.66], [temple, -0.3], [cheek, 0.14], [(cheek + jaw) / 2 + 0.04, 0.46], [jaw, 0.66], [(jaw + chin) / 2 + 0.03, bottom * 0.87], [chin, bottom * 0.975], [0.02, bottom]]; // prettier-ignore
}

export function drawEars(pen: Pen): void {
  const { canvas, id } = pen;
  const { size, out, y } = id.ears;
  for (const side of [-1, 1]) {
    const x = side * (id.head.cheek + out - 0.03);
    const ear = pen.flat(ellipse(x, y, size * 0.62, size, side * 0.16), -0.22);
    canvas.fill(ear, { color: pen.skin(0.06), to: pen.skin(0.22), line: [pen.at(x, y - size, -0.22), pen.at(x, y + size, -0.22)] });
    canvas.fill(pen.flat(ribbon(arc(x + side * 0.01, y - 0.01, size * 0.34, size * 0.62, side > 0 ? -1.9 : -1.24, side > 0 ? 1.2 : -4.3, 10), 0.025), -0.22), { color: pen.skin(0.38), alpha: 0.7 });
    if (id.earrings) canvas.fill(pen.flat(ellipse(x - side * 0.02, y + size + 0.05, 0.045), -0.2), { color: [236, 200, 92] });
  }
}

/** Skin, soft light and shade, cheeks and lines. */
export function drawHead(pen: Pen): void {
  const { canvas, id, photo } = pen;
  const outline = pen.flat(smooth(symmetric(headHalf(pen))));
  canvas.fill(outline, { color: lighter(id.skin, 0.05), to: pen.skin(0.1), line: [pen.at(0, -0.7, 0), pen.at(0, 1.1, 0)] });
  pen.head = canvas.mask(outline);
  const { light, yaw } = photo;
  const dark = -Math.sign(light.x || 1);
  pen.spot(dark * 0.95, 0.1, 0.75, 1.35, pen.skin(0.45), light.strength * Math.abs(light.x) * 1.15);
  pen.spot(-dark * 0.32, -0.3, 0.6, 0.6, lighter(id.skin, 0.6), 0.35 * light.strength);
  canvas.spot(pen.at(-Math.sign(yaw) * 0.95, 0.2, 0), 0.5 * pen.unit, 1.3 * pen.unit, pen.skin(0.4), Math.abs(yaw), pen.head);
  for (const side of [-1, 1]) {
    pen.spot(side * 0.44, 0.33, 0.27, 0.22, [226, 84, 76], id.marks.blush);
    pen.spot(side * id.eyes.apart, id.eyes.y, id.eyes.width * 1.7, 0.22, pen.skin(0.34), 0.4);
  }
  pen.spot(0, id.head.bottom - 0.12, 0.3, 0.14, lighter(id.skin, 0.4), 0.22);
  pen.spot(0, id.mouth.y + 0.17, 0.2, 0.09, pen.skin(0.4), 0.35);
  drawMarks(pen);
}

function drawMarks(pen: Pen): void {
  const { id, photo } = pen;
  const { freckles, moles, lines } = id.marks;
  const d = seeded(freckles, Math.round(id.head.cheek * 1e6)); // the same spots in all photos
  for (let i = 0; i < freckles; i++) {
    const x = d.uniform(-0.55, 0.55);
    pen.fillFace(ellipse(x, 0.2 + d.uniform(-0.1, 0.17), d.uniform(0.012, 0.022), 0.014, 0, 8), { color: pen.skin(0.42), alpha: 0.65 }, pen.head);
  }
  for (const [x, y, r] of moles) pen.fillFace(ellipse(x, y, r, r, 0, 10), { color: [62, 36, 28], alpha: 0.85 }, pen.head);
  const fold = lines * (0.5 + 0.5 * Math.max(0, photo.smile));
  for (const side of [-1, 1]) {
    pen.fillFace(ribbon(smooth([[side * (id.nose.width + 0.06), 0.3], [side * (id.mouth.width + 0.08), 0.45], [side * (id.mouth.width + 0.1), id.mouth.y + 0.02]], false), (t) => 0.03 * Math.sin(Math.PI * t)), { color: pen.skin(0.42), alpha: 0.8 * fold }, pen.head);
  }
  if (lines > 0.4) for (const y of [-0.46, -0.37]) pen.fillFace(ribbon(smooth([[-0.34, y + 0.02], [0, y - 0.02], [0.34, y + 0.02]], false), (t) => 0.022 * Math.sin(Math.PI * t)), { color: pen.skin(0.35), alpha: lines * 0.8 }, pen.head); // prettier-ignore
}
