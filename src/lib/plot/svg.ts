import { createHash } from 'node:crypto';
import { describeLayers } from './describe';
import type { Figure } from './figure';
import { layoutOf, type Layout } from './layout';
import { colorbar, escapeXml, legend } from './legend';
import { toMarks } from './marks';
import { observablePlot, type PlotModule } from './observable';
import { positions, type Position } from './position';
import type { Axis } from './scale';

export const FONT = 'system-ui, &quot;Segoe UI&quot;, Roboto, Helvetica, Arial, sans-serif';

/** The figure on a white card, so that it reads in light and dark notebooks. */
export function renderFigure(figure: Figure): string {
  const { options, layers } = figure;
  const { title, alt, legend: corner } = options;
  const layout = layoutOf(options, layers);
  const at = positions(layout);
  const { width, height, titleHeight } = layout;
  const name = escapeXml(alt ?? title ?? 'Figure');
  const heading = title ? `<text x="${width / 2}" y="21" text-anchor="middle" font-size="15" font-weight="600" fill="#111">${escapeXml(title)}</text>` : '';
  const labels = corner === false ? '' : legend(layers, at, typeof corner === 'string' ? corner : undefined);
  const body = `<svg y="${titleHeight}" width="${width}" height="${height - titleHeight}">${coordinateSystem(figure, layout, at)}${labels}${colorbar(layers, at, 'colorbar')}</svg>`;
  return ownIds(
    `<svg xmlns="http://www.w3.org/2000/svg" class="gradus-plot" role="img" aria-label="${name}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" style="max-width:100%;height:auto" font-family="${FONT}"><title>${name}</title><desc>${escapeXml(describeLayers(layers))}</desc><rect width="${width}" height="${height}" rx="6" fill="#fff"/>${heading}${body}</svg>`,
  );
}

/** Several pictures share a page, even those of two notebooks: names in one (of clip paths, gradients, classes) must not lead into another. */
function ownIds(svg: string): string {
  const own = createHash('sha256').update(svg).digest('hex').slice(0, 10);
  return svg.replace(/\b(id="|url\(#)(?=[\w-]+["#)])/g, `$1g${own}-`);
}

function coordinateSystem({ options, layers }: Figure, layout: Layout, at: Position): string {
  const { Plot, document } = observablePlot();
  const { width, height, titleHeight, margin, hidden } = layout;
  const blocks = layers.some((l) => l.type === 'heatmap' || l.type === 'image');
  const { outerHTML } = Plot.plot({
    document,
    width,
    height: height - titleHeight,
    marginTop: margin.top,
    marginRight: margin.right,
    marginBottom: margin.bottom,
    marginLeft: margin.left,
    style: { background: 'none', color: '#222', fontSize: '12px', fontFamily: 'inherit', overflow: 'visible' },
    x: axisOptions(layout.x, hidden, { label: options.xLabel ?? null, labelOffset: layout.xLabelOffset, grid: !blocks && layout.x.kind === 'number', tickRotate: layout.turned ? -45 : 0 }, at.frame.right - at.frame.left, 0.62),
    y: axisOptions(layout.y, hidden, { label: options.yLabel ?? null, labelOffset: layout.yLabelOffset, grid: !blocks && layout.y.kind === 'number' }, at.frame.bottom - at.frame.top, 0),
    marks: [...toMarks(Plot, layers, layout, at), ...(blocks || hidden ? [] : [frame(Plot)])],
  });
  return withoutLabels(outerHTML);
}

/** A figure is one picture with a name and a description. Plot's own names of its parts ('dot') would be read besides, and may not stand where they do. */
const withoutLabels = (svg: string): string => svg.replace(/(<[a-z]+\b[^<>]*?) aria-label="/g, '$1 data-part="');

const frame = (Plot: PlotModule): unknown => Plot.frame({ stroke: '#bbb' });

/** An axis for Plot. Of many names only as many are written as have room. */
function axisOptions(axis: Axis, hidden: boolean, shown: object, length: number, perCharacter: number): object {
  if (axis.kind === 'number') {
    const label = (tick: number): string => axis.labels[axis.ticks.indexOf(tick)] ?? '';
    return { type: 'linear', domain: axis.domain, ...(hidden ? { axis: null } : { ...shown, ticks: axis.ticks, tickFormat: label, labelAnchor: 'center', labelArrow: 'none' }) };
  }
  const room = 16 + perCharacter * (axis.names.length > 30 ? 20 : 0);
  const every = roundUp((axis.names.length * room) / length);
  const places = axis.names.map((_, i) => i); // two of the same name are two places
  const ticks = places.filter((i) => i % every === 0);
  const tickFormat = (i: number): string => axis.names[i];
  return { type: 'band', domain: places, padding: 0, round: false, ...(hidden ? { axis: null } : { ...shown, ticks, tickFormat, labelAnchor: 'center', labelArrow: 'none' }) };
}

/** 1, 2, 5, 10, 20, 50, ...: the next that is not smaller. */
function roundUp(n: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(n, 1))));
  return power * [1, 2, 5, 10].find((step) => step * power >= n)!;
}
