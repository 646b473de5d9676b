import { RandomState } from '../np/random';
import { groundPaint } from './materials/ground';
import { annotate, type RoadBox } from './boxes';
import { develop } from './develop';
import { Camera } from './render/camera';
import type { Surface } from './render/material';
import { place, type Detail, type Instance } from './render/model';
import { drawInstance, inView, Visibility } from './render/raster';
import { Shader, type Stage } from './render/shade';
import { ShadowMap } from './render/shadow';
import type { Detailed } from './models';
import { makeScene, onRoad, type Prop, type Scene } from './scene';

export interface FrameSize {
  width: number;
  height: number;
}

/** A rendered frame. */
export interface RoadScene extends FrameSize {
  seed: number;
  weather: string;
  /** Red, green, blue, row by row from the upper left: width * height * 3 bytes. */
  image: Uint8Array;
  /** Class number of each pixel, 0..22, by ROAD_CLASSES: width * height bytes. */
  mask: Uint8Array;
  boxes: RoadBox[];
}

/** Samples of a pixel along each side: edges are smooth, and a pixel of one surface is shaded once. */
const SAMPLES = 2;
/** Radii in samples from which on a thing is drawn in detail 1 and 2. */
const DETAILS = [16, 80];

/** The camera after some seconds of driving along the road. */
function cameraAt({ layout, camera, speed }: Scene, seconds: number, { width, height }: FrameSize): Camera {
  const { x, z, yaw } = onRoad(layout, camera.x, speed * seconds);
  const bump = seconds === 0 ? 0 : 0.003 * Math.sin(7 * seconds) + 0.002 * Math.sin(17 * seconds + 1);
  return new Camera({ x, z, height: camera.height, yaw: camera.yaw + yaw, pitch: camera.pitch + bump }, width, height);
}

function modelOf({ model, animated }: Prop, seconds: number): Detailed {
  return animated ? (model as (seconds: number) => Detailed)(seconds) : (model as Detailed);
}

/** Everything at its place at a time, with the detail that its distance needs. */
function arrange(scene: Scene, camera: Camera, seconds: number): { instances: Instance[]; coarse: Instance[]; owners: Prop[] } {
  const [instances, coarse, owners]: [Instance[], Instance[], Prop[]] = [[], [], []];
  for (const prop of scene.props) {
    const at = onRoad(scene.layout, prop.x + (prop.sideways ?? 0) * seconds, prop.z + (prop.speed ?? 0) * seconds);
    const distance = Math.hypot(at.x - camera.pose.x, at.z - camera.pose.z);
    const model = modelOf(prop, seconds);
    const simple = model(0);
    const pixels = (camera.focal * simple.radius * (prop.scale ?? 1)) / Math.max(1, distance - simple.radius);
    const here = (detail: Detail, object: number): Instance => place(model(detail), at.x, at.z, at.yaw + (prop.yaw ?? 0), prop.scale, object);
    const shape = here(0, 0);
    if (distance < 75) coarse.push(shape);
    if (!inView(shape, camera)) continue;
    const object = prop.class ? owners.push(prop) : 0;
    instances.push(here(pixels < DETAILS[0] ? 0 : pixels < DETAILS[1] ? 1 : 2, object));
  }
  return { instances, coarse, owners };
}

/** How open the sky is above a place on the ground: things that stand on it darken it close by. */
function opennessOf(scene: Scene, { pose }: Camera, seconds: number): Stage['openness'] {
  const feet = scene.props.flatMap((prop) => {
    if (!prop.footprint) return [];
    const at = onRoad(scene.layout, prop.x + (prop.sideways ?? 0) * seconds, prop.z + (prop.speed ?? 0) * seconds);
    if (Math.hypot(at.x - pose.x, at.z - pose.z) > 50 || at.z < pose.z - 8) return [];
    const yaw = at.yaw + (prop.yaw ?? 0);
    return [{ ...at, cos: Math.cos(yaw), sin: Math.sin(yaw), w: prop.footprint[0], l: prop.footprint[1] }];
  });
  return (x, z) => {
    let open = 1;
    for (let i = 0; i < feet.length; i++) {
      const f = feet[i];
      const dx = x - f.x;
      const dz = z - f.z;
      if (dx * dx + dz * dz > 50) continue;
      const across = Math.max(0, Math.abs(f.cos * dx + f.sin * dz) - f.w);
      const along = Math.max(0, Math.abs(f.cos * dz - f.sin * dx) - f.l);
      const near = 1 - Math.sqrt(across * across + along * along) / 0.7;
      if (near > 0) open = Math.min(open, 1 - 0.78 * near * near);
    }
    return open;
  };
}

/** The frame of a scene after some seconds of driving. */
export function renderAt(scene: Scene, seconds: number, { width, height }: FrameSize): RoadScene {
  const camera = cameraAt(scene, seconds, { width: width * SAMPLES, height: height * SAMPLES });
  const { instances, coarse, owners } = arrange(scene, camera, seconds);
  const visibility = new Visibility(camera.width, camera.height);
  instances.forEach((instance, i) => drawInstance(visibility, camera, instance, i));
  const sunny = scene.air.sunlight[0] > 0.15;
  const { curve } = scene.layout;
  const stage: Stage = {
    instances,
    air: scene.air,
    shadows: new ShadowMap(sunny ? coarse : [], scene.air.sun, width > 400 ? 2048 : 512, [camera.pose.x, camera.pose.z]),
    ground: groundPaint(scene.layout, scene.air.wet),
    roadX: (x, z) => (x - curve * z * z) * Math.cos(Math.atan(2 * curve * z)),
    openness: opennessOf(scene, camera, seconds),
  };
  const { light, mask } = shadePixels(new Shader(stage, camera), visibility, width, height);
  const image = develop(light, { width, height, air: scene.air, random: new RandomState((scene.seed * 31) % 4294967296), moment: Math.round(100 * seconds) });
  return { seed: scene.seed, weather: scene.air.weather, width, height, image, mask, boxes: annotate(visibility, instances, owners, SAMPLES) };
}

/** Light of each pixel: the mean of its samples, those of one triangle shaded together. */
function shadePixels(shader: Shader, { seen, width: wide }: Visibility, width: number, height: number): { light: Float32Array; mask: Uint8Array } {
  const [light, mask] = [new Float32Array(3 * width * height), new Uint8Array(width * height)];
  const ids = [0, 0, 0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      for (let k = 0; k < 4; k++) ids[k] = seen[(SAMPLES * y + (k >> 1)) * wide + SAMPLES * x + (k & 1)];
      let best = 0;
      for (let k = 0; k < 4; k++) {
        if (ids.indexOf(ids[k]) < k) continue; // shaded already
        let [count, sx, sy] = [0, 0, 0];
        for (let j = k; j < 4; j++)
          if (ids[j] === ids[k]) {
            count++;
            sx += (j & 1) + 0.5;
            sy += (j >> 1) + 0.5;
          }
        const s: Surface = shader.sample(SAMPLES * x + sx / count, SAMPLES * y + sy / count, ids[k], at * 4 + k);
        light[3 * at] += s.r * count * 0.25;
        light[3 * at + 1] += s.g * count * 0.25;
        light[3 * at + 2] += s.b * count * 0.25;
        if (count > best) [best, mask[at]] = [count, s.segment];
      }
    }
  return { light, mask };
}

function checkSize({ width, height }: FrameSize, who: string): void {
  if (!(Number.isInteger(width) && Number.isInteger(height) && width >= 16 && height >= 16)) throw new RangeError(`${who}: expected a width and a height of at least 16 whole pixels, got ${width} x ${height}`);
}

/**
 * A photo-like frame of a random street, the same one for the same seed and size.
 * @param seed whole number from 0 on
 */
export function renderScene(seed: number, size: FrameSize = { width: 1280, height: 720 }): RoadScene {
  checkSize(size, 'renderScene');
  return renderAt(makeScene(seed), 0, size);
}

/** One frame a seed, one after the other, made when it is asked for: `for (const frame of roadScenes({ first: 1, count: 100, width: 160, height: 96 }))`. */
export function* roadScenes({ first = 0, count, ...size }: FrameSize & { first?: number; count: number }): Generator<RoadScene> {
  checkSize(size, 'roadScenes');
  for (let i = 0; i < count; i++) yield renderScene(first + i, size);
}

let lastDrive: Scene | null = null;

/** The frame after `seconds` of driving through renderScene(seed)'s street: drive(seed, 0) is that frame. Up to about 8 seconds there is enough street. */
export function drive(seed: number, seconds: number, size: FrameSize = { width: 1280, height: 720 }): RoadScene {
  checkSize(size, 'drive');
  if (lastDrive?.seed !== seed) lastDrive = makeScene(seed);
  return renderAt(lastDrive, seconds, size);
}
