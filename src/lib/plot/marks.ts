import { contourGroup } from './contours';
import { decimate } from './decimate';
import { barGroup, heatmapGroup, imageElement } from './blocks';
import { labelGroup } from './labels';
import { layersOf, type Layer, type LayerOf } from './layers';
import type { Layout } from './layout';
import type { PlotModule, SvgDocument, SvgElement } from './observable';
import type { Position } from './position';

type Mark = unknown;

/** Positions are computed by the layout already: Plot takes them as pixels. */
const pixels = (values: number[]): object => ({ value: values, scale: null });

/** The marks of Observable Plot that draw the layers. */
export function toMarks(Plot: PlotModule, layers: readonly Layer[], layout: Layout, at: Position): Mark[] {
  const bars = layersOf(layers, 'bar');
  return layers.flatMap((layer) => {
    switch (layer.type) {
      case 'line':
        return [lineMark(Plot, layer, layout, at)];
      case 'scatter':
        return [scatterMark(Plot, layer, at)];
      case 'contour':
        return [clipped(at, (document) => contourGroup(document, layer, at.x, at.y))];
      case 'image':
        return [clipped(at, (document) => imageElement(document, layer, at))];
      case 'bar':
        return [clipped(at, (document) => barGroup(document, layer, bars, layout, at)), zeroLine(Plot, at)];
      case 'hist':
        return [histMark(Plot, layer, at), zeroLine(Plot, at)];
      case 'heatmap':
        return [clipped(at, (document) => heatmapGroup(document, layer, at))];
      case 'text':
        return [Plot.text([layer.text], { x: pixels([at.x(layer.x)]), y: pixels([at.y(layer.y)]), fill: layer.color, stroke: '#fff', strokeWidth: 3, fontSize: 13 })];
      case 'labels':
        return [clipped(at, (document) => labelGroup(document, layer, at))];
      case 'arrow':
        return [arrowMark(Plot, layer, at)];
      case 'rule':
        return [ruleMark(Plot, layer, at)];
    }
  });
}

/** A mark of our own: Plot calls it with its document and places what it returns. */
function clipped(at: Position, draw: (document: SvgDocument) => SvgElement): Mark {
  return (_: unknown, __: unknown, ___: unknown, ____: unknown, context: { document: SvgDocument }) => {
    const { document } = context;
    const { left, top, right, bottom } = at.frame;
    const outer = document.createElementNS('http://www.w3.org/2000/svg', 'svg'); // an inner svg cuts off what lies outside
    for (const [name, value] of Object.entries({ x: left, y: top, width: right - left, height: bottom - top, viewBox: `${left} ${top} ${right - left} ${bottom - top}` })) outer.setAttribute(name, String(value));
    outer.appendChild(draw(document));
    return outer;
  };
}

function lineMark(Plot: PlotModule, layer: LayerOf<'line'>, { width }: Layout, at: Position): Mark {
  const drawn = decimate(layer.x, layer.y, width);
  return Plot.line(drawn, {
    x: pixels(drawn.map((i) => at.x(layer.x[i]))),
    y: pixels(drawn.map((i) => at.y(layer.y[i]))),
    z: null,
    stroke: layer.color,
    strokeWidth: layer.width,
    strokeDasharray: layer.dash,
    strokeLinejoin: 'round',
    clip: true,
  });
}

function scatterMark(Plot: PlotModule, layer: LayerOf<'scatter'>, at: Position): Mark {
  const fill = layer.colors.length === 1 ? layer.colors[0] : { value: layer.colors, scale: null };
  return Plot.dot(layer.x, { x: pixels(layer.x.map(at.x)), y: pixels(layer.y.map(at.y)), fill, r: layer.size, stroke: '#fff', strokeWidth: 0.8, sort: null, clip: true });
}

function histMark(Plot: PlotModule, { edges, counts, color }: LayerOf<'hist'>, at: Position): Mark {
  return Plot.rectY(counts, {
    x1: pixels(counts.map((_, i) => at.x(edges[i]))),
    x2: pixels(counts.map((_, i) => at.x(edges[i + 1]))),
    y1: pixels(counts.map(() => at.y(0))),
    y2: pixels(counts.map((n) => at.y(n))),
    fill: color,
    inset: counts.length > 80 ? 0 : 0.5,
    clip: true,
  });
}

function arrowMark(Plot: PlotModule, { from, to, color }: LayerOf<'arrow'>, at: Position): Mark {
  const ends = { x1: pixels([at.x(from[0])]), y1: pixels([at.y(from[1])]), x2: pixels([at.x(to[0])]), y2: pixels([at.y(to[1])]) };
  return Plot.arrow([0], { ...ends, stroke: color, strokeWidth: 1.8, headLength: 7, clip: true });
}

function ruleMark(Plot: PlotModule, { axis, at: value, color, dash }: LayerOf<'rule'>, at: Position): Mark {
  const style = { stroke: color, strokeWidth: 1.2, strokeDasharray: dash, clip: true };
  return axis === 'x' ? Plot.ruleX([0], { x: pixels([at.x(value)]), ...style }) : Plot.ruleY([0], { y: pixels([at.y(value)]), ...style });
}

const zeroLine = (Plot: PlotModule, at: Position): Mark => Plot.ruleY([0], { y: pixels([at.y(0)]), stroke: '#333' });
