import fs from 'node:fs';
import path from 'node:path';
import { histogram, NDArray } from '../np';
import { checkMap, PALETTE } from './colors';
import { contourLayer } from './contourLayer';
import { toRgbImage } from './image';
import { finiteRange, toNumbers, toPair, type ColorRange, type Layer, type Vector } from './layers';
import type { BarOptions, ContourOptions, FigureOptions, HeatmapOptions, ImageOptions, LineOptions, ScatterOptions } from './options';
import { pointColors } from './scatter';
import { showFigures } from './show';
import { renderFigure } from './svg';

const MAX_ANNOTATED = 400;

/** One coordinate system and what is drawn in it, in the order of the calls. Every drawing method returns the figure. */
export class Figure {
  readonly layers: Layer[] = [];
  readonly options: FigureOptions;

  constructor(options: FigureOptions = {}) {
    this.options = { ...options };
    for (const name of ['width', 'height'] as const) {
      const size = options[name];
      if (size !== undefined && !(size >= 60 && size <= 10_000)) throw new RangeError(`figure: expected ${name} from 60 to 10000 pixels, got ${size}`);
    }
    for (const name of ['xLim', 'yLim'] as const) {
      const ends = options[name];
      if (ends && !(ends.length === 2 && ends.every(Number.isFinite) && ends[0] !== ends[1])) throw new RangeError(`figure: expected ${name} to be two different numbers, got [${ends.join(', ')}]`);
    }
  }

  private nextColor(): string {
    return PALETTE[this.layers.filter((l) => l.type === 'line' || l.type === 'scatter' || l.type === 'bar' || l.type === 'hist').length % PALETTE.length];
  }

  private push(layer: Layer): this {
    this.layers.push(layer);
    return this;
  }

  /** A line through points, broken where one is not finite. */
  plot(x: Vector, y: Vector, options: LineOptions = {}): this {
    const [xs, ys] = toPair('plot', x, y);
    return this.push({ type: 'line', x: xs, y: ys, color: options.color ?? this.nextColor(), width: options.width ?? 2, dash: options.dash, label: options.label });
  }

  /** Points: `c` colours them by class, by value with `cmap`, or all alike. */
  scatter(x: Vector, y: Vector, options: ScatterOptions = {}): this {
    const [xs, ys] = toPair('scatter', x, y);
    return this.push({ type: 'scatter', x: xs, y: ys, ...pointColors(xs.length, options, this.nextColor()), size: options.size ?? 4, label: options.label });
  }

  /** Filled regions between levels of z (ny, nx) over the grid xs (nx), ys (ny): decision regions of classes 0 and 1 with `levels: [0.5]`. */
  contourf(xs: Vector, ys: Vector, z: NDArray, options: ContourOptions = {}): this {
    return this.push(contourLayer('contourf', xs, ys, z, options));
  }

  /** Lines along levels of z (ny, nx). */
  contour(xs: Vector, ys: Vector, z: NDArray, options: ContourOptions = {}): this {
    return this.push(contourLayer('contour', xs, ys, z, options));
  }

  /** A picture, (h, w) or (h, w, 3), the first row on top. */
  imshow(image: NDArray, options: ImageOptions = {}): this {
    const { width, height, rgb, range } = toRgbImage('imshow', image, options.cmap ?? 'viridis', options);
    const [left, right, bottom, top] = options.extent ?? [0, width, height, 0];
    return this.push({ type: 'image', width, height, rgb, extent: [left, right, bottom, top], range: options.colorbar ? range : undefined });
  }

  /** Bars over names. Called more than once, bars of one name stand side by side. */
  bar(labels: readonly string[], values: Vector, options: BarOptions = {}): this {
    const heights = toNumbers('bar', 'values', values);
    if (heights.length !== labels.length) throw new RangeError(`bar: expected a value for each of ${labels.length} labels, got ${heights.length}`);
    return this.push({ type: 'bar', labels: labels.map(String), values: heights, color: options.color ?? this.nextColor(), label: options.label });
  }

  /** How many values fall into each of `bins` equal parts of their range. */
  hist(values: Vector, options: BarOptions & { bins?: number } = {}): this {
    const { bins = 20 } = options;
    if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`hist: expected a whole number of bins from 1, got ${bins}`);
    const [counts, edges] = histogram(toNumbers('hist', 'values', values), bins);
    return this.push({ type: 'hist', counts: counts.tolist() as number[], edges: edges.tolist() as number[], color: options.color ?? this.nextColor(), label: options.label });
  }

  /** A matrix as coloured cells, with its numbers written in or a colour bar beside it. */
  heatmap(matrix: NDArray, options: HeatmapOptions = {}): this {
    if (!(matrix instanceof NDArray) || matrix.ndim !== 2) throw new RangeError(`heatmap: expected a matrix, got ${matrix instanceof NDArray ? `shape (${matrix.shape.join(', ')})` : typeof matrix}`);
    const names = (list: readonly string[] | undefined, n: number): string[] => (list ? list.map(String) : Array.from({ length: n }, (_, i) => String(i)));
    const [rows, columns] = [names(options.rows, matrix.shape[0]), names(options.cols, matrix.shape[1])];
    if (rows.length !== matrix.shape[0] || columns.length !== matrix.shape[1])
      throw new RangeError(`heatmap: expected ${matrix.shape[0]} row and ${matrix.shape[1]} column names, got ${rows.length} and ${columns.length}`);
    const annotate = options.annotate ?? matrix.size <= MAX_ANNOTATED;
    const values = (matrix.tolist() as (number | boolean)[][]).map((row) => row.map(Number));
    return this.push({ type: 'heatmap', rows, columns, values, annotate, range: rangeOf(values.flat(), options.cmap ?? 'Blues', options), colorbar: options.colorbar ?? !annotate });
  }

  /** A text whose middle is at a point. */
  text(x: number, y: number, text: string, options: { color?: string } = {}): this {
    return this.push({ type: 'text', x, y, text: String(text), color: options.color ?? '#111' });
  }

  /** Names of points, each beside its point, moved so that none covers another or a point. One colour for all, or one for each. */
  labels(x: Vector, y: Vector, texts: readonly string[], options: { color?: string | readonly string[] } = {}): this {
    const [xs, ys] = toPair('labels', x, y);
    if (texts.length !== xs.length) throw new RangeError(`labels: expected a text for each of ${xs.length} points, got ${texts.length}`);
    const colors = typeof options.color === 'object' ? [...options.color] : [options.color ?? '#222'];
    if (colors.length !== 1 && colors.length !== xs.length) throw new RangeError(`labels: expected one colour or ${xs.length}, got ${colors.length}`);
    return this.push({ type: 'labels', x: xs, y: ys, texts: texts.map(String), colors });
  }

  /** An arrow from (x1, y1) to (x2, y2). */
  arrow(x1: number, y1: number, x2: number, y2: number, options: { color?: string } = {}): this {
    return this.push({ type: 'arrow', from: [x1, y1], to: [x2, y2], color: options.color ?? '#111' });
  }

  /** A horizontal line across the figure. */
  axhline(y: number, options: { color?: string; dash?: string } = {}): this {
    return this.push({ type: 'rule', axis: 'y', at: y, color: options.color ?? '#666', dash: options.dash });
  }

  /** A vertical line across the figure. */
  axvline(x: number, options: { color?: string; dash?: string } = {}): this {
    return this.push({ type: 'rule', axis: 'x', at: x, color: options.color ?? '#666', dash: options.dash });
  }

  /** The figure as the text of an SVG picture. */
  svg(): string {
    return renderFigure(this);
  }

  /** Writes the SVG picture to a file; its folder is made if it is missing. */
  save(file: string): void {
    fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    fs.writeFileSync(file, this.svg());
  }

  /** How a notebook shows a figure that is a cell's last value. */
  [Symbol.for('Jupyter.display')](): Record<string, string> {
    return { 'text/html': this.svg() };
  }

  /** Shows it in the cell; outside a notebook as a page of nodeplotlib or, where there is no screen, as a file whose path is printed. */
  show(): void {
    showFigures([this], () => this.svg());
  }
}

function rangeOf(values: number[], cmap: string, { vmin, vmax }: { vmin?: number; vmax?: number }): ColorRange {
  checkMap(cmap);
  const [low, high] = finiteRange(values) ?? [0, 1];
  return { cmap, low: vmin ?? low, high: vmax ?? high };
}
