import type { Instance } from './render/model';
import { TRIANGLES, type Visibility } from './render/raster';
import type { Prop } from './scene';

/** An object on a frame. */
export interface RoadBox {
  /** COCO class: person, car, bus, truck or traffic light. */
  class: string;
  /** Left, top, right, bottom in pixels, around what is visible. */
  box: [number, number, number, number];
  /** Share of the object within the frame that nothing hides. */
  visible: number;
  /** Mostly hidden, very small, or cut to a sliver: neither finding nor missing it should count. */
  difficult: boolean;
}

/** Smallest height and width, as shares of the frame's height, and least visible share of what is not difficult. */
const [LEAST_HEIGHT, LEAST_WIDTH, LEAST_VISIBLE] = [0.075, 0.03, 0.5];

/** Boxes around the samples in which each object is seen. */
export function annotate(visibility: Visibility, instances: readonly Instance[], owners: readonly Prop[], samples: number): RoadBox[] {
  const { seen, width, height, covered } = visibility;
  const found = owners.map(() => ({ l: width, t: height, r: -1, b: -1, count: 0 }));
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      if (seen[at] < 0) continue;
      const { object } = instances[Math.floor(seen[at] / TRIANGLES)];
      if (object === 0) continue;
      const f = found[object - 1];
      f.count++;
      if (x < f.l) f.l = x;
      if (x > f.r) f.r = x;
      if (y < f.t) f.t = y;
      if (y > f.b) f.b = y;
    }
  return found.flatMap(({ l, t, r, b, count }, i) => {
    if (count < 5) return [];
    const box: RoadBox['box'] = [l / samples, t / samples, (r + 1) / samples, (b + 1) / samples];
    const visible = count / covered[i + 1];
    const [w, h] = [(r + 1 - l) / height, (b + 1 - t) / height];
    const sliver = (l === 0 || r === width - 1) && w < 0.45 * h;
    return [{ class: owners[i].class!, box, visible, difficult: visible < LEAST_VISIBLE || h < LEAST_HEIGHT || w < LEAST_WIDTH || (sliver && owners[i].class !== 'person') }];
  });
}
