import type { Material } from './material';
import { cross, normalize, sub, type Vec3 } from './vectors';

export interface Vertex {
  p: Vec3;
  n: Vec3;
  u: number;
  v: number;
}

/** Triangles, each with its three vertices and a material. */
export class Mesh {
  readonly vertices: Vertex[] = [];
  readonly materials: Material[] = [];

  get size(): number {
    return this.materials.length;
  }

  triangle(a: Vertex, b: Vertex, c: Vertex, material: Material): void {
    this.vertices.push(a, b, c);
    this.materials.push(material);
  }

  /** A flat four-cornered face, corners anticlockwise when looked at from outside; u runs from a to b, v from a to d. */
  quad(a: Vec3, b: Vec3, c: Vec3, d: Vec3, material: Material, size: readonly [number, number] = [1, 1]): void {
    const n = normalize(cross(sub(b, a), sub(d, a)));
    const [U, V] = size;
    const [va, vb, vc, vd] = [[a, 0, 0], [b, U, 0], [c, U, V], [d, 0, V]].map(([p, u, v]) => ({ p, n, u, v }) as Vertex); // prettier-ignore
    this.triangle(va, vb, vc, material);
    this.triangle(va, vc, vd, material);
  }

  /** A box with upright sides, from its middle's ground point, by width (x), height (y) and length (z). */
  box([cx, y0, cz]: Vec3, [w, h, l]: Vec3, material: Material, top: Material = material): void {
    const [x0, x1, z0, z1, y1] = [cx - w / 2, cx + w / 2, cz - l / 2, cz + l / 2, y0 + h];
    this.quad([x0, y0, z0], [x1, y0, z0], [x1, y1, z0], [x0, y1, z0], material, [w, h]);
    this.quad([x1, y0, z1], [x0, y0, z1], [x0, y1, z1], [x1, y1, z1], material, [w, h]);
    this.quad([x1, y0, z0], [x1, y0, z1], [x1, y1, z1], [x1, y1, z0], material, [l, h]);
    this.quad([x0, y0, z1], [x0, y0, z0], [x0, y1, z0], [x0, y1, z1], material, [l, h]);
    this.quad([x0, y1, z0], [x1, y1, z0], [x1, y1, z1], [x0, y1, z1], top, [w, l]);
    this.quad([x0, y0, z1], [x1, y0, z1], [x1, y0, z0], [x0, y0, z0], material, [w, l]);
  }
}
