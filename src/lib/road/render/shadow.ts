import type { Instance } from './model';
import { hash } from './noise';
import { Visibility } from './raster';
import { cross, normalize, type Vec3 } from './vectors';

/** Metres of road that the map covers, from its middle to each side, and how far ahead of the camera the middle lies. */
const REACH = 40;
const AHEAD = 30;

/** Which points the sun does not reach: distances along its rays, seen from it. */
export class ShadowMap {
  private readonly right: Vec3;
  private readonly up: Vec3;
  private readonly map: Visibility;
  private readonly scale: number;
  private readonly bias: number;

  /**
   * @param sun direction towards the sun
   * @param size side of the map in samples
   * @param from where the camera stands: x, z in metres
   */
  constructor(
    instances: readonly Instance[],
    private readonly sun: Vec3,
    private readonly size: number,
    private readonly from: readonly [number, number],
  ) {
    this.right = normalize(cross([0, 1, 0], sun));
    this.up = cross(sun, this.right);
    this.scale = size / (2 * REACH);
    this.bias = 0.05 + 1.3 / this.scale;
    this.map = new Visibility(size, size);
    for (const instance of instances) this.draw(instance);
  }

  private draw({ model, x, y, z, cos, sin, scale }: Instance): void {
    const { positions: p, triangles } = model;
    const q = new Float64Array(9);
    for (let t = 0, i = 0; t < triangles; t++) {
      for (let k = 0; k < 9; k += 3, i += 3) this.project(x + scale * (cos * p[i] - sin * p[i + 2]), y + scale * p[i + 1], z + scale * (sin * p[i] + cos * p[i + 2]), q, k);
      this.map.fill(t, 0, q[0], q[1], q[2], q[3], q[4], q[5], q[6], q[7], q[8]);
    }
  }

  /** Position on the map, and nearness to the sun, which is kept positive. */
  private project(x: number, y: number, z: number, q: Float64Array, k: number): void {
    const dx = x - this.from[0];
    const dz = z - this.from[1] - AHEAD;
    const { right, up, sun, scale, size } = this;
    q[k] = size / 2 + scale * (dx * right[0] + y * right[1] + dz * right[2]);
    q[k + 1] = size / 2 + scale * (dx * up[0] + y * up[1] + dz * up[2]);
    q[k + 2] = 500 + dx * sun[0] + y * sun[1] + dz * sun[2];
  }

  private readonly spot = new Float64Array(3);

  /** Share of the sun that reaches a point, 0..1: four samples around it, scattered so that the edge of a shadow is soft. */
  light(x: number, y: number, z: number, seed: number): number {
    this.project(x, y, z, this.spot, 0);
    const { size, bias, map } = this;
    const mx = this.spot[0];
    const my = this.spot[1];
    const near = this.spot[2];
    if (mx < 2 || my < 2 || mx > size - 3 || my > size - 3) return 1;
    let lit = 0;
    for (let i = 0; i < 4; i++) {
      const column = Math.floor(mx + 2 * (hash(seed, 7 * i) - 0.5));
      const row = Math.floor(my + 2 * (hash(seed, 7 * i + 3) - 0.5));
      if (map.nearness[row * size + column] <= near + bias) lit += 0.25;
    }
    return lit;
  }
}
