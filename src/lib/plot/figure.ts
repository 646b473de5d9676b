import fs from 'node:fs';
import { histogram, NDArray } from '../np';
import { classColor, PALETTE } from './colors';
import { toRgbImage } from './image';
import { toNumbers, toPair, type Layer, type Vector } from './layers';
import { showFigures } from './show';
import { renderFigure } from './svg';

export interface FigureOptions {
  title?: string;
  xLabel?: string;
  yLabel?: string;
  /** Ends of the axes. */
  xLim?: readonly [number, number];
  yLim?: readonly [number, number];
  /** Size in pixels; 640 by 400. */
  width?: number;
  height?: number;
  /** Shown whenever something has a label, unless false. */
  legend?: boolean;
  /** 'equal': one unit is as long on both axes. */
  aspect?: 'auto' | 'equal';
  /** false hides the axes, as for pictures. */
  axes?: boolean;
  /** What the figure shows, for those who cannot see it; the title if left out. */
  alt?: string;
}

/** One coordinate system and what is drawn in it, in the order of the calls. Every drawing method returns the figure. */
export class Figure {
  readonly layers: Layer[] = [];

  constructor(readonly options: FigureOptions = {}) {}

  private nextColor(): string {
    return PALETTE[this.layers.filter((l) => l.type === 'line' || l.type === 'scatter' || l.type === 'bar' || l.type === 'hist').length % PALETTE.length];
  }

  private push(layer: Layer): this {
    this.layers.push(layer);
    return this;
  }

  /** A line through points. `dash` as in SVG: '6 4'. */
  plot(x: Vector, y: Vector, options: { label?: string; color?: string; width?: number; dash?: string } = {}): this {
    const [xs, ys] = toPair('plot', x, y);
    return this.push({ type: 'line', x: xs, y: ys, color: options.color ?? this.nextColor(), width: options.width ?? 2, dash: options.dash, label: options.label });
  }

  /** Points; `c` is one colour for all, or a class for each (a whole number). */
  scatter(x: Vector, y: Vector, options: { c?: string | Vector; size?: number; label?: string } = {}): this {
    const [xs, ys] = toPair('scatter', x, y);
    const groups = options.c === undefined || typeof options.c === 'string' ? null : toNumbers('scatter', 'c', options.c);
    if (groups && groups.length !== xs.length) throw new RangeError(`scatter: c must have one class for each of ${xs.length} points, got ${groups.length}`);
    const single = typeof options.c === 'string' ? options.c : this.nextColor();
    const colors = groups ? groups.map(classColor) : [single];
    return this.push({ type: 'scatter', x: xs, y: ys, colors, groups, size: options.size ?? 4, label: options.label, edge: true });
  }

  /** Filled regions between levels of z (ny, nx) over the grid xs (nx), ys (ny): decision regions with z 0 and 1 and `levels: 2`. */
  contourf(xs: Vector, ys: Vector, z: NDArray, options: { levels?: number | readonly number[]; colors?: readonly string[]; alpha?: number } = {}): this {
    return this.contours('contourf', true, xs, ys, z, options);
  }

  /** Lines along levels of z (ny, nx). */
  contour(xs: Vector, ys: Vector, z: NDArray, options: { levels?: number | readonly number[]; colors?: readonly string[]; alpha?: number } = {}): this {
    return this.contours('contour', false, xs, ys, z, options);
  }

  private contours(fn: string, filled: boolean, x: Vector, y: Vector, z: NDArray, options: { levels?: number | readonly number[]; colors?: readonly string[]; alpha?: number }): this {
    const [xs, ys] = [toNumbers(fn, 'xs', x), toNumbers(fn, 'ys', y)];
    if (z.ndim !== 2 || z.shape[0] !== ys.length || z.shape[1] !== xs.length)
      throw new RangeError(`${fn}: expected z of shape (len ys, len xs) = (${ys.length}, ${xs.length}), got (${z.shape.join(', ')})`);
    const items = Float64Array.from(z.flat());
    const levels = thresholds(items, options.levels ?? 10);
    const colors = [...(options.colors ?? (levels.length === 1 ? [classColor(0), classColor(1)] : []))];
    return this.push({ type: 'contour', filled, xs, ys, z: items, levels, colors, alpha: options.alpha ?? (filled ? 0.35 : 1) });
  }

  /** A picture, (h, w) or (h, w, 3), the first row on top. `extent` is [left, right, bottom, top] in axis units. */
  imshow(image: NDArray, options: { cmap?: string; extent?: [number, number, number, number] } = {}): this {
    const { width, height, rgb } = toRgbImage('imshow', image, options.cmap ?? 'viridis');
    return this.push({ type: 'image', width, height, rgb, extent: options.extent ?? [0, width, height, 0] });
  }

  bar(labels: readonly string[], values: Vector, options: { color?: string; label?: string } = {}): this {
    const heights = toNumbers('bar', 'values', values);
    if (heights.length !== labels.length) throw new RangeError(`bar: expected a value for each of ${labels.length} labels, got ${heights.length}`);
    return this.push({ type: 'bar', labels: [...labels], values: heights, color: options.color ?? this.nextColor(), label: options.label });
  }

  hist(values: Vector, options: { bins?: number; color?: string; label?: string } = {}): this {
    const [counts, edges] = histogram(toNumbers('hist', 'values', values), options.bins ?? 20);
    return this.push({ type: 'hist', counts: counts.tolist() as number[], edges: edges.tolist() as number[], color: options.color ?? this.nextColor(), label: options.label });
  }

  /** A matrix as coloured cells, with its numbers written in unless annotate is false. */
  heatmap(matrix: NDArray, options: { rows?: readonly string[]; cols?: readonly string[]; annotate?: boolean; cmap?: string } = {}): this {
    if (matrix.ndim !== 2) throw new RangeError(`heatmap: expected a matrix, got shape (${matrix.shape.join(', ')})`);
    const names = (list: readonly string[] | undefined, n: number): string[] => (list ? [...list] : Array.from({ length: n }, (_, i) => String(i)));
    const [rows, columns] = [names(options.rows, matrix.shape[0]), names(options.cols, matrix.shape[1])];
    if (rows.length !== matrix.shape[0] || columns.length !== matrix.shape[1])
      throw new RangeError(`heatmap: expected ${matrix.shape[0]} row and ${matrix.shape[1]} column names, got ${rows.length} and ${columns.length}`);
    return this.push({ type: 'heatmap', rows, columns, values: matrix.tolist() as number[][], annotate: options.annotate ?? true, cmap: options.cmap ?? 'Blues' });
  }

  text(x: number, y: number, text: string, options: { color?: string } = {}): this {
    return this.push({ type: 'text', x, y, text, color: options.color ?? '#111' });
  }

  arrow(x1: number, y1: number, x2: number, y2: number, options: { color?: string } = {}): this {
    return this.push({ type: 'arrow', from: [x1, y1], to: [x2, y2], color: options.color ?? '#111' });
  }

  axhline(y: number, options: { color?: string; dash?: string } = {}): this {
    return this.push({ type: 'rule', axis: 'y', at: y, color: options.color ?? '#666', dash: options.dash });
  }

  axvline(x: number, options: { color?: string; dash?: string } = {}): this {
    return this.push({ type: 'rule', axis: 'x', at: x, color: options.color ?? '#666', dash: options.dash });
  }

  /** The figure as the text of an SVG picture. */
  svg(): string {
    return renderFigure(this);
  }

  save(file: string): void {
    fs.writeFileSync(file, this.svg());
  }

  /** Shows it in the cell; outside a notebook it becomes a file, or a nodeplotlib page when GRADUS_PLOT=nodeplotlib. */
  show(): void {
    showFigures([this], () => this.svg());
  }
}

/** Evenly spaced thresholds inside the range of the data, or those given. */
function thresholds(items: Float64Array, levels: number | readonly number[]): number[] {
  if (typeof levels !== 'number') return [...levels];
  const low = items.reduce((m, x) => Math.min(m, x), Infinity);
  const high = items.reduce((m, x) => Math.max(m, x), -Infinity);
  if (!Number.isInteger(levels) || levels < 2) throw new RangeError(`contour: expected at least 2 levels, got ${levels}`);
  return Array.from({ length: levels - 1 }, (_, i) => low + ((i + 1) * (high - low)) / levels);
}
