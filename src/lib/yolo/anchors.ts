import { RandomState } from '../np/random';

/** A box shape: width and height, in any one unit. */
export type BoxShape = readonly [number, number];

/** Intersection over union of two boxes with one common centre: how alike their shapes are, 0..1. */
export function shapeIou([w1, h1]: BoxShape, [w2, h2]: BoxShape): number {
  const common = Math.min(w1, w2) * Math.min(h1, h2);
  return common / (w1 * h1 + w2 * h2 - common);
}

const nearest = (shape: BoxShape, centers: readonly BoxShape[]): number => {
  let best = 0;
  for (let i = 1; i < centers.length; i++) if (shapeIou(shape, centers[i]) > shapeIou(shape, centers[best])) best = i;
  return best;
};

/** Mean of each shape's IoU with the anchor that fits it best: what k-means makes large. */
export const meanIou = (shapes: readonly BoxShape[], anchors: readonly BoxShape[]): number => shapes.reduce((sum, shape) => sum + shapeIou(shape, anchors[nearest(shape, anchors)]), 0) / shapes.length;

/**
 * Anchors for a data set: k-means on box shapes with the distance 1 - IoU, so that large boxes do not count more than small ones. The first centres
 * are drawn as k-means++ does, the far ones more likely.
 * @param shapes widths and heights
 * @returns k shapes, by rising area
 */
export function kMeansAnchors(shapes: readonly BoxShape[], k: number, { seed = 0, iterations = 100 }: { seed?: number; iterations?: number } = {}): [number, number][] {
  if (!(Number.isInteger(k) && k > 0 && k <= shapes.length)) throw new RangeError(`kMeansAnchors: expected between 1 and ${shapes.length} anchors (the number of boxes), got ${k}`);
  if (shapes.some(([w, h]) => !(w > 0 && h > 0))) throw new RangeError('kMeansAnchors: widths and heights must be positive');
  let centers = firstCenters(shapes, k, new RandomState(seed));
  let owners: number[] = [];
  for (let i = 0; i < iterations; i++) {
    const now = shapes.map((shape) => nearest(shape, centers));
    if (now.every((owner, j) => owner === owners[j])) break;
    owners = now;
    centers = centers.map((center, c) => mean(shapes.filter((_, j) => owners[j] === c)) ?? center);
  }
  return centers.map(([w, h]): [number, number] => [w, h]).sort((a, b) => a[0] * a[1] - b[0] * b[1]);
}

function firstCenters(shapes: readonly BoxShape[], k: number, random: RandomState): BoxShape[] {
  const centers = [shapes[Math.floor(random.rand() * shapes.length)]];
  while (centers.length < k) {
    const far = shapes.map((shape) => (1 - shapeIou(shape, centers[nearest(shape, centers)])) ** 2);
    let rest = random.rand() * far.reduce((a, b) => a + b, 0);
    const next = far.findIndex((d) => (rest -= d) < 0);
    centers.push(shapes[next < 0 ? Math.floor(random.rand() * shapes.length) : next]);
  }
  return centers;
}

function mean(shapes: readonly BoxShape[]): [number, number] | null {
  if (shapes.length === 0) return null;
  return [shapes.reduce((sum, [w]) => sum + w, 0) / shapes.length, shapes.reduce((sum, [, h]) => sum + h, 0) / shapes.length];
}
