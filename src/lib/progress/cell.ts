import { escapeHtml, updatable } from '../display';
import { share, words, type State, type View } from './state';

const REDRAW_MS = 400;
const [WIDTH, HEIGHT] = [820, 260];

type Series = [name: string, points: { at: number[]; value: number[] }];

/** Losses fall, shares rise: each kind has a picture with a scale of its own. */
const isLoss = (name: string): boolean => /loss|cost|error/i.test(name);

function panels(history: State['history']): Series[][] {
  const drawn = [...history].filter(([, { at }]) => at.length > 1);
  return [drawn.filter(([name]) => isLoss(name)), drawn.filter(([name]) => !isLoss(name))].filter((panel) => panel.length > 0);
}

/** The curves of all numbers so far, as SVG; empty while there is nothing to draw. */
function curves({ title, unit, total, history }: State): string {
  const shown = panels(history);
  if (shown.length === 0) return '';
  const { subplots } = require('../plot') as typeof import('../plot'); // only work that has numbers loads it
  const grid = subplots(1, shown.length, { width: shown.length === 1 ? WIDTH * 0.65 : WIDTH, height: HEIGHT });
  shown.forEach((panel, i) => {
    const name = panel.length === 1 ? panel[0][0] : isLoss(panel[0][0]) ? 'loss' : 'metrics';
    const figure = grid.at(0, i, { title: title ? `${title}: ${name}` : name, xLabel: unit, ...(total === null ? {} : { xLim: [0, total] }) });
    for (const [label, { at, value }] of panel) figure.plot(at, value, panel.length > 1 ? { label } : {});
  });
  return grid.svg();
}

function html(state: State, withCurve: boolean): string {
  const part = share(state);
  const bar = state.ended === 'done' ? '✔' : state.ended === 'stopped' ? '■' : `<progress max="1"${part === null ? '' : ` value="${part.toFixed(4)}"`} aria-label="${escapeHtml(state.title || 'progress')}"></progress>`;
  const parts = [...(state.title ? [state.title] : []), ...words(state)].map(escapeHtml);
  return `<div class="gradus-progress" data-ended="${state.ended}">${bar} ${parts.join(' · ')}${withCurve ? `<div>${curves(state)}</div>` : ''}</div>`;
}

/** A bar, the numbers and their curve in the cell, drawn anew in place. */
export function cellView(withCurve: boolean, now: () => number): View {
  const output = updatable();
  let last = -Infinity;
  return {
    show(state, atOnce = false) {
      if (state.ended === 'no' && !atOnce && now() - last < REDRAW_MS) return;
      output.html(html(state, withCurve));
      last = now(); // after drawing: a slow picture must not slow the work
    },
    say(text) {
      console.log(text);
    },
    clear() {
      output.html('');
    },
  };
}
