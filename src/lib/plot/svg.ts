import type { Figure } from './figure';
import type { Layer } from './layers';
import { toMarks } from './marks';
import { observablePlot } from './observable';

const MARGIN = { top: 16, right: 20, bottom: 44, left: 56 };
const TITLE_HEIGHT = 30;
const FONT = 'system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';

const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

/** The figure on a white card, so that it reads in light and dark notebooks. */
export function renderFigure(figure: Figure): string {
  const { width = 640, height = 400, title, alt } = figure.options;
  const top = title ? TITLE_HEIGHT : 0;
  const name = escapeXml(alt ?? title ?? 'Figure');
  const heading = title ? `<text x="${width / 2}" y="21" text-anchor="middle" font-size="15" font-weight="600" fill="#111">${escapeXml(title)}</text>` : '';
  const body = plotElement(figure, width, height - top).replace(/^<svg /, `<svg x="0" y="${top}" `);
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="gradus-plot" role="img" aria-label="${name}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" style="max-width:100%;height:auto" font-family='${FONT}'><title>${name}</title><rect width="${width}" height="${height}" rx="6" fill="#fff"/>${heading}${body}${legend(figure, width, top)}</svg>`;
}

function plotElement(figure: Figure, width: number, height: number): string {
  const { Plot, document } = observablePlot();
  const { options, layers } = figure;
  const heat = layers.find((l) => l.type === 'heatmap');
  const categories = heat ?? layers.find((l) => l.type === 'bar');
  const hidden = options.axes === false;
  const left = heat ? 20 + 7 * Math.max(...heat.rows.map((r) => r.length), 4) : MARGIN.left;
  const margins = hidden ? { marginTop: 4, marginRight: 4, marginBottom: 4, marginLeft: 4 } : { marginTop: MARGIN.top, marginRight: MARGIN.right, marginBottom: MARGIN.bottom, marginLeft: left };
  const svg = Plot.plot({
    document,
    width,
    height,
    ...margins,
    ...(options.aspect === 'equal' ? { aspectRatio: 1 } : {}),
    style: { background: 'none', color: '#222', fontSize: '12px', fontFamily: FONT },
    x: axis(options.xLabel, options.xLim, hidden, categories ? (heat ? heat.columns : (categories as Extract<Layer, { type: 'bar' }>).labels) : undefined),
    y: { ...axis(options.yLabel, options.yLim, hidden, heat?.rows), ...(heat || hidden ? { grid: false } : {}), ...(layers.some((l) => l.type === 'image' && l.extent[2] > l.extent[3]) ? { reverse: true } : {}) },
    marks: [...layers.flatMap((layer) => toMarks(Plot, layer)), ...(heat || hidden ? [] : [Plot.frame({ stroke: '#bbb' })])],
  });
  return svg.outerHTML;
}

function axis(label: string | undefined, domain: readonly [number, number] | undefined, hidden: boolean, categories?: string[]): object {
  if (hidden) return { axis: null, ...(domain ? { domain } : {}) };
  if (categories) return { label: label ?? null, domain: categories, type: 'band' };
  return { label: label ?? null, grid: true, nice: !domain, ...(domain ? { domain, clamp: false } : {}), labelAnchor: 'center', labelArrow: 'none' };
}

/** Labels in the upper right corner, each behind a sample of its line or point. */
function legend(figure: Figure, width: number, top: number): string {
  const entries = figure.layers.flatMap(legendEntry);
  if (entries.length === 0 || figure.options.legend === false) return '';
  const w = 46 + 7 * Math.max(...entries.map((e) => e.label.length));
  const [x, y] = [width - MARGIN.right - w - 8, top + MARGIN.top + 8];
  const rows = entries.map(({ label, sample }, i) => `<g transform="translate(${x + 8},${y + 16 + i * 19})">${sample}<text x="30" y="4" font-size="12" fill="#222">${escapeXml(label)}</text></g>`);
  return `<g><rect x="${x}" y="${y}" width="${w}" height="${entries.length * 19 + 12}" rx="4" fill="#fff" fill-opacity="0.85" stroke="#ccc"/>${rows.join('')}</g>`;
}

function legendEntry(layer: Layer): { label: string; sample: string }[] {
  if (!('label' in layer) || !layer.label) return [];
  if (layer.type === 'line') return [{ label: layer.label, sample: `<line x2="22" stroke="${layer.color}" stroke-width="${layer.width}"${layer.dash ? ` stroke-dasharray="${layer.dash}"` : ''}/>` }];
  const color = layer.type === 'scatter' ? layer.colors[0] : layer.color;
  return [{ label: layer.label, sample: layer.type === 'scatter' ? `<circle cx="11" r="4" fill="${color}"/>` : `<rect x="4" y="-5" width="14" height="10" fill="${color}"/>` }];
}

