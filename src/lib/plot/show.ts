import { isNotebook, svg } from '../display';
import type { Figure } from './figure';
import { toTraces } from './traces';

/** Shows a picture of figures inline; outside a notebook as a file, or with GRADUS_PLOT=nodeplotlib as interactive pages in the browser. */
export function showFigures(figures: readonly Figure[], picture: () => string): void {
  if (isNotebook() || process.env.GRADUS_PLOT !== 'nodeplotlib') {
    svg(picture());
    return;
  }
  const { plot } = require('nodeplotlib') as typeof import('nodeplotlib');
  for (const figure of figures) {
    const { traces, layout } = toTraces(figure);
    plot(traces as never, layout as never);
  }
}
