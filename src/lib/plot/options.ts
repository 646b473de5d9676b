import type { Corner } from './legend';
import type { Vector } from './layers';

export interface FigureOptions {
  title?: string;
  xLabel?: string;
  yLabel?: string;
  /** Ends of the axes. */
  xLim?: readonly [number, number];
  yLim?: readonly [number, number];
  /** Size in pixels; 640 by 400, and as high as a picture needs. */
  width?: number;
  height?: number;
  /** Shown whenever something has a label, in the emptiest corner or the one named; false hides it. */
  legend?: boolean | Corner;
  /** 'equal': one unit is as long on both axes, which is how pictures are shown unless told 'auto'. */
  aspect?: 'auto' | 'equal';
  /** false hides the axes. */
  axes?: boolean;
  /** What the figure is, for those who cannot see it; the title if left out. */
  alt?: string;
}

export interface LineOptions {
  label?: string;
  color?: string;
  /** In pixels; 2. */
  width?: number;
  /** As in SVG: '6 4' draws 6 pixels and leaves 4. */
  dash?: string;
}

export interface ScatterOptions {
  /** One colour for all; or for each point a colour, a class (a whole number), or with `cmap` a value. */
  c?: string | readonly string[] | Vector;
  /** Values of `c` become colours of this map, with a colour bar. */
  cmap?: string;
  /** Names of the classes 0, 1, 2, ... of `c`, for the legend. */
  classes?: readonly string[];
  /** Radius in pixels; 4. */
  size?: number;
  label?: string;
}

export interface ContourOptions {
  /** Values that separate regions, rising; or a number of regions of equal height. 10. */
  levels?: number | readonly number[];
  /** Colours of the regions, one more than levels; of lines one for each level, or one for all. */
  colors?: readonly string[];
  cmap?: string;
  /** 0 to 1. Regions 0.35, lines 1. */
  alpha?: number;
}

export interface ImageOptions {
  cmap?: string;
  /** [left, right, bottom, top] in axis units; pixels if left out. */
  extent?: readonly [number, number, number, number];
  /** Values that get the ends of the colour map; the smallest and largest if left out. */
  vmin?: number;
  vmax?: number;
  /** Shows what the colours stand for. */
  colorbar?: boolean;
}

export interface BarOptions {
  color?: string;
  label?: string;
}

export interface HeatmapOptions {
  /** Names of rows and columns; their numbers if left out. */
  rows?: readonly string[];
  cols?: readonly string[];
  /** Writes the numbers in. On up to 400 cells unless told. */
  annotate?: boolean;
  cmap?: string;
  vmin?: number;
  vmax?: number;
  /** On when there are no numbers. */
  colorbar?: boolean;
}
