/** Observable Plot and a document for it to draw in, loaded when the first figure is drawn: importing gradus/plot stays quick. */
export type PlotModule = typeof import('@observablehq/plot', { with: { 'resolution-mode': 'import' } });

let loaded: { Plot: PlotModule; document: object } | null = null;

export function observablePlot(): { Plot: PlotModule; document: object } {
  if (!loaded) {
    const Plot = require('@observablehq/plot') as PlotModule;
    const { parseHTML } = require('linkedom') as { parseHTML: (html: string) => { document: object } };
    loaded = { Plot, document: parseHTML('<!doctype html><html><body></body></html>').document };
  }
  return loaded;
}
