import { mapColor } from './colors';
import { layersOf, type ColorRange, type Layer } from './layers';
import { COLORBAR_WIDTH } from './layout';
import type { Position } from './position';
import { textWidth, withTicks } from './scale';

export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

export type Corner = 'upper right' | 'upper left' | 'lower right' | 'lower left';

interface Entry {
  label: string;
  sample: string;
}

const ROW = 19;

/** Labels, each behind a sample of its line, point or bar, in the corner that hides the least. */
export function legend(layers: readonly Layer[], at: Position, asked: Corner | undefined): string {
  const entries = layers.flatMap(entriesOf);
  if (entries.length === 0) return '';
  const width = 46 + Math.max(...entries.map((e) => textWidth(e.label)));
  const height = entries.length * ROW + 11;
  const corner = asked ?? emptiest(layers, at, width, height);
  const x = corner.endsWith('left') ? at.frame.left + 8 : at.frame.right - width - 8;
  const y = corner.startsWith('upper') ? at.frame.top + 8 : at.frame.bottom - height - 8;
  const rows = entries.map(({ label, sample }, i) => `<g transform="translate(${x + 8},${y + 15 + i * ROW})">${sample}<text x="30" y="4" font-size="12" fill="#222">${escapeXml(label)}</text></g>`);
  return `<g class="legend"><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" fill="#fff" fill-opacity="0.88" stroke="#ccc"/>${rows.join('')}</g>`;
}

function entriesOf(layer: Layer): Entry[] {
  if (layer.type === 'scatter' && layer.classes.length > 0) return layer.classes.map(({ label, color }) => ({ label, sample: circle(color) }));
  if (!('label' in layer) || !layer.label) return [];
  const { label } = layer;
  if (layer.type === 'line') return [{ label, sample: `<line x2="22" stroke="${layer.color}" stroke-width="${layer.width}"${layer.dash ? ` stroke-dasharray="${layer.dash}"` : ''}/>` }];
  if (layer.type === 'scatter') return [{ label, sample: circle(layer.colors[0]) }];
  return [{ label, sample: `<rect x="4" y="-5" width="14" height="10" fill="${layer.color}"/>` }];
}

const circle = (color: string): string => `<circle cx="11" r="4.5" fill="${color}"/>`;

/** The corner whose box holds the fewest points of lines and scatters; the upper right of equals. */
function emptiest(layers: readonly Layer[], at: Position, width: number, height: number): Corner {
  const { left, top, right, bottom } = at.frame;
  const corners: Corner[] = ['upper right', 'upper left', 'lower right', 'lower left'];
  const counts = corners.map((corner) => {
    const inX = corner.endsWith('left') ? (x: number) => x < left + width + 16 : (x: number) => x > right - width - 16;
    const inY = corner.startsWith('upper') ? (y: number) => y < top + height + 16 : (y: number) => y > bottom - height - 16;
    return [...layersOf(layers, 'line'), ...layersOf(layers, 'scatter')].reduce((n, l) => n + l.x.filter((x, i) => inX(at.x(x)) && inY(at.y(l.y[i]))).length, 0);
  });
  return corners[counts.indexOf(Math.min(...counts))];
}

/** The colour map with its values, right of the coordinate system. */
export function colorbar(layers: readonly Layer[], at: Position, id: string): string {
  const range = layers.map(rangeOf).find((r) => r !== undefined);
  if (!range) return '';
  const { top, bottom, right } = at.frame;
  const x = right + 16;
  const stops = Array.from({ length: 17 }, (_, i) => `<stop offset="${(i / 16).toFixed(4)}" stop-color="${mapColor(range.cmap, i / 16)}"/>`).join('');
  const { ticks, labels } = withTicks([range.low, range.high], 6);
  const y = (value: number): number => bottom - ((value - range.low) / (range.high - range.low || 1)) * (bottom - top);
  const marks = ticks.map((t, i) => `<path d="M${x + 14} ${y(t).toFixed(1)}h5" stroke="#222"/><text x="${x + 22}" y="${(y(t) + 4).toFixed(1)}">${labels[i]}</text>`).join('');
  return `<g class="colorbar" font-size="12" fill="#222" data-width="${COLORBAR_WIDTH}"><linearGradient id="${id}" x1="0" x2="0" y1="1" y2="0">${stops}</linearGradient><rect x="${x}" y="${top}" width="14" height="${bottom - top}" fill="url(#${id})" stroke="#bbb"/>${marks}</g>`;
}

function rangeOf(layer: Layer): ColorRange | undefined {
  if (layer.type === 'heatmap') return layer.colorbar ? layer.range : undefined;
  return layer.type === 'scatter' || layer.type === 'image' ? layer.range : undefined;
}
