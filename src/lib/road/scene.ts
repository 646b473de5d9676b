import { RandomState } from '../np/random';
import { makeLayout, type Layout } from './layout';
import type { Detailed } from './models';
import { addRoadside } from './roadside';
import { addPeople, addSignals, addTraffic } from './traffic';
import type { CameraPose } from './render/camera';
import { makeAir, WEATHERS, type Air } from './render/sky';

/** Something in the scene, by its place along the road; positions are for the time 0. */
export interface Prop {
  model: Detailed | ((seconds: number) => Detailed);
  /** Whether the model changes with time, as a walking person does. */
  animated?: boolean;
  /** Metres right of the middle of the camera's lane, and along the road. */
  x: number;
  z: number;
  /** Radians to the left, from facing along the road. */
  yaw?: number;
  scale?: number;
  /** Metres a second along the road and to the right. */
  speed?: number;
  sideways?: number;
  /** COCO class, for what gets a box; props with one `group` share it. */
  class?: string;
  /** Half width and half length of what darkens the ground below it. */
  footprint?: readonly [number, number];
}

/** A street with all that stands and moves on it; no pixels yet. */
export interface Scene {
  seed: number;
  layout: Layout;
  air: Air;
  camera: CameraPose;
  /** Metres a second that the camera moves along the road. */
  speed: number;
  props: Prop[];
}

/** What the makers of parts of a scene share. */
export interface Making {
  scene: Scene;
  random: () => number;
  between: (low: number, high: number) => number;
}

const CHANCES = [0.34, 0.2, 0.22, 0.12, 0.12];

/** A repeatable random scene. */
export function makeScene(seed: number): Scene {
  const rs = new RandomState(seed % 4294967296);
  const random = (): number => rs.rand();
  const between = (low: number, high: number): number => low + (high - low) * rs.rand();
  const layout = makeLayout(rs);
  let rest = random();
  const weather = WEATHERS[Math.max(0, CHANCES.findIndex((chance) => (rest -= chance) < 0))]; // prettier-ignore
  const air = makeAir(weather, between(-Math.PI, Math.PI));
  const camera = { x: between(-0.35, 0.35), z: 0, height: between(1.3, 1.75), yaw: between(-0.03, 0.03), pitch: between(-0.02, 0.03) };
  const scene: Scene = { seed, layout, air, camera, speed: 8, props: [] };
  const making = { scene, random, between };
  addRoadside(making);
  addSignals(making);
  addTraffic(making);
  addPeople(making);
  return scene;
}

/** Metres in the world and turn of the road at a place along it. */
export function onRoad({ curve }: Layout, x: number, z: number): { x: number; z: number; yaw: number } {
  const yaw = -Math.atan(2 * curve * z);
  return { x: curve * z * z + x * Math.cos(yaw), z: z + x * Math.sin(yaw), yaw };
}
