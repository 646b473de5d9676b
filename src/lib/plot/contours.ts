import type { LayerOf } from './layers';
import { d3, element, type SvgDocument, type SvgElement } from './observable';

type Scale = (value: number) => number;

/**
 * Regions or lines of a contour layer. D3 finds them on the grid of samples; here they are laid over the axes, so that the grid may have uneven
 * steps. All regions are drawn opaque in one group with one opacity: the colour of a lower band never shows through a higher one.
 */
export function contourGroup(document: SvgDocument, layer: LayerOf<'contour'>, x: Scale, y: Scale): SvgElement {
  const { filled, alpha, levels, colors } = layer;
  const group = element(document, 'g', { opacity: alpha, fill: 'none', 'data-levels': levels.join(' ') });
  const place = placeOnGrid(layer, x, y);
  // the lowest region is everything: a level below all values
  const bands = filled ? [-Infinity, ...levels] : levels;
  bandsOf(layer, bands).forEach((rings, k) => {
    const path = rings.map((ring) => (filled ? closed(ring, place) : open(ring, layer.xs.length, layer.ys.length, place))).join('');
    if (path) group.appendChild(element(document, 'path', filled ? { d: path, fill: colors[k], 'fill-rule': 'evenodd' } : { d: path, stroke: colors[k], 'stroke-width': 1.4 }));
  });
  return group;
}

type Point = [number, number];

function bandsOf({ xs, ys, z }: LayerOf<'contour'>, levels: number[]): Point[][][] {
  const lowest = levels[0] === -Infinity ? [whole(xs.length, ys.length)] : null;
  const real = levels.filter((t) => t !== -Infinity);
  const found = d3().contours().size([xs.length, ys.length]).thresholds(real)(z).map((band) => band.coordinates.flat()); // prettier-ignore
  return lowest ? [lowest, ...found] : found;
}

const whole = (nx: number, ny: number): Point[] => [[0, 0], [nx, 0], [nx, ny], [0, ny], [0, 0]]; // prettier-ignore

/** From D3's units, where sample i lies at i + 0.5, to pixels; half a step beyond the outer samples is cut off. */
function placeOnGrid({ xs, ys }: LayerOf<'contour'>, x: Scale, y: Scale): (p: Point) => string {
  const at = (values: number[], u: number): number => {
    const t = Math.min(values.length - 1, Math.max(0, u - 0.5));
    const i = Math.min(values.length - 2, Math.floor(t));
    return i < 0 ? values[0] : values[i] + (t - i) * (values[i + 1] - values[i]);
  };
  return ([u, v]) => `${x(at(xs, u)).toFixed(1)},${y(at(ys, v)).toFixed(1)}`;
}

const closed = (ring: Point[], place: (p: Point) => string): string => `M${ring.map(place).join('L')}Z`;

/** A line along a level, without the parts that only follow the edge of the grid. */
function open(ring: Point[], nx: number, ny: number, place: (p: Point) => string): string {
  const onEdge = (u: number, n: number): number => (u <= 0.5 ? -1 : u >= n - 0.5 ? 1 : 0);
  const alongEdge = (a: Point, b: Point): boolean => [nx, ny].some((n, k) => onEdge(a[k], n) !== 0 && onEdge(a[k], n) === onEdge(b[k], n));
  let path = '';
  let drawing = false;
  for (let i = 1; i < ring.length; i++) {
    if (alongEdge(ring[i - 1], ring[i])) drawing = false;
    else {
      path += `${drawing ? '' : `M${place(ring[i - 1])}`}L${place(ring[i])}`;
      drawing = true;
    }
  }
  return path;
}
