import fs from 'node:fs';
import path from 'node:path';

/**
 * Observable Plot, D3 and a document to draw in, loaded when the first figure is drawn: importing gradus/plot stays quick.
 *
 * Both libraries are ES modules for `require`. Their bundles for browsers are run here instead: one file each, in any Node.js
 * and in Jest, without loaders or warnings.
 */
export interface Drawing {
  Plot: PlotModule;
  d3: D3;
  document: SvgDocument;
}

/** The marks that figures use. Their options are Plot's own; its types are written for ES modules only. */
export interface PlotModule extends Record<'arrow' | 'dot' | 'frame' | 'line' | 'rectY' | 'ruleX' | 'ruleY' | 'text', MakeMark> {
  plot(options: object): { outerHTML: string };
}

type MakeMark = (data?: unknown, options?: object) => unknown;

export interface LinearScale {
  domain(ends: readonly [number, number]): LinearScale;
  domain(): [number, number];
  nice(count?: number): LinearScale;
  ticks(count?: number): number[];
  tickFormat(count?: number, specifier?: string): (x: number) => string;
}

/** The rings of one level, in units of samples: sample i lies at i + 0.5. */
export interface Isoband {
  coordinates: [number, number][][][];
}

interface ContourMaker {
  size(size: [number, number]): ContourMaker;
  thresholds(levels: number[]): ContourMaker;
  (values: ArrayLike<number>): Isoband[];
}

export interface D3 {
  scaleLinear(): LinearScale;
  contours(): ContourMaker;
  [interpolate: `interpolate${string}`]: (t: number) => string;
}

export interface SvgElement {
  setAttribute(name: string, value: string): void;
  appendChild(child: SvgElement): void;
}

export interface SvgDocument {
  createElementNS(namespace: string, name: string): SvgElement;
}

let loadedD3: D3 | null = null;
let loaded: Drawing | null = null;

/** Runs a bundle that asks for at most one other module. */
function runBundle(file: string, needs?: unknown): unknown {
  const module = { exports: {} };
  const run = new Function('module', 'exports', 'require', 'define', `${fs.readFileSync(file, 'utf8')}\n//# sourceURL=${file}`);
  run(module, module.exports, () => needs, undefined);
  return module.exports;
}

const plotEntry = (): string => require.resolve('@observablehq/plot');

export function d3(): D3 {
  if (!loadedD3) {
    const entry = require.resolve('d3', { paths: [path.dirname(plotEntry())] });
    loadedD3 = runBundle(path.join(path.dirname(entry), '..', 'dist', 'd3.min.js')) as D3;
  }
  return loadedD3;
}

export function observablePlot(): Drawing {
  if (!loaded) {
    const Plot = runBundle(path.join(path.dirname(plotEntry()), '..', 'dist', 'plot.umd.min.js'), d3()) as PlotModule;
    const { parseHTML } = require('linkedom') as { parseHTML: (html: string) => { document: SvgDocument } };
    loaded = { Plot, d3: d3(), document: parseHTML('<!doctype html><html><body></body></html>').document };
  }
  return loaded;
}

/** An SVG element with attributes; undefined ones are left out. */
export function element(document: SvgDocument, name: string, attributes: Record<string, string | number | undefined>): SvgElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, String(value));
  return made;
}
