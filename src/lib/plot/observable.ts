/** Observable Plot and a document for it to draw in, loaded when the first figure is drawn: importing gradus/plot stays quick. */
export interface PlotModule extends Record<'arrow' | 'barY' | 'cell' | 'contour' | 'dot' | 'frame' | 'line' | 'rect' | 'rectY' | 'ruleX' | 'ruleY' | 'text', MakeMark> {
  plot(options: object): { outerHTML: string };
}

/** The marks that figures use. Their options are Plot's own; its types are for modules only, and this package is CommonJS. */
type MakeMark = (data?: unknown, options?: object) => unknown;

let loaded: { Plot: PlotModule; document: object } | null = null;

export function observablePlot(): { Plot: PlotModule; document: object } {
  if (!loaded) {
    const Plot = require('@observablehq/plot') as PlotModule;
    const { parseHTML } = require('linkedom') as { parseHTML: (html: string) => { document: object } };
    loaded = { Plot, document: parseHTML('<!doctype html><html><body></body></html>').document };
  }
  return loaded;
}
