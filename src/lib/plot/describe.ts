import { finiteRange, type Layer } from './layers';

const short = (x: number): string => String(Number(x.toPrecision(3)));

const span = (values: ArrayLike<number>): string => {
  const range = finiteRange(values);
  return range ? (range[0] === range[1] ? short(range[0]) : `${short(range[0])} to ${short(range[1])}`) : 'no number';
};

/** What a figure shows, in words, for readers who cannot see it. */
export function describeLayers(layers: readonly Layer[]): string {
  return layers.flatMap(sentence).join(' ');
}

function sentence(layer: Layer): string[] {
  const label = 'label' in layer && layer.label ? ` "${layer.label}"` : '';
  switch (layer.type) {
    case 'line':
      return [`Line${label} through ${layer.x.length} points: x ${span(layer.x)}, y ${span(layer.y)}.`];
    case 'scatter':
      return [`${layer.x.length} points${label}: x ${span(layer.x)}, y ${span(layer.y)}${layer.classes.length > 0 ? `, in classes ${layer.classes.map((c) => c.label).join(', ')}` : ''}.`];
    case 'contour':
      return [`${layer.filled ? 'Regions' : 'Lines'} at ${layer.levels.map(short).join(', ')} over x ${span(layer.xs)}, y ${span(layer.ys)}.`];
    case 'image':
      return [`Picture of ${layer.width} by ${layer.height} pixels.`];
    case 'bar':
      return [`Bars${label}: ${layer.labels.slice(0, 20).map((name, i) => `${name} ${short(layer.values[i])}`).join(', ')}.`]; // prettier-ignore
    case 'hist':
      return [`Histogram${label} of ${layer.counts.reduce((a, b) => a + b, 0)} values in ${layer.counts.length} bins from ${span(layer.edges)}.`];
    case 'heatmap':
      return [`Matrix of ${layer.rows.length} rows and ${layer.columns.length} columns: values ${span(layer.values.flat())}.`];
    case 'labels':
      return [`Names: ${layer.texts.slice(0, 40).map((text, i) => `${text} (${short(layer.x[i])}, ${short(layer.y[i])})`).join(', ')}.`]; // prettier-ignore
    case 'text':
      return [`Text: ${layer.text}.`];
    default:
      return [];
  }
}
