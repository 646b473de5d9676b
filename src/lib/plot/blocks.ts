import { inkOn, mapColor, toRgb } from './colors';
import { pngDataUri } from './image';
import type { ColorRange, LayerOf } from './layers';
import type { Layout } from './layout';
import { element, type SvgDocument, type SvgElement } from './observable';
import type { Position } from './position';

/** Heat maps with more cells become one small picture: a rectangle for each would make the notebook heavy. */
const MAX_CELLS = 1600;

export function colorIn({ cmap, low, high }: ColorRange, value: number): string {
  return Number.isNaN(value) ? '#cccccc' : mapColor(cmap, (value - low) / (high - low || 1));
}

/** A picture stretched over its extent; a few pixels of it stay sharp squares. */
export function imageElement(document: SvgDocument, layer: LayerOf<'image'>, at: Position): SvgElement {
  const [left, right, bottom, top] = layer.extent;
  const [x1, x2, y1, y2] = [at.x(left), at.x(right), at.y(top), at.y(bottom)];
  return picture(document, pngDataUri(layer), Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1), Math.abs(x2 - x1) > 2 * layer.width);
}

function picture(document: SvgDocument, href: string, x: number, y: number, width: number, height: number, sharp: boolean): SvgElement {
  return element(document, 'image', { x, y, width, height, href, preserveAspectRatio: 'none', style: sharp ? 'image-rendering:pixelated' : undefined });
}

/** Bars of one layer; several layers with bars stand side by side at each name. */
export function barGroup(document: SvgDocument, layer: LayerOf<'bar'>, all: LayerOf<'bar'>[], { x }: Layout, at: Position): SvgElement {
  const group = element(document, 'g', { fill: layer.color });
  const names = x.kind === 'names' ? x.names : [];
  const width = (0.8 * at.stepX) / all.length;
  layer.values.forEach((value, i) => {
    if (!Number.isFinite(value)) return;
    const left = at.x(all.length === 1 ? i : names.indexOf(layer.labels[i])) + width * (all.indexOf(layer) - all.length / 2);
    const [y0, y1] = [at.y(0), at.y(value)];
    group.appendChild(element(document, 'rect', { x: left + 0.5, y: Math.min(y0, y1), width: Math.max(width - 1, 0.5), height: Math.abs(y1 - y0) }));
  });
  return group;
}

export function heatmapGroup(document: SvgDocument, layer: LayerOf<'heatmap'>, at: Position): SvgElement {
  const { values, rows, columns, range, annotate } = layer;
  if (rows.length * columns.length > MAX_CELLS && !annotate) return heatmapPicture(document, layer, at);
  const group = element(document, 'g', { 'text-anchor': 'middle', 'font-size': 12 });
  values.forEach((row, r) =>
    row.forEach((value, c) => {
      const fill = colorIn(range, value);
      group.appendChild(element(document, 'rect', { x: at.x(c) - at.stepX / 2 + 0.5, y: at.y(r) - at.stepY / 2 + 0.5, width: Math.max(at.stepX - 1, 0.5), height: Math.max(at.stepY - 1, 0.5), fill }));
      if (annotate) group.appendChild(cellText(document, at.x(c), at.y(r), value, inkOn(fill)));
    }),
  );
  return group;
}

function cellText(document: SvgDocument, x: number, y: number, value: number, fill: string): SvgElement {
  const text = element(document, 'text', { x, y, dy: '0.35em', fill });
  (text as unknown as { textContent: string }).textContent = String(Number(value.toPrecision(3)));
  return text;
}

function heatmapPicture(document: SvgDocument, { values, rows, columns, range }: LayerOf<'heatmap'>, at: Position): SvgElement {
  const rgb = new Uint8Array(rows.length * columns.length * 3);
  values.flat().forEach((value, i) => rgb.set(toRgb(colorIn(range, value)), 3 * i));
  const { left, top, right, bottom } = at.frame;
  return picture(document, pngDataUri({ width: columns.length, height: rows.length, rgb }), left, top, right - left, bottom - top, true);
}
