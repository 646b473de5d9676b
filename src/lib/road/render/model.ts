import type { Material } from './material';
import type { Mesh } from './mesh';

/** A mesh as flat arrays, for drawing often: for each triangle 9 coordinates, 9 of normals, 6 of u and v, and its material. */
export interface Model {
  triangles: number;
  positions: Float32Array;
  normals: Float32Array;
  uvs: Float32Array;
  materials: readonly Material[];
  /** Middle of a ball around everything, and its radius. */
  center: readonly [number, number, number];
  radius: number;
}

export function compile(mesh: Mesh): Model {
  const n = mesh.size;
  const model = { triangles: n, positions: new Float32Array(9 * n), normals: new Float32Array(9 * n), uvs: new Float32Array(6 * n), materials: mesh.materials };
  const [low, high] = [[Infinity, Infinity, Infinity], [-Infinity, -Infinity, -Infinity]]; // prettier-ignore
  mesh.vertices.forEach(({ p, n: normal, u, v }, i) => {
    model.positions.set(p, 3 * i);
    model.normals.set(normal, 3 * i);
    model.uvs.set([u, v], 2 * i);
    for (let k = 0; k < 3; k++) [low[k], high[k]] = [Math.min(low[k], p[k]), Math.max(high[k], p[k])];
  });
  const center = [0, 1, 2].map((k) => (low[k] + high[k]) / 2) as [number, number, number];
  return { ...model, center, radius: Math.hypot(high[0] - low[0], high[1] - low[1], high[2] - low[2]) / 2 };
}

/** How much of a thing is drawn: 0 in few pixels and for shadows, 1 in some, 2 close by. */
export type Detail = 0 | 1 | 2;

/** A model at its place in the world: scaled, turned to the left by yaw, moved. */
export interface Instance {
  model: Model;
  x: number;
  y: number;
  z: number;
  cos: number;
  sin: number;
  scale: number;
  /** Number of the object that it belongs to, from 1 on; 0 for what gets no box. */
  object: number;
}

export function place(model: Model, x: number, z: number, yaw = 0, scale = 1, object = 0, y = 0): Instance {
  return { model, x, y, z, cos: Math.cos(yaw), sin: Math.sin(yaw), scale, object };
}
