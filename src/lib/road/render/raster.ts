import type { Camera } from './camera';
import type { Instance } from './model';

const NEAR = 0.4;
/** A sample's number is instance * TRIANGLES + triangle. */
export const TRIANGLES = 65536;

/** For each sample what is seen there (-1 for nothing) and the inverse of its distance ahead, with counts of what objects would cover. */
export class Visibility {
  readonly seen: Int32Array;
  readonly nearness: Float32Array;
  /** Last object that was drawn at a sample, hidden or not. */
  private readonly touched: Uint16Array;
  /** Samples that an object covers, hidden or not, by its number. */
  readonly covered: number[] = [];

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.seen = new Int32Array(width * height).fill(-1);
    this.nearness = new Float32Array(width * height);
    this.touched = new Uint16Array(width * height);
  }

  /** Fills a triangle, given by pixels and inverse distances, row by row: the span between its edges at each row's middle. Nearer ones win. */
  fill(id: number, object: number, ax: number, ay: number, az: number, bx: number, by: number, bz: number, cx: number, cy: number, cz: number): void {
    const { width, height, seen, nearness, touched } = this;
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    if (!(Math.abs(area) > 1e-9)) return;
    const y0 = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
    const y1 = Math.min(height - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
    if (y0 > y1 || Math.min(ax, bx, cx) >= width || Math.max(ax, bx, cx) < 0) return;
    const dx = ((bz - az) * (cy - ay) - (cz - az) * (by - ay)) / area;
    const dy = ((bx - ax) * (cz - az) - (cx - ax) * (bz - az)) / area;
    for (let y = y0; y <= y1; y++) {
      const middle = y + 0.5;
      let left = Infinity;
      let right = -Infinity;
      if (middle >= Math.min(ay, by) && middle <= Math.max(ay, by) && ay !== by) left = right = ax + ((middle - ay) * (bx - ax)) / (by - ay);
      if (middle >= Math.min(by, cy) && middle <= Math.max(by, cy) && by !== cy) {
        const x = bx + ((middle - by) * (cx - bx)) / (cy - by);
        if (x < left) left = x;
        if (x > right) right = x;
      }
      if (middle >= Math.min(cy, ay) && middle <= Math.max(cy, ay) && cy !== ay) {
        const x = cx + ((middle - cy) * (ax - cx)) / (ay - cy);
        if (x < left) left = x;
        if (x > right) right = x;
      }
      const x0 = Math.max(0, Math.ceil(left - 0.5));
      const x1 = Math.min(width - 1, Math.ceil(right - 0.5) - 1);
      let near = az + (x0 + 0.5 - ax) * dx + (middle - ay) * dy;
      for (let x = x0, at = y * width + x0; x <= x1; x++, at++, near += dx) {
        if (object > 0 && touched[at] !== object) {
          touched[at] = object;
          this.covered[object] = (this.covered[object] ?? 0) + 1;
        }
        if (near > nearness[at]) {
          nearness[at] = near;
          seen[at] = id;
        }
      }
    }
  }
}

/** Whether any of a ball can be in the picture. */
export function inView({ model, x, y, z, cos, sin, scale }: Instance, camera: Camera): boolean {
  const [mx, my, mz] = model.center;
  const [wx, wy, wz] = [x + scale * (cos * mx - sin * mz) - camera.pose.x, y + scale * my - camera.pose.height, z + scale * (sin * mx + cos * mz) - camera.pose.z];
  const ahead = camera.cosYaw * wz - camera.sinYaw * wx;
  const r = scale * model.radius;
  const depth = camera.cosPitch * ahead - camera.sinPitch * wy;
  if (depth < NEAR - r) return false;
  const right = Math.abs(camera.cosYaw * wx + camera.sinYaw * wz);
  return right - 1.2 * r < (Math.max(depth, 0) * camera.width) / 2 / camera.focal;
}

/** Draws an instance as the camera sees it. */
export function drawInstance(out: Visibility, camera: Camera, instance: Instance, index: number): void {
  const { model, x, y, z, cos, sin, scale, object } = instance;
  const { cosYaw: cy, sinYaw: sy, cosPitch: cp, sinPitch: sp, focal, centerX, centerY, pose } = camera;
  const [tx, ty, tz] = [x - pose.x, y - pose.height, z - pose.z];
  // One matrix from the model's coordinates to right, up and ahead of the camera.
  const [r0, r2] = [scale * (cy * cos + sy * sin), scale * (sy * cos - cy * sin)];
  const [a0, a2] = [scale * (cy * sin - sy * cos), scale * (cy * cos + sy * sin)];
  const [rt, at] = [cy * tx + sy * tz, cy * tz - sy * tx];
  const q = drawInstance.scratch;
  const { positions } = model;
  for (let t = 0, i = 0; t < model.triangles; t++) {
    let ahead = 0;
    for (let k = 0; k < 9; k += 3, i += 3) {
      const px = positions[i];
      const py = positions[i + 1];
      const pz = positions[i + 2];
      const level = a0 * px + a2 * pz + at;
      const up = scale * py + ty;
      q[k] = r0 * px + r2 * pz + rt;
      q[k + 1] = cp * up + sp * level;
      q[k + 2] = cp * level - sp * up;
      if (q[k + 2] >= NEAR) ahead++;
    }
    const id = index * TRIANGLES + t;
    if (ahead === 3) {
      const wa = 1 / q[2];
      const wb = 1 / q[5];
      const wc = 1 / q[8];
      out.fill(id, object, centerX + focal * q[0] * wa, centerY - focal * q[1] * wa, wa, centerX + focal * q[3] * wb, centerY - focal * q[4] * wb, wb, centerX + focal * q[6] * wc, centerY - focal * q[7] * wc, wc);
    } else if (ahead > 0) drawClipped(out, camera, q, id, object);
  }
}
drawInstance.scratch = new Float64Array(9);

/** Draws the part of a triangle that is ahead of the camera. */
function drawClipped(out: Visibility, { focal, centerX, centerY }: Camera, q: Float64Array, id: number, object: number): void {
  const kept: number[][] = [];
  for (let i = 0; i < 3; i++) {
    const [a, b] = [q.subarray(3 * i, 3 * i + 3), q.subarray(3 * ((i + 1) % 3), 3 * ((i + 1) % 3) + 3)];
    if (a[2] >= NEAR) kept.push([...a]);
    if (a[2] >= NEAR === b[2] >= NEAR) continue;
    const s = (NEAR - a[2]) / (b[2] - a[2]);
    kept.push([a[0] + s * (b[0] - a[0]), a[1] + s * (b[1] - a[1]), NEAR]);
  }
  const at = kept.map(([x, y, z]): [number, number, number] => [centerX + (focal * x) / z, centerY - (focal * y) / z, 1 / z]);
  for (let i = 2; i < at.length; i++) out.fill(id, object, ...at[0], ...at[i - 1], ...at[i]);
}
