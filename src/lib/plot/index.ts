/** `gradus/plot`: matplotlib-like figures, drawn by Observable Plot as SVG. docs/plot.md has an example of each. @module gradus/plot */
import { Figure } from './figure';
import type { FigureOptions } from './options';
import { Subplots, type SubplotsOptions } from './subplots';

export { Figure } from './figure';
export type { BarOptions, ContourOptions, FigureOptions, HeatmapOptions, ImageOptions, LineOptions, ScatterOptions } from './options';
export { Subplots, type SubplotsOptions } from './subplots';
export type { Vector } from './layers';
export { classColor, mapColor, PALETTE } from './colors';
export { encodePng, toRgbImage, type RgbImage } from './image';

/** An empty figure: figure({ title: 'Cost' }).plot(x, y).show() */
export function figure(options: FigureOptions = {}): Figure {
  return new Figure(options);
}

/** A grid of empty figures: const grid = subplots(1, 2); grid.at(0, 1).imshow(image); grid.show() */
export function subplots(rows: number, columns: number, options: SubplotsOptions = {}): Subplots {
  return new Subplots(rows, columns, options);
}
