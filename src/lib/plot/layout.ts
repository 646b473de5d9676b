import type { FigureOptions } from './options';
import { layersOf, type Layer } from './layers';
import { nameAxes, numberAxis, textWidth, type Axis, withTicks } from './scale';

/** Where everything in a figure goes, in pixels. */
export interface Layout {
  width: number;
  height: number;
  /** Room above the coordinate system's own margins. */
  titleHeight: number;
  margin: { top: number; right: number; bottom: number; left: number };
  x: Axis;
  y: Axis;
  hidden: boolean;
  /** Names under the x axis are turned when they would run into each other. */
  turned: boolean;
  xLabelOffset: number;
  yLabelOffset: number;
}

export const COLORBAR_WIDTH = 76;
const TITLE_HEIGHT = 30;
/** Free room at the outer edge. */
const EDGE = 8;
const TICK = 10;
const LABEL = 22;
const [WIDTH, HEIGHT, TALLEST] = [640, 400, 560];

/** Whether one unit must be as long on both axes: asked for, or for pictures unless asked otherwise. */
const isEqual = (options: FigureOptions, layers: readonly Layer[]): boolean => (options.aspect ? options.aspect === 'equal' : layers.some((l) => l.type === 'image'));

export function layoutOf(options: FigureOptions, layers: readonly Layer[]): Layout {
  const width = options.width ?? WIDTH;
  const titleHeight = options.title ? TITLE_HEIGHT : 0;
  const names = nameAxes(layers);
  const hidden = options.axes === false;
  const aim = (options.height ?? HEIGHT) - titleHeight - 60;
  const x = names.x ?? numberAxis('x', options, layers, Math.max(2, Math.min(10, Math.floor(width / 80))));
  const y = names.y ?? flipped(numberAxis('y', options, layers, Math.max(2, Math.min(10, Math.floor(aim / 42)))), options, layers);
  const margin = margins(options, layers, x, y, width);
  const layout: Layout = { width, height: options.height ?? HEIGHT, titleHeight, margin, x, y, hidden, turned: margin.turned, xLabelOffset: margin.bottom - 6, yLabelOffset: margin.left - 8 };
  if (isEqual(options, layers) && x.kind === 'number' && y.kind === 'number') makeEqual(layout, Math.abs(x.domain[1] - x.domain[0]), Math.abs(y.domain[1] - y.domain[0]), options.height !== undefined);
  return layout;
}

/** Pictures whose extent has its top below its bottom, as pixels do, turn the y axis around. */
function flipped(y: Axis, options: FigureOptions, layers: readonly Layer[]): Axis {
  if (y.kind !== 'number' || options.yLim || !layersOf(layers, 'image').some((l) => l.extent[2] > l.extent[3])) return y;
  return withTicks([y.domain[1], y.domain[0]], y.ticks.length);
}

function margins(options: FigureOptions, layers: readonly Layer[], x: Axis, y: Axis, width: number): Layout['margin'] & { turned: boolean } {
  const bar = hasColorbar(layers) ? COLORBAR_WIDTH : 0;
  if (options.axes === false) return { top: 4, right: 4 + bar, bottom: 4, left: 4, turned: false };
  const left = EDGE + TICK + Math.max(16, ...(y.kind === 'names' ? y.names : y.labels).map(textWidth)) + (options.yLabel ? LABEL : 0);
  const lastLabel = x.kind === 'number' ? textWidth(x.labels[x.labels.length - 1] ?? '') / 2 : 0;
  const right = Math.max(20, lastLabel + 6) + bar;
  const longest = x.kind === 'names' ? Math.max(0, ...x.names.map(textWidth)) : 0;
  const turned = x.kind === 'names' && x.names.length <= 30 && longest + 6 > (width - left - right) / x.names.length;
  const ticks = turned ? Math.min(110, 0.71 * longest) + 12 : 16;
  return { top: 14, right, bottom: 4 + TICK + ticks + (options.xLabel ? LABEL : 0), left, turned };
}

export const hasColorbar = (layers: readonly Layer[]): boolean => layers.some((l) => (l.type === 'heatmap' ? l.colorbar : l.type === 'scatter' || l.type === 'image' ? l.range !== undefined : false));

/** Widens the margins, or chooses the height where it is free, until a unit is as long on both axes. */
function makeEqual(layout: Layout, xSpan: number, ySpan: number, heightIsFixed: boolean): void {
  const { margin } = layout;
  const innerWidth = layout.width - margin.left - margin.right;
  const across = margin.top + margin.bottom + layout.titleHeight;
  if (!heightIsFixed) layout.height = Math.round(Math.min(TALLEST, across + (innerWidth * ySpan) / xSpan));
  const innerHeight = layout.height - across;
  const unit = Math.min(innerWidth / xSpan, innerHeight / ySpan);
  const spare = { x: innerWidth - unit * xSpan, y: innerHeight - unit * ySpan };
  margin.left += spare.x / 2;
  margin.right += spare.x / 2;
  margin.top += spare.y / 2;
  margin.bottom += spare.y / 2;
}
