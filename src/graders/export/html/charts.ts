/** Charts as SVG in the page: colours come from its style, a title and a description from here. The numbers stand in a table beside each. */
import { html, type Markup } from './markup';
import type { StatusCounts } from './types';
import { groupCounts, percent } from './words';

const WIDTH = 960;
const HEIGHT = 260;
const LEFT = 36;
const RIGHT = 24;
const BOTTOM = 46;
const TOP = 26;

let ids = 0;

/** Ids are used once on a page; they start anew with each. */
export const restartIds = (): void => void (ids = 0);

function figure(title: string, description: string, viewBox: string, kind: string, content: Markup): Markup {
  const id = `chart-${++ids}`;
  return html`<svg class="chart ${kind}" viewBox="${viewBox}"${kind.startsWith('share') && html` preserveAspectRatio="none"`} role="img" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>${content}</svg>`;
}

/** Steps of 1, 2 or 5 times a power of ten, at most five of them. */
export function ticks(max: number): number[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, max / 4)));
  const step = [1, 2, 5, 10].map((x) => x * power).find((x) => max / x <= 4.001)!;
  return Array.from({ length: Math.ceil(max / step - 1e-9) + 1 }, (_, i) => i * step);
}

/** How many submissions lie in each tenth of the points; `mean` (0 to 1) is marked. */
export function histogram(bins: readonly number[], mean: number | null): Markup {
  const marks = ticks(Math.max(1, ...bins));
  const top = marks.at(-1)!;
  const y = (n: number): number => HEIGHT - BOTTOM - (n / top) * (HEIGHT - BOTTOM - TOP);
  const x = (share: number): number => LEFT + share * (WIDTH - LEFT - RIGHT);
  const grid = marks.map((n) => html`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(n)}" y2="${y(n)}"/><text class="tick" x="${LEFT - 8}" y="${y(n) + 4}" text-anchor="end">${n}</text>`);
  const width = x(1 / bins.length) - x(0) - 10;
  const bars = bins.map((n, i) => n > 0 && html`<rect class="bar" x="${x(i / bins.length) + 5}" y="${y(n)}" width="${width}" height="${y(0) - y(n)}" rx="3"/><text class="value" x="${x((i + 0.5) / bins.length)}" y="${y(n) - 5}" text-anchor="middle">${n}</text>`);
  const labels = [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => html`<text class="tick" x="${x(share)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${percent(share)}</text>`);
  const marker = mean !== null && html`<line class="mean" x1="${x(mean)}" x2="${x(mean)}" y1="${TOP - 16}" y2="${y(0)}"/><text class="mean-label" x="${x(mean) + (mean > 0.85 ? -6 : 6)}" y="${TOP - 8}" text-anchor="${mean > 0.85 ? 'end' : 'start'}">mean ${percent(mean)}</text>`;
  const description = `${bins.map((n, i) => `${i * 10} to ${(i + 1) * 10} percent: ${n}`).join('; ')}.${mean === null ? '' : ` Mean: ${percent(mean)}.`}`;
  const axis = html`<text class="axis" x="${x(0.5)}" y="${HEIGHT - 6}" text-anchor="middle">share of the points</text>`;
  return figure('How many submissions have which share of the points', description, `0 0 ${WIDTH} ${HEIGHT}`, 'histogram', html`${grid}${bars}${labels}${axis}${marker}`);
}

/** A share as a bar. */
export function shareBar(share: number, what: string): Markup {
  const filled = Math.round(Math.max(0, Math.min(1, share)) * 1000) / 10;
  return figure(what, percent(share), '0 0 100 8', 'share', html`<rect class="track" width="100" height="8"/>${filled > 0 && html`<rect class="filled ${share >= 1 ? 'full' : ''}" width="${Math.max(filled, 1.5)}" height="8"/>`}`);
}

/** Shares of the groups of statuses, side by side. */
export function statusBar(counts: StatusCounts, what: string): Markup {
  const groups = groupCounts(counts).filter(({ n }) => n > 0);
  const total = groups.reduce((sum, { n }) => sum + n, 0);
  let start = 0;
  const parts = groups.map(({ group, n }) => {
    const width = (n / total) * 100;
    const part = html`<rect class="${group.key}" x="${start}" width="${Math.max(0.6, width - 0.6)}" height="8"/>`;
    start += width;
    return part;
  });
  return figure(what, groups.map(({ group, n }) => `${group.word}: ${n}`).join(', '), '0 0 100 8', 'share statuses', html`${parts}`);
}
