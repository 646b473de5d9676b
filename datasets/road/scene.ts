/** What stands on a road and where, seen from a camera behind the windscreen; no pixels yet. */
import { RandomState } from '../../src/lib/np/random';

export const WIDTH = 1280;
export const HEIGHT = 720;
/** Row of the horizon, focal length in pixels, camera height in metres. */
export const HORIZON = 310;
const FOCAL = 980;
const CAMERA_HEIGHT = 1.45;

export type Kind = 'car' | 'truck' | 'bus' | 'person' | 'traffic light' | 'stop sign';
export type Weather = 'clear' | 'overcast' | 'dusk';

/** Width, height and the height of the lower edge above the road, in metres. */
const SIZES: Record<Kind, [number, number, number]> = {
  car: [1.8, 1.5, 0],
  truck: [2.5, 3.3, 0],
  bus: [2.55, 3.1, 0],
  person: [0.6, 1.75, 0],
  'traffic light': [0.45, 1.2, 3.2],
  'stop sign': [0.8, 0.8, 1.9],
};

export interface SceneObject {
  kind: Kind;
  /** Metres right of the camera, and ahead of it. */
  x: number;
  z: number;
  hue: number;
  /** Left, top, right, bottom in pixels, cut at the frame. */
  box: [number, number, number, number];
}

export interface Scene {
  seed: number;
  weather: Weather;
  /** Far to near, the order of painting. */
  objects: SceneObject[];
  /** House fronts and trees beside the road, far to near. */
  roadside: { side: -1 | 1; z: number; kind: 'house' | 'tree'; height: number; width: number; hue: number }[];
}

/** A point of the road's space on the picture: metres right, up and ahead to pixels. */
export function project(x: number, y: number, z: number): [number, number] {
  return [WIDTH / 2 + (FOCAL * x) / z, HORIZON + (FOCAL * (CAMERA_HEIGHT - y)) / z];
}

/** Where an object is on the picture, not cut at its edges: left, top, right, bottom. */
export function boxOf(kind: Kind, x: number, z: number): [number, number, number, number] {
  const [w, h, lift] = SIZES[kind];
  const [left, top] = project(x - w / 2, lift + h, z);
  const [right, bottom] = project(x + w / 2, lift, z);
  return [left, top, right, bottom];
}

const clipBox = ([l, t, r, b]: [number, number, number, number]): [number, number, number, number] => [Math.max(0, l), Math.max(0, t), Math.min(WIDTH, r), Math.min(HEIGHT, b)];

const area = ([l, t, r, b]: number[]): number => Math.max(0, r - l) * Math.max(0, b - t);

/** Share of a box that a nearer one hides. */
function hidden(box: number[], by: number[]): number {
  const overlap = [Math.max(box[0], by[0]), Math.max(box[1], by[1]), Math.min(box[2], by[2]), Math.min(box[3], by[3])];
  return area(overlap) / area(box);
}

/** A repeatable random scene: 4 to 9 objects, none of them mostly hidden. */
export function makeScene(seed: number): Scene {
  const rs = new RandomState(seed);
  const pick = <T>(list: readonly T[]): T => list[rs.randint(0, list.length) as number];
  const between = (low: number, high: number): number => rs.uniform(low, high) as number;
  const place = (kind: Kind): SceneObject => {
    const z = kind === 'person' ? between(9, 26) : kind === 'traffic light' || kind === 'stop sign' ? between(12, 30) : between(8, 45);
    const lane = pick([-3.4, 0, 3.4]) + between(-0.4, 0.4);
    const beside = pick([-1, 1]) * between(6.2, 7.6);
    const x = kind === 'car' || kind === 'truck' || kind === 'bus' ? lane : beside;
    return { kind, x, z, hue: rs.randint(0, 360) as number, box: clipBox(boxOf(kind, x, z)) };
  };
  const wanted: Kind[] = ['car', 'car', 'car', ...Array.from({ length: rs.randint(1, 7) as number }, () => pick<Kind>(['car', 'car', 'truck', 'bus', 'person', 'person', 'traffic light', 'stop sign']))];
  const objects: SceneObject[] = [];
  for (const kind of wanted)
    for (let attempt = 0; attempt < 40; attempt++) {
      const o = place(kind);
      const clear = objects.every((p) => hidden(o.box, p.box) < 0.35 && hidden(p.box, o.box) < 0.35);
      if (!clear || area(o.box) < 500) continue;
      objects.push(o);
      break;
    }
  const roadside = Array.from({ length: 26 }, (_, i) => ({
    side: (i % 2 ? 1 : -1) as -1 | 1,
    z: 14 + (i >> 1) * 8 + between(0, 3),
    kind: pick(['house', 'house', 'tree'] as const),
    height: between(5, 13),
    width: between(5, 8),
    hue: rs.randint(0, 360) as number,
  }));
  return { seed, weather: pick(['clear', 'overcast', 'dusk'] as const), objects: objects.sort((a, b) => b.z - a.z), roadside: roadside.sort((a, b) => b.z - a.z) };
}
