import type { Camera } from './camera';
import type { Surface, SurfacePoint } from './material';
import type { Instance } from './model';
import { TRIANGLES } from './raster';
import { roadClassId } from '../../data/roadClasses';
import type { ShadowMap } from './shadow';
import { skyColor, type Air } from './sky';

/** Everything that light needs to know about a scene. */
export interface Stage {
  instances: readonly Instance[];
  air: Air;
  shadows: ShadowMap;
  /** Fills in the looks of the ground at a place. */
  ground: (at: SurfacePoint, out: Surface) => void;
  /** Metres right of the middle of the camera's lane, along the road's own curve. */
  roadX: (x: number, z: number) => number;
  /** Share of the sky that a point on the ground sees, past what stands on it. */
  openness: (x: number, z: number) => number;
}

const SKY = roadClassId('sky');

/** Light that comes through single samples of the picture, from what the visibility buffer found there. */
export class Shader {
  private readonly at: SurfacePoint = { x: 0, y: 0, z: 0, roadX: 0, u: 0, v: 0, distance: 0 };
  private readonly found: Surface = { r: 0, g: 0, b: 0, mirror: 0, glow: 0, wet: 0, segment: 0 };
  private readonly around: Surface = { r: 0, g: 0, b: 0, mirror: 0, glow: 0, wet: 0, segment: 0 };
  private readonly d = new Float64Array(3);
  private readonly n = new Float64Array(3);
  private readonly m: [number, number, number] = [0, 0, 0];

  constructor(
    private readonly stage: Stage,
    private readonly camera: Camera,
  ) {}

  /** Linear light through a point in pixels of the camera's picture; its class is in `segment`. The object is reused. */
  sample(px: number, py: number, seen: number, seed: number): Surface {
    const { d, camera } = this;
    camera.ray(px, py, d);
    if (seen >= 0) this.surface(seen, seed);
    else if (d[1] < -0.004) this.groundSurface(seed);
    else {
      skyColor(this.stage.air, d as unknown as [number, number, number], this.found);
      this.found.segment = SKY;
    }
    return this.found;
  }

  private groundSurface(seed: number): void {
    const { d, at, n, found, stage, camera } = this;
    at.distance = camera.pose.height / -d[1];
    at.x = camera.pose.x + at.distance * d[0];
    at.y = 0;
    at.z = camera.pose.z + at.distance * d[2];
    at.roadX = stage.roadX(at.x, at.z);
    found.mirror = found.glow = found.wet = 0;
    stage.ground(at, found);
    n[0] = n[2] = 0;
    n[1] = 1;
    this.illuminate(false, at.distance < 60 ? stage.openness(at.x, at.z) : 1, seed);
    this.haze();
  }

  /** Where the ray meets the triangle, in the model's own coordinates, then its looks and its light. */
  private surface(seen: number, seed: number): void {
    const { d, at, n, found, camera, stage } = this;
    const index = Math.floor(seen / TRIANGLES);
    const t = seen % TRIANGLES;
    const { model, x, y, z, cos, sin, scale } = stage.instances[index];
    const { pose } = camera;
    const ox = (pose.x - x) / scale;
    const oz = (pose.z - z) / scale;
    const ey = (pose.height - y) / scale;
    const ex = cos * ox + sin * oz;
    const ez = cos * oz - sin * ox;
    const dx = (cos * d[0] + sin * d[2]) / scale;
    const dy = d[1] / scale;
    const dz = (cos * d[2] - sin * d[0]) / scale;
    const { positions: p, normals: N, uvs } = model;
    const i = 9 * t;
    const e1x = p[i + 3] - p[i];
    const e1y = p[i + 4] - p[i + 1];
    const e1z = p[i + 5] - p[i + 2];
    const e2x = p[i + 6] - p[i];
    const e2y = p[i + 7] - p[i + 1];
    const e2z = p[i + 8] - p[i + 2];
    const fx = e1y * e2z - e1z * e2y;
    const fy = e1z * e2x - e1x * e2z;
    const fz = e1x * e2y - e1y * e2x;
    const slant = fx * dx + fy * dy + fz * dz;
    const distance = ((p[i] - ex) * fx + (p[i + 1] - ey) * fy + (p[i + 2] - ez) * fz) / (slant || 1e-12);
    const qx = ex + distance * dx - p[i];
    const qy = ey + distance * dy - p[i + 1];
    const qz = ez + distance * dz - p[i + 2];
    const d00 = e1x * e1x + e1y * e1y + e1z * e1z;
    const d01 = e1x * e2x + e1y * e2y + e1z * e2z;
    const d11 = e2x * e2x + e2y * e2y + e2z * e2z;
    const d20 = qx * e1x + qy * e1y + qz * e1z;
    const d21 = qx * e2x + qy * e2y + qz * e2z;
    const area = d00 * d11 - d01 * d01 || 1e-12;
    const b = Math.min(1, Math.max(0, (d11 * d20 - d01 * d21) / area));
    const c = Math.min(1 - b, Math.max(0, (d00 * d21 - d01 * d20) / area));
    const a = 1 - b - c;
    at.distance = Math.max(0.1, distance);
    at.x = pose.x + distance * d[0];
    at.y = pose.height + distance * d[1];
    at.z = pose.z + distance * d[2];
    at.u = a * uvs[6 * t] + b * uvs[6 * t + 2] + c * uvs[6 * t + 4];
    at.v = a * uvs[6 * t + 1] + b * uvs[6 * t + 3] + c * uvs[6 * t + 5];
    at.roadX = 0;
    const material = model.materials[t];
    const nx = a * N[i] + b * N[i + 3] + c * N[i + 6];
    const ny = a * N[i + 1] + b * N[i + 4] + c * N[i + 7];
    const nz = a * N[i + 2] + b * N[i + 5] + c * N[i + 8];
    const towards = slant > 0 ? -1 : 1;
    const flip = !material.leafy && (nx * fx + ny * fy + nz * fz) * towards < 0 ? -1 : 1;
    const length = flip / (Math.sqrt(nx * nx + ny * ny + nz * nz) || 1);
    n[0] = (cos * nx - sin * nz) * length;
    n[1] = ny * length;
    n[2] = (sin * nx + cos * nz) * length;
    found.mirror = found.glow = found.wet = 0;
    found.segment = material.segment;
    material.paint(at, found);
    this.illuminate(material.leafy === true, 1, seed);
    this.haze();
  }

  /** Sun with its shadow, sky light from above, light thrown back by the ground, and what the surface mirrors. */
  private illuminate(leafy: boolean, open: number, seed: number): void {
    const { air, shadows } = this.stage;
    const { found: s, at, n, d } = this;
    const facing = Math.max(0, n[0] * air.sun[0] + n[1] * air.sun[1] + n[2] * air.sun[2]);
    let sun = leafy ? 0.35 + 0.5 * facing : facing;
    sun *= sun > 0 && air.sunlight[0] > 0.15 ? shadows.light(at.x + 0.06 * n[0], at.y + 0.06 * n[1], at.z + 0.06 * n[2], seed) : 0.7;
    const above = (0.5 + 0.5 * n[1]) * open;
    const below = (0.5 - 0.5 * n[1]) * 0.22;
    const { sunlight, zenith, horizon } = air;
    s.r *= sun * sunlight[0] * 0.82 + above * (0.55 * zenith[0] + 0.6 * horizon[0]) + below * (horizon[0] + 0.5 * sunlight[0]) + s.glow;
    s.g *= sun * sunlight[1] * 0.82 + above * (0.55 * zenith[1] + 0.6 * horizon[1]) + below * (horizon[1] + 0.5 * sunlight[1]) + s.glow;
    s.b *= sun * sunlight[2] * 0.82 + above * (0.55 * zenith[2] + 0.6 * horizon[2]) + below * (horizon[2] + 0.5 * sunlight[2]) + s.glow;
    const cos = Math.max(0, -(d[0] * n[0] + d[1] * n[1] + d[2] * n[2]));
    const flat = (1 - cos) ** 5;
    const mirrored = s.mirror > 0 ? s.mirror + (1 - s.mirror) * flat * Math.min(1, 14 * s.mirror) : s.wet > 0 ? s.wet * (0.05 + 0.55 * flat) : 0;
    if (mirrored <= 0) return;
    this.reflect(open, sun > 0.02 ? 1 : 0);
    s.r += (this.around.r - s.r) * mirrored;
    s.g += (this.around.g - s.g) * mirrored;
    s.b += (this.around.b - s.b) * mirrored;
  }

  /** What a mirror would show: sky above, a dark band of street at the horizon, the road below. Left in `around`. */
  private reflect(open: number, sunny: number): void {
    const { stage: { air }, d, n, m, around: s } = this; // prettier-ignore
    const k = 2 * (d[0] * n[0] + d[1] * n[1] + d[2] * n[2]);
    for (let i = 0; i < 3; i++) m[i] = d[i] - k * n[i];
    if (m[1] > 0.12) {
      skyColor(air, m, s, false);
      const spark = sunny * Math.max(0, m[0] * air.sun[0] + m[1] * air.sun[1] + m[2] * air.sun[2]) ** 260 * 14;
      s.r += spark * air.sunlight[0];
      s.g += spark * air.sunlight[1];
      s.b += spark * air.sunlight[2];
    } else {
      const t = Math.min(1, Math.max(0, (m[1] + 0.05) / 0.17)); // street: from asphalt to house fronts
      s.r = (0.1 + 0.16 * t) * air.horizon[0];
      s.g = (0.1 + 0.16 * t) * air.horizon[1];
      s.b = (0.1 + 0.17 * t) * air.horizon[2];
    }
    const share = 0.35 + 0.65 * open;
    s.r *= share;
    s.g *= share;
    s.b *= share;
  }

  /** The air between takes contrast away with distance. */
  private haze(): void {
    const { stage: { air }, found: s, at, around, m, d } = this; // prettier-ignore
    const fog = 1 - Math.exp(-((at.distance / air.sight) ** 1.25));
    if (fog < 0.004) return;
    m[0] = d[0];
    m[1] = Math.max(0.02, d[1]);
    m[2] = d[2];
    skyColor(air, m, around, false);
    s.r += (around.r - s.r) * fog;
    s.g += (around.g - s.g) * fog;
    s.b += (around.b - s.b) * fog;
  }
}
