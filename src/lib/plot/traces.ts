import type { Figure } from './figure';
import type { Layer } from './layers';

type Trace = Record<string, unknown>;

/** A figure as the traces and layout that nodeplotlib takes (Plotly's). */
export function toTraces(figure: Figure): { traces: Trace[]; layout: Record<string, unknown> } {
  const { title, xLabel, yLabel, xLim, yLim, width, height } = figure.options;
  const shapes = figure.layers.flatMap(shape);
  const annotations = figure.layers.flatMap(annotation);
  const layout = { title, width, height, shapes, annotations, xaxis: { title: xLabel, range: xLim }, yaxis: { title: yLabel, range: yLim } };
  return { traces: figure.layers.flatMap(trace), layout };
}

function trace(layer: Layer): Trace[] {
  const name = 'label' in layer ? layer.label : undefined;
  switch (layer.type) {
    case 'line':
      return [{ type: 'scatter', mode: 'lines', x: layer.x, y: layer.y, name, line: { color: layer.color, width: layer.width } }];
    case 'scatter':
      return [{ type: 'scatter', mode: 'markers', x: layer.x, y: layer.y, name, marker: { color: layer.colors.length === 1 ? layer.colors[0] : layer.colors, size: 2 * layer.size } }];
    case 'contour':
      return [{ type: 'contour', x: layer.xs, y: layer.ys, z: rows(layer.z, layer.xs.length), contours: { coloring: layer.filled ? 'fill' : 'lines' }, opacity: layer.alpha }];
    case 'bar':
      return [{ type: 'bar', x: layer.labels, y: layer.values, name, marker: { color: layer.color } }];
    case 'hist':
      return [{ type: 'bar', x: layer.counts.map((_, i) => (layer.edges[i] + layer.edges[i + 1]) / 2), y: layer.counts, name, marker: { color: layer.color } }];
    case 'labels':
      return [{ type: 'scatter', mode: 'text', x: layer.x, y: layer.y, text: layer.texts }];
    case 'heatmap':
      return [{ type: 'heatmap', x: layer.columns, y: layer.rows, z: layer.values }];
    case 'image':
      return [{ type: 'image', z: pixels(layer.rgb, layer.width, layer.height) }];
    default:
      return [];
  }
}

function rows(items: Float64Array, width: number): number[][] {
  return Array.from({ length: items.length / width }, (_, r) => Array.from(items.subarray(r * width, (r + 1) * width)));
}

function pixels(rgb: Uint8Array, width: number, height: number): number[][][] {
  return Array.from({ length: height }, (_, y) => Array.from({ length: width }, (__, x) => Array.from(rgb.subarray(3 * (y * width + x), 3 * (y * width + x) + 3))));
}

function shape(layer: Layer): Trace[] {
  if (layer.type !== 'rule') return [];
  const ends = layer.axis === 'x' ? { x0: layer.at, x1: layer.at, yref: 'paper', y0: 0, y1: 1 } : { y0: layer.at, y1: layer.at, xref: 'paper', x0: 0, x1: 1 };
  return [{ type: 'line', ...ends, line: { color: layer.color } }];
}

function annotation(layer: Layer): Trace[] {
  if (layer.type === 'text') return [{ x: layer.x, y: layer.y, text: layer.text, showarrow: false }];
  if (layer.type !== 'arrow') return [];
  return [{ x: layer.to[0], y: layer.to[1], ax: layer.from[0], ay: layer.from[1], axref: 'x', ayref: 'y', text: '', showarrow: true, arrowcolor: layer.color }];
}
