/** Colour maps by matplotlib's names, from d3-scale-chromatic (loaded when first used; it is a module of Observable Plot). */
type Interpolator = (t: number) => string;

const d3 = (): Record<string, Interpolator> => require('d3') as Record<string, Interpolator>;

const lazy = (name: string): Interpolator => (t) => d3()[name](t);

export const interpolators: Record<string, Interpolator> = {
  viridis: lazy('interpolateViridis'),
  magma: lazy('interpolateMagma'),
  Blues: lazy('interpolateBlues'),
  Greens: lazy('interpolateGreens'),
  Oranges: lazy('interpolateOranges'),
  /** Red for low, blue for high values. */
  RdBu: lazy('interpolateRdBu'),
  gray: (t) => {
    const v = Math.round(255 * t);
    return `rgb(${v}, ${v}, ${v})`;
  },
};
