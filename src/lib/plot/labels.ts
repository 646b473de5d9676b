import type { LayerOf } from './layers';
import { element, type SvgDocument, type SvgElement } from './observable';
import type { Position } from './position';

const HEIGHT = 14;
/** Pixels for one letter: a little generous, since a reader's font may be wider than ours. */
const LETTER = 7.2;
/** Pixels from a point to its name, and how far a name may be before a thin line ties it to its point. */
const [GAP, TIED] = [7, 12];
/** Names above or below a point cost as much as this many pixels: beside it they are easier to read. */
const ABOVE = 10;
/** Times that every name may look for a better place once all others have theirs. */
const ROUNDS = 4;

/** A rectangle in pixels. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const boxAt = (left: number, middle: number, width: number): Box => ({ left, top: middle - HEIGHT / 2, right: left + width, bottom: middle + HEIGHT / 2 });

const overlap = (a: Box, b: Box): number => Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

/** From a point to the nearest side of a rectangle; 0 inside. */
const distance = (x: number, y: number, b: Box): number => Math.hypot(Math.max(b.left - x, 0, x - b.right), Math.max(b.top - y, 0, y - b.bottom));

/** Places for a name, the nearest first: beside the point, above and below, then further away. */
function places(x: number, y: number, width: number): Box[] {
  const found: Box[] = [];
  for (const away of [GAP, 22, 44])
    for (let dy = 0; dy <= 12 * HEIGHT; dy += HEIGHT / 2)
      for (const middle of dy === 0 ? [y] : [y - dy, y + dy]) found.push(boxAt(x + away, middle, width), boxAt(x - away - width, middle, width));
  return [...found, boxAt(x - width / 2, y - HEIGHT, width), boxAt(x - width / 2, y + HEIGHT, width)];
}

/**
 * Where names of points go so that they cover neither each other nor the points: each takes the cheapest place in turn, a few times over.
 * @param points in pixels
 * @param frame names stay inside it
 */
export function placeLabels(points: readonly { x: number; y: number; width: number }[], frame: Box): Box[] {
  const dots = points.map(({ x, y }) => ({ left: x - 4, top: y - 4, right: x + 4, bottom: y + 4 }));
  const placed: (Box | undefined)[] = points.map(() => undefined);
  const choices = points.map(({ x, y, width }) => places(x, y, width));
  const cost = (box: Box, i: number): number => {
    const outside = Math.max(0, frame.left - box.left, box.right - frame.right) + Math.max(0, frame.top - box.top, box.bottom - frame.bottom);
    let sum = 50 * outside + distance(points[i].x, points[i].y, box);
    dots.forEach((dot) => (sum += 3 * overlap(box, dot)));
    placed.forEach((other, j) => (sum += other && j !== i ? 5 * overlap(box, other) : 0));
    return sum;
  };
  const order = points.map((_, i) => i).sort((a, b) => points[a].y - points[b].y);
  for (let round = 0; round < ROUNDS; round++)
    for (const i of order) {
      const costs = choices[i].map((box, k) => cost(box, i) + (k < choices[i].length - 2 ? 0 : ABOVE));
      placed[i] = choices[i][costs.indexOf(Math.min(...costs))];
    }
  return placed as Box[];
}

/** The names of a layer, each near its point; a thin line goes to those that had to move away. */
export function labelGroup(document: SvgDocument, layer: LayerOf<'labels'>, at: Position): SvgElement {
  const group = element(document, 'g', { class: 'labels', 'font-size': 12 });
  const points = layer.texts.map((text, i) => ({ x: at.x(layer.x[i]), y: at.y(layer.y[i]), width: LETTER * text.length }));
  const boxes = placeLabels(points, at.frame);
  const color = (i: number): string => layer.colors[layer.colors.length === 1 ? 0 : i];
  boxes.forEach((box, i) => {
    const { x, y } = points[i];
    if (distance(x, y, box) <= TIED) return;
    const end = Math.max(box.left, Math.min(x, box.right));
    group.appendChild(element(document, 'line', { x1: x, y1: y, x2: end, y2: (box.top + box.bottom) / 2, stroke: color(i), 'stroke-width': 0.7, opacity: 0.55 }));
  });
  boxes.forEach((box, i) => {
    const { x } = points[i];
    const [from, anchor] = box.left >= x ? [box.left, 'start'] : box.right <= x ? [box.right, 'end'] : [(box.left + box.right) / 2, 'middle']; // the near end stays put, whatever the font
    const text = element(document, 'text', { x: from, y: (box.top + box.bottom) / 2, dy: '0.35em', 'text-anchor': anchor, fill: color(i), stroke: '#fff', 'stroke-width': 3, 'paint-order': 'stroke' });
    (text as unknown as { textContent: string }).textContent = layer.texts[i];
    group.appendChild(text);
  });
  return group;
}
