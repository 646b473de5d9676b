import { inkOn, mapColor } from './colors';
import { pngDataUri } from './image';
import type { Layer } from './layers';
import type { PlotModule } from './observable';

type Mark = unknown;

/** The part of the DOM that is used here. */
interface SvgDocument {
  createElementNS(ns: string, name: string): { setAttribute(name: string, value: string): void };
}

type Of<T extends Layer['type']> = Extract<Layer, { type: T }>;

/** The marks of Observable Plot that draw a layer. */
export function toMarks(Plot: PlotModule, layer: Layer): Mark[] {
  switch (layer.type) {
    case 'line':
      return [Plot.line(indices(layer.x), { x: (i: number) => layer.x[i], y: (i: number) => layer.y[i], stroke: layer.color, strokeWidth: layer.width, strokeDasharray: layer.dash, clip: true })];
    case 'scatter':
      return [Plot.dot(indices(layer.x), { x: (i: number) => layer.x[i], y: (i: number) => layer.y[i], fill: color(layer), r: layer.size, stroke: '#fff', strokeWidth: 0.7, fillOpacity: 0.9, clip: true })];
    case 'contour':
      return contourMarks(Plot, layer);
    case 'image':
      return imageMarks(Plot, layer);
    case 'bar':
      return [Plot.barY(indices(layer.values), { x: (i: number) => layer.labels[i], y: (i: number) => layer.values[i], fill: layer.color }), Plot.ruleY([0])];
    case 'hist':
      return [Plot.rectY(indices(layer.counts), { x1: (i: number) => layer.edges[i], x2: (i: number) => layer.edges[i + 1], y1: 0, y2: (i: number) => layer.counts[i], fill: layer.color, inset: 0.5 }), Plot.ruleY([0])]; // prettier-ignore
    case 'heatmap':
      return heatmapMarks(Plot, layer);
    case 'text':
      return [Plot.text([layer.text], { x: [layer.x], y: [layer.y], fill: layer.color, fontSize: 13 })];
    case 'arrow':
      return [Plot.arrow([layer], { x1: layer.from[0], y1: layer.from[1], x2: layer.to[0], y2: layer.to[1], stroke: layer.color, strokeWidth: 2, headLength: 6, inset: 0, clip: true })];
    case 'rule':
      return [layer.axis === 'x' ? Plot.ruleX([layer.at], { stroke: layer.color, strokeDasharray: layer.dash }) : Plot.ruleY([layer.at], { stroke: layer.color, strokeDasharray: layer.dash })];
  }
}

const indices = (list: readonly unknown[]): number[] => list.map((_, i) => i);

/** One colour, or each point's own; colours as they are, outside of any colour scale. */
function color(layer: Of<'scatter'>): unknown {
  return layer.groups ? { value: layer.colors, scale: null } : layer.colors[0];
}

function contourMarks(Plot: PlotModule, layer: Of<'contour'>): Mark[] {
  const [x1, x2] = [layer.xs[0], layer.xs[layer.xs.length - 1]];
  const [y1, y2] = [layer.ys[0], layer.ys[layer.ys.length - 1]];
  const grid = { width: layer.xs.length, height: layer.ys.length, x1, x2, y1, y2, clip: true, thresholds: layer.levels };
  const band = (k: number): string => layer.colors[k] ?? mapColor('viridis', k / Math.max(layer.levels.length, 1));
  const level = (value: unknown): string => band(layer.levels.filter((t) => t <= Number(value) + 1e-12).length);
  const each = layer.levels.map((t) =>
    Plot.contour(layer.z, { ...grid, thresholds: [t], ...(layer.filled ? { fill: level(t), fillOpacity: layer.alpha, stroke: 'none' } : { stroke: level(t), strokeOpacity: layer.alpha, strokeWidth: 1.2 }) }),
  );
  const base = Plot.rect([0], { x1: [x1], x2: [x2], y1: [y1], y2: [y2], fill: band(0), fillOpacity: layer.alpha, clip: true });
  return layer.filled ? [base, ...cover(Plot, layer, grid), ...each] : each;
}

/** White under each filled region, so that a lower band's colour does not show through it. */
function cover(Plot: PlotModule, layer: Of<'contour'>, grid: object): Mark[] {
  return [Plot.contour(layer.z, { ...grid, thresholds: [layer.levels[0]], fill: '#fff', fillOpacity: 1, stroke: 'none' })];
}

function imageMarks(Plot: PlotModule, layer: Of<'image'>): Mark[] {
  const [left, right, bottom, top] = layer.extent;
  const uri = pngDataUri(layer);
  return [
    // an invisible rectangle makes the axes reach the picture's corners
    Plot.rect([0], { x1: [Math.min(left, right)], x2: [Math.max(left, right)], y1: [Math.min(bottom, top)], y2: [Math.max(bottom, top)], fill: 'none' }),
    stretched(uri, layer.extent),
  ];
}

/** A mark of our own: Plot's image mark keeps a fixed size in pixels, a picture in a coordinate system has one in units. */
function stretched(uri: string, [left, right, bottom, top]: [number, number, number, number]): Mark {
  return (_: unknown, scales: { x: (v: number) => number; y: (v: number) => number }, __: unknown, ___: unknown, context: { document: SvgDocument }) => {
    const [x1, x2, y1, y2] = [scales.x(left), scales.x(right), scales.y(top), scales.y(bottom)];
    const image = context.document.createElementNS('http://www.w3.org/2000/svg', 'image');
    const attributes = { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1), href: uri, preserveAspectRatio: 'none' };
    for (const [name, value] of Object.entries(attributes)) image.setAttribute(name, String(value));
    return image;
  };
}

function heatmapMarks(Plot: PlotModule, layer: Of<'heatmap'>): Mark[] {
  const all = layer.values.flat();
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const cells = layer.values.flatMap((row, r) => row.map((value, c) => ({ row: layer.rows[r], column: layer.columns[c], value, color: mapColor(layer.cmap, (value - low) / (high - low || 1)) })));
  const place = { x: 'column', y: 'row' };
  const marks: Mark[] = [Plot.cell(cells, { ...place, fill: { value: cells.map((c) => c.color), scale: null }, inset: 0.5 })];
  if (layer.annotate) marks.push(Plot.text(cells, { ...place, text: (d: { value: number }) => String(Number(d.value.toPrecision(3))), fill: { value: cells.map((c) => inkOn(c.color)), scale: null } }));
  return marks;
}
