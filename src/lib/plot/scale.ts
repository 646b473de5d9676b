import type { FigureOptions } from './options';
import { finiteRange, layersOf, type Layer, type LayerOf } from './layers';
import { d3 } from './observable';

/** An axis with numbers: its ends and its ticks. */
export interface NumberAxis {
  kind: 'number';
  domain: [number, number];
  ticks: number[];
  labels: string[];
}

/** An axis with names, in their order from the left or the top. */
export interface NameAxis {
  kind: 'names';
  names: string[];
}

export type Axis = NumberAxis | NameAxis;

/** The finite x or y values that a layer reaches. */
function reach(layer: Layer, axis: 'x' | 'y'): [number, number] | null {
  switch (layer.type) {
    case 'line':
    case 'scatter':
    case 'labels':
      return finiteRange(layer[axis]);
    case 'contour':
      return finiteRange(axis === 'x' ? layer.xs : layer.ys);
    case 'image':
      return finiteRange(axis === 'x' ? layer.extent.slice(0, 2) : layer.extent.slice(2));
    case 'bar':
      return axis === 'y' ? finiteRange([0], layer.values) : null;
    case 'hist':
      return axis === 'y' ? finiteRange([0], layer.counts) : finiteRange(layer.edges);
    case 'text':
      return finiteRange([layer[axis]]);
    case 'arrow':
      return finiteRange([layer.from[axis === 'x' ? 0 : 1], layer.to[axis === 'x' ? 0 : 1]]);
    case 'rule':
      return layer.axis === axis ? finiteRange([layer.at]) : null;
    case 'heatmap':
      return null;
  }
}

/** Ends of an axis: those asked for, the exact ends of pictures and maps, or round numbers around the data. */
function domainOf(axis: 'x' | 'y', options: FigureOptions, layers: readonly Layer[], count: number): [number, number] {
  const asked = axis === 'x' ? options.xLim : options.yLim;
  if (asked) return [asked[0], asked[1]];
  const [low, high] = finiteRange(...layers.map((l) => reach(l, axis) ?? [])) ?? [0, 1];
  if (layers.some((l) => l.type === 'image' || l.type === 'contour')) return [low, high];
  if (low === high) return low === 0 ? [-1, 1] : [low - Math.abs(low) / 2, high + Math.abs(high) / 2];
  const room = layersOf(layers, 'scatter').length > 0 ? 0.03 * (high - low) : 0; // points at the ends stay whole
  return d3().scaleLinear().domain([low - room, high + room]).nice(count).domain();
}

/** An axis of numbers with about `count` ticks. */
export function numberAxis(axis: 'x' | 'y', options: FigureOptions, layers: readonly Layer[], count: number): NumberAxis {
  return withTicks(domainOf(axis, options, layers, count), count);
}

export function withTicks(domain: [number, number], count: number): NumberAxis {
  const scale = d3().scaleLinear().domain(domain);
  const ticks = scale.ticks(count);
  const largest = Math.max(...domain.map(Math.abs));
  const format = scale.tickFormat(count, largest >= 1e6 ? '~s' : largest < 1e-4 ? '.1~e' : undefined);
  return { kind: 'number', domain, ticks, labels: ticks.map(format) };
}

/** Names on the x axis of bars, or on both axes of a heat map. */
export function nameAxes(layers: readonly Layer[]): { x?: NameAxis; y?: NameAxis } {
  const [heat] = layersOf(layers, 'heatmap');
  if (heat) return { x: { kind: 'names', names: heat.columns }, y: { kind: 'names', names: heat.rows } };
  const bars: LayerOf<'bar'>[] = layersOf(layers, 'bar');
  return bars.length > 0 ? { x: { kind: 'names', names: bars.length === 1 ? bars[0].labels : [...new Set(bars.flatMap((b) => b.labels))] } } : {};
}

/** About how wide a text is at a size of 12 pixels. */
export const textWidth = (text: string): number => 6.8 * text.length;
