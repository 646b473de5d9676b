import { createRequire } from 'node:module';
import { isNotebook, svg } from '../display';
import { placeOfFigures } from './browser';
import type { Figure } from './figure';
import { toTraces } from './traces';

/** Shows a picture of figures inline; outside a notebook as interactive pages in the browser or, where there is no screen, as a file (see placeOfFigures). */
export function showFigures(figures: readonly Figure[], picture: () => string): void {
  if (isNotebook() || placeOfFigures() === 'file') svg(picture());
  else showPages(figures);
}

/** nodeplotlib's pages; the process goes on until they are closed. */
function showPages(figures: readonly Figure[]): void {
  const nest = createRequire(require.resolve('nodeplotlib'))('@nestjs/common') as { Logger: { overrideLogger(levels: string[]): void } };
  nest.Logger.overrideLogger(['error', 'warn']); // what nodeplotlib is made of, and when it started
  const { plot } = require('nodeplotlib') as typeof import('nodeplotlib');
  for (const figure of figures) {
    const { traces, layout } = toTraces(figure);
    plot(traces as never, layout as never);
  }
}
