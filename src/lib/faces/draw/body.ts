import { ellipse, mirror, ribbon, smooth, symmetric, type Point } from '../geometry';
import { darker, lighter, type Pen } from '../pen';

export function drawBackground(pen: Pen): void {
  const { canvas, photo } = pen;
  const s = canvas.size;
  canvas.fill([[0, 0], [s, 0], [s, s], [0, s]], { color: photo.background.upper, to: photo.background.lower, line: [[0, 0], [0, s]] }); // prettier-ignore
  for (const { x, y, r, color } of photo.background.spots) canvas.fill(ellipse(x * s, y * s, r * s), { color, alpha: 0.35 });
}

/** Neck, shoulders and what is worn. */
export function drawBody(pen: Pen): void {
  const { canvas, id, photo } = pen;
  const { color, second, style } = photo.clothes;
  const neck = 0.5 * id.head.jaw + 0.1;
  const shoulders = pen.body(symmetric(smooth([[0.34, 1.36], [0.75, 1.5], [1.12, 1.68], [1.3, 2.1], [1.34, 2.6]], false)));
  if (style === 'hood') canvas.fill(pen.body(ellipse(0, 1.42, 0.86, 0.5)), { color: darker(color, 0.25) });
  canvas.fill(shoulders, { color: lighter(color, 0.08), to: darker(color, 0.25), line: [pen.pixel(0, 1.4), pen.pixel(0, 2.2)] });
  const stripes = style === 'stripes' ? canvas.mask(shoulders) : null;
  if (stripes) for (let y = 1.62; y < 2.4; y += 0.22) canvas.fill(pen.body([[-1.5, y], [1.5, y], [1.5, y + 0.1], [-1.5, y + 0.1]]), { color: second }, stripes); // prettier-ignore
  canvas.fill(pen.body(symmetric(smooth([[neck, 0.5], [neck, 1.2], [neck + 0.06, 1.4], [0.26, 1.62], [0.0, 1.72]], false))), { color: pen.skin(0.12), to: pen.skin(0.3), line: [pen.pixel(0, 1.6), pen.pixel(0, 0.98)] });
  if (style === 'collar') {
    const flap: Point[] = [[neck + 0.02, 1.3], [0.64, 1.5], [0.42, 1.84], [0.04, 1.68]];
    for (const side of [flap, mirror(flap)]) canvas.fill(pen.body(side), { color: second });
    for (const side of [flap, mirror(flap)]) canvas.fill(pen.body(ribbon([...side, side[0]], 0.02)), { color: darker(second, 0.2) });
  } else if (style === 'hood') {
    for (const x of [-0.16, 0.16]) canvas.fill(pen.body(ribbon([[x, 1.66], [x * 1.2, 2.1]], 0.035)), { color: second });
  } else {
    canvas.fill(pen.body(ribbon(smooth([[-neck - 0.1, 1.4], [-0.27, 1.64], [0, 1.75], [0.27, 1.64], [neck + 0.1, 1.4]], false), 0.06)), { color: darker(color, 0.18) });
  }
}
